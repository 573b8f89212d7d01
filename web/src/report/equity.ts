import {
  AreaSeries,
  createChart,
  LineSeries,
  PriceScaleMode,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type Time,
} from 'lightweight-charts';
import { dateOf, drawdown } from '../curves';
import { make } from '../dom';
import { colour } from '../theme';
import type { Report } from './data';
import { BEHAVIOUR, lookOfReport } from './look';
import { initial } from './tables';
import * as words from './words';

/** Where the highest value is so many times the lowest, equal distances are equal changes. */
const WIDE = 4;

type Point = { time: Time; value: number };

/** Equity with the benchmark, and below it how far each is under its highest. */
export class EquityChart {
  private readonly chart: IChartApi;
  private readonly own: ISeriesApi<'Area'>;
  private readonly hold: ISeriesApi<'Line'>;
  private readonly ownBelow: ISeriesApi<'Area'>;
  private readonly holdBelow: ISeriesApi<'Line'>;
  private readonly days: string[];
  private readonly below: number[];
  readonly isWide: boolean;

  constructor(
    box: HTMLElement,
    private readonly legend: HTMLElement,
    private readonly report: Report,
  ) {
    const { time, equity, benchmark } = report.result.equity;
    this.days = time.map(dateOf);
    this.below = drawdown(equity, initial(report.result.metrics));
    const quiet = { lastValueVisible: false, priceLineVisible: false } as const;
    const part = { type: 'custom', formatter: (value: number) => words.percent(value, 0) } as const;
    const money = { type: 'custom', formatter: (value: number) => words.count(value) } as const;
    this.chart = createChart(box, { ...BEHAVIOUR, localization: { dateFormat: 'yyyy-MM-dd' } });
    this.hold = this.chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, priceFormat: money });
    this.own = this.chart.addSeries(AreaSeries, { ...quiet, lineWidth: 2, priceFormat: money });
    this.holdBelow = this.chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, priceFormat: part }, 1);
    this.ownBelow = this.chart.addSeries(AreaSeries, { ...quiet, lineWidth: 1, invertFilledArea: true, priceFormat: part }, 1);
    this.own.setData(this.points(equity));
    this.hold.setData(this.points(benchmark));
    this.ownBelow.setData(this.points(this.below));
    this.holdBelow.setData(this.points(drawdown(benchmark, initial(report.result.benchmark))));
    this.chart.panes()[0]?.setStretchFactor(7);
    this.chart.panes()[1]?.setStretchFactor(3);
    const all = [...equity, ...benchmark];
    const least = all.reduce((a, b) => Math.min(a, b), Infinity);
    this.isWide = least > 0 && all.reduce((a, b) => Math.max(a, b), 0) / least > WIDE;
    this.chart.subscribeCrosshairMove((event) => this.describe(event));
    this.describe();
    this.paint();
    // Again whenever the chart has another size, its first included.
    new ResizeObserver(() => this.chart.timeScale().fitContent()).observe(box);
  }

  private points(values: number[]): Point[] {
    return values.map((value, day) => ({ time: this.days[day] as Time, value }));
  }

  logarithmic(on: boolean): void {
    this.own.priceScale().applyOptions({ mode: on ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
  }

  /** Without the benchmark a curve far below it has the whole height. */
  beside(on: boolean): void {
    this.hold.applyOptions({ visible: on });
    this.holdBelow.applyOptions({ visible: on });
  }

  paint(): void {
    this.chart.applyOptions(lookOfReport());
    const accent = colour('--accent');
    const down = colour('--down');
    this.own.applyOptions({ lineColor: accent, topColor: `${accent}38`, bottomColor: `${accent}00` });
    this.hold.applyOptions({ color: colour('--benchmark') });
    this.ownBelow.applyOptions({ lineColor: down, topColor: `${down}10`, bottomColor: `${down}50` });
    this.holdBelow.applyOptions({ color: colour('--benchmark') });
  }

  /** The day under the pointer, else the last. */
  private describe(event?: MouseEventParams): void {
    const found = event?.time === undefined ? -1 : this.days.indexOf(String(event.time));
    const day = found < 0 ? this.days.length - 1 : found;
    if (day < 0) return;
    const { equity, benchmark } = this.report.result.equity;
    this.legend.replaceChildren(
      make('span', 'quiet', this.days[day]),
      make('span', 'own', `Strategy ${words.count(equity[day] ?? null)}`),
      make('span', 'hold', `Buy & hold ${words.count(benchmark[day] ?? null)}`),
      make('span', 'down', `Drawdown ${words.percent(this.below[day] ?? null, 1)}`),
    );
  }
}
