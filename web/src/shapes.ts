import {
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type LineWidth,
  type UTCTimestamp,
} from 'lightweight-charts';
import { colour } from './theme';
import type { PatternEvent } from './types';

type Corner = { time: number; value: number };

/** Chart patterns drawn with so many lines at once would hide the candles. */
const MOST = 3;

/** The outlines of chart patterns: their corners joined, the level that was passed, the target. */
export class Shapes {
  private lines: ISeriesApi<'Line'>[] = [];

  constructor(private readonly chart: IChartApi) {}

  /** Draws the newest of those that have a shape, and the one that is pointed out. */
  draw(events: PatternEvent[], chosen: number | null, isDrawable: (time: number) => boolean): void {
    this.lines.forEach((line) => this.chart.removeSeries(line));
    this.lines = [];
    for (const event of shown(events, chosen)) {
      const name = { bullish: '--up', bearish: '--down' }[event.direction] ?? '--mark';
      const color = colour(name);
      const corners = outline(event).filter((corner) => isDrawable(corner.time));
      this.line(corners, color, LineStyle.Solid, 2);
      this.line(level(event, event.metadata.shape!.breakout, corners), color, LineStyle.Dashed, 1);
      this.line(level(event, event.metadata.shape!.target, corners.slice(-1)), color, LineStyle.Dotted, 1);
    }
  }

  private line(corners: Corner[], color: string, lineStyle: LineStyle, lineWidth: LineWidth): void {
    if (corners.length < 2) return;
    const series = this.chart.addSeries(LineSeries, {
      color,
      lineStyle,
      lineWidth,
      lastValueVisible: false,
      priceLineVisible: false,
      crosshairMarkerVisible: false,
      // An outline must not squeeze the candles.
      autoscaleInfoProvider: () => null,
    });
    series.setData(corners.map((corner) => ({ time: corner.time as UTCTimestamp, value: corner.value })));
    this.lines.push(series);
  }
}

/** @param events newest bar first */
export function shown(events: PatternEvent[], chosen: number | null): PatternEvent[] {
  const shaped = events.filter((event) => event.metadata.shape);
  const pointed = shaped.filter((event) => event.metadata.bar_time === chosen);
  return [...new Set([...pointed, ...shaped])].slice(0, MOST);
}

/** The corners from left to right; of two at one bar the later one. */
export function outline(event: PatternEvent): Corner[] {
  const corners = new Map<number, number>();
  for (const point of event.metadata.shape?.points ?? []) {
    corners.set(point.time, point.price);
  }
  return [...corners].map(([time, value]) => ({ time, value })).sort((a, b) => a.time - b.time);
}

/** A price from the first corner to the bar of the event. */
function level(event: PatternEvent, price: number, corners: Corner[]): Corner[] {
  const from = corners[0]?.time ?? event.metadata.bar_time;
  const to = event.metadata.bar_time;
  return from < to
    ? [
        { time: from, value: price },
        { time: to, value: price },
      ]
    : [];
}
