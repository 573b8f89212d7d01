import { CrosshairMode, type ChartOptions, type DeepPartial } from 'lightweight-charts';
import { colour, look } from '../theme';

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
export function lookOfReport(): DeepPartial<ChartOptions> {
  const { layout, grid } = look(colour('--panel'));
  return { layout: { ...layout, attributionLogo: false }, grid };
}
