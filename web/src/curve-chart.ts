import {
  createChart,
  CrosshairMode,
  LineSeries,
  LineStyle,
  BaselineSeries,
  PriceScaleMode,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type Time,
} from 'lightweight-charts';
import { dateOf } from './curves';
import { make } from './dom';
import { colour, look } from './theme';

/** A line of a chart of days. */
export interface Line {
  name: string;
  time: number[];
  values: number[];
  /** A custom property of the style sheet: `--accent`. */
  colour: string;
  isDashed?: boolean;
}

export interface Look {
  say: (value: number) => string;
  /** Equal steps for equal percentages. */
  isLog?: boolean;
}

/** Lines over days, and what fell below its peak under them. Closed when it is not needed any more. */
export class CurveChart {
  private readonly chart: IChartApi;
  private readonly legend = make('div', 'legend num');
  private readonly drawn: { line: Line; series: ISeriesApi<'Line'> }[] = [];
  private below: { series: ISeriesApi<'Baseline'>; colour: string } | null = null;
  private readonly repaint = () => this.paint();

  constructor(
    private readonly box: HTMLElement,
    private readonly look: Look,
  ) {
    box.classList.add('curves');
    this.chart = createChart(box, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Magnet },
      rightPriceScale: { borderVisible: false, mode: look.isLog ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal },
      timeScale: { borderVisible: false, minBarSpacing: 0.01, lockVisibleTimeRangeOnResize: true },
      // Within a page that scrolls the wheel is the page's.
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
    });
    box.append(this.legend);
    this.chart.subscribeCrosshairMove((event) => this.describe(event));
    document.addEventListener('theme', this.repaint);
    this.paint();
  }

  lines(lines: Line[]): void {
    for (const line of lines) {
      const series = this.chart.addSeries(LineSeries, {
        lineWidth: 2,
        lineStyle: line.isDashed ? LineStyle.Dashed : LineStyle.Solid,
        priceLineVisible: false,
        lastValueVisible: lines.length < 4,
        crosshairMarkerRadius: 3,
        priceFormat: { type: 'custom', minMove: 0.0001, formatter: this.look.say },
      });
      series.setData(points(line.time, line.values));
      this.drawn.push({ line, series });
    }
    this.fit();
  }

  /** Fractions of 0 or less, in a pane of their own. */
  drawdown(time: number[], values: number[], colour = '--down'): void {
    const series = this.chart.addSeries(
      BaselineSeries,
      {
        baseValue: { type: 'price', price: 0 },
        lineWidth: 1,
        priceLineVisible: false,
        lastValueVisible: false,
        priceFormat: { type: 'custom', minMove: 0.0001, formatter: (value: number) => `${(value * 100).toFixed(1).replace('-', '−')}%` },
      },
      1,
    );
    series.setData(points(time, values));
    this.below = { series, colour };
    this.chart.panes()[0]?.setStretchFactor(3);
    this.chart.panes()[1]?.setStretchFactor(1);
    this.fit();
  }

  private fit(): void {
    this.paint();
    this.chart.timeScale().fitContent();
    this.describe(null);
  }

  private paint(): void {
    this.chart.applyOptions(look('transparent'));
    for (const { line, series } of this.drawn) series.applyOptions({ color: colour(line.colour) });
    if (this.below) {
      const edge = colour(this.below.colour);
      this.below.series.applyOptions({
        topLineColor: edge,
        bottomLineColor: edge,
        bottomFillColor1: `${edge}14`,
        bottomFillColor2: `${edge}66`,
      });
    }
  }

  /** The values at the crosshair, or the last ones. */
  private describe(event: MouseEventParams | null): void {
    const pointed = event?.time !== undefined;
    const items = this.drawn.map(({ line, series }) => {
      const point = event?.seriesData.get(series) as { value?: number } | undefined;
      const value = pointed ? point?.value : line.values.at(-1);
      return entry(line.colour, line.name, value === undefined ? '–' : this.look.say(value));
    });
    if (this.below && pointed) {
      const point = event?.seriesData.get(this.below.series) as { value?: number } | undefined;
      if (point?.value !== undefined) items.push(entry(this.below.colour, 'drawdown', `${(point.value * 100).toFixed(2).replace('-', '−')}%`));
    }
    const row = make('div');
    if (pointed) row.append(make('span', 'item quiet', said(event.time as Time)));
    row.append(...items);
    this.legend.replaceChildren(row);
  }

  close(): void {
    document.removeEventListener('theme', this.repaint);
    this.chart.remove();
    this.box.replaceChildren();
  }
}

function entry(colour: string, name: string, value: string): HTMLElement {
  const item = make('span', 'item');
  const key = make('i', 'key');
  key.style.background = `var(${colour})`;
  item.append(key, make('span', 'quiet', name), make('b', '', value));
  return item;
}

function points(time: number[], values: number[]): { time: Time; value: number }[] {
  return time.map((seconds, day) => ({ time: dateOf(seconds) as Time, value: values[day] ?? 0 }));
}

function said(time: Time): string {
  return new Date(`${String(time)}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}
