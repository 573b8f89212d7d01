import { ColorType, CrosshairMode, type ChartOptions, type DeepPartial } from 'lightweight-charts';

/** A colour of the theme that is on. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** How the report's charts behave. */
export const BEHAVIOUR: DeepPartial<ChartOptions> = {
  crosshair: { mode: CrosshairMode.Magnet },
  rightPriceScale: { borderVisible: false },
  timeScale: { borderVisible: false, minBarSpacing: 0.01 },
  // The page scrolls; a chart under the wheel must not stop it.
  handleScroll: { mouseWheel: false, vertTouchDrag: false },
  handleScale: { mouseWheel: false },
  autoSize: true,
};

/** How the report's charts look in the theme that is on. */
export function look(): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colour('--panel') },
      textColor: colour('--quiet'),
      fontFamily: colour('--font'),
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: colour('--edge'), separatorHoverColor: colour('--edge') },
    },
    grid: { vertLines: { color: colour('--grid') }, horzLines: { color: colour('--grid') } },
  };
}
