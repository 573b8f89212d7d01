import { ColorType, type ChartOptions, type DeepPartial } from 'lightweight-charts';

/** A custom property of the style sheet, as the theme that is on has it. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** How charts look in the theme that is on. */
export function look(background: string): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: background },
      textColor: colour('--quiet'),
      fontFamily: colour('--font'),
      fontSize: 11,
      panes: { separatorColor: colour('--edge'), separatorHoverColor: colour('--edge') },
    },
    grid: { vertLines: { color: colour('--grid') }, horzLines: { color: colour('--grid') } },
  };
}
