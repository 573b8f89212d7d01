import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  TickMarkType,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type MouseEventParams,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { Candles } from './candles';
import { $, make } from './dom';
import * as format from './format';
import { Holes } from './holes';
import { Indicators } from './indicators';
import { ChartLayout } from './layout';
import { prices } from './legend';
import { drawMarks } from './marks';
import { NowLine } from './now-line';
import { PatternBook } from './patterns';
import type { Registry } from './registry';
import { Shapes } from './shapes';
import { settings } from './settings';
import { stored } from './stored';
import { colour, look } from './theme';
import type { Bar, BarEvent, IndicatorEvent, PatternEvent } from './types';

const MOST_MARKS_KEPT = 20_000;

/** So many bars before the first one that is known, older ones are asked for. */
const AHEAD = 30;

/** Bars there is room for, however few there are. */
const FEWEST = 60;
const DAILY = '1day';
const MOST_PAGES = 20;

const at = (seconds: number) => seconds as UTCTimestamp;

/** The candles of one symbol with volume, marks of patterns, and indicators over and below. */
export class ChartView {
  private readonly chart: IChartApi;
  private candleSeries!: ISeriesApi<'Candlestick'>;
  private volumeSeries!: ISeriesApi<'Histogram'>;
  private marker!: ISeriesMarkersPluginApi<Time>;
  private now!: NowLine;
  private readonly indicators: Indicators;
  private readonly shapes: Shapes;
  private readonly holes = new Holes(() => this.candles.sorted());
  readonly layout: ChartLayout;
  private chosen: number | null = null;
  private candles = new Candles();
  private patterns = new PatternBook(MOST_MARKS_KEPT);
  private loading = 0;
  private isLoading = true;
  private waiting: (() => void)[] = [];
  private fetchingOlder = false;
  private isWhole = false;
  private markFrame = 0;

  /** Told which indicators there are for the chart's symbol. */
  onLabels: (labels: string[]) => void = () => {};

  /** @param legends of the candles, and of what is below them */
  constructor(
    private readonly box: HTMLElement,
    private readonly legends: [HTMLElement, HTMLElement],
    registry: Registry,
  ) {
    this.chart = createChart(box, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      rightPriceScale: { borderVisible: false },
      timeScale: {
        borderVisible: false,
        rightOffset: 6,
        barSpacing: 8,
        timeVisible: true,
        secondsVisible: false,
        tickMarkFormatter: (time: Time, type: TickMarkType) => this.tick(Number(time), type),
      },
      localization: {
        timeFormatter: (time: Time) =>
          format.full(this.zone(), Number(time), settings.timeframe === DAILY),
      },
    });
    this.indicators = new Indicators(this.chart, registry);
    this.shapes = new Shapes(this.chart);
    this.layout = new ChartLayout(this.chart, box);
    this.build();
    this.chart.subscribeCrosshairMove((event) => this.describe(event));
    this.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range && range.from < AHEAD) void this.older();
    });
    this.paint();
  }

  private zone(): format.Zone {
    return settings.timeframe === DAILY ? 'market' : settings.zone;
  }

  private tick(seconds: number, type: TickMarkType): string {
    if (type <= TickMarkType.Month) return format.month(this.zone(), seconds);
    return type === TickMarkType.DayOfMonth
      ? format.day(this.zone(), seconds)
      : format.minute(this.zone(), seconds);
  }

  private build(): void {
    this.candleSeries = this.chart.addSeries(CandlestickSeries, { ...candleColours(), borderVisible: false });
    this.volumeSeries = this.chart.addSeries(HistogramSeries, {
      priceFormat: { type: 'volume' },
      priceScaleId: 'volume',
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.candleSeries.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.candleSeries.attachPrimitive(this.holes);
    this.now = new NowLine(this.candleSeries);
    this.marker = createSeriesMarkers(this.candleSeries, [], { autoScale: false });
  }

  /** Colours of the theme that is on. */
  paint(): void {
    this.chart.applyOptions(look(colour('--ground')));
    this.candleSeries.applyOptions(candleColours());
    this.drawBars();
    this.indicators.fill();
    this.markSoon();
  }

  /** Shows a symbol: what is stored first, then what came meanwhile. */
  async show(symbol: string, timeframe: string): Promise<void> {
    const mine = ++this.loading;
    this.isLoading = true;
    this.waiting = [];
    this.candles = new Candles();
    this.patterns = new PatternBook(MOST_MARKS_KEPT);
    this.indicators.clear();
    this.chosen = null;
    this.isWhole = false;
    $('empty').hidden = true;
    this.box.dataset.symbol = symbol;
    this.box.dataset.timeframe = timeframe;
    this.chart.applyOptions({ timeScale: { timeVisible: timeframe !== DAILY } });
    try {
      await this.fetch(symbol, timeframe, mine, {});
    } catch (error) {
      if (mine === this.loading) {
        $('empty').textContent = error instanceof Error ? error.message : String(error);
        $('empty').hidden = false;
        this.done(true);
      }
    }
  }

  /** After a time away: asks for what has changed since the newest bar that is known. */
  async refresh(symbol: string, timeframe: string): Promise<void> {
    const from = this.candles.newestClosed();
    if (from === undefined) {
      return this.show(symbol, timeframe);
    }
    const mine = ++this.loading;
    this.isLoading = true;
    await this.fetch(symbol, timeframe, mine, { from }).catch(() => mine === this.loading && this.done(false));
  }

  private async fetch(
    symbol: string,
    timeframe: string,
    mine: number,
    range: { from?: number; to?: number },
  ): Promise<void> {
    await this.join(symbol, timeframe, mine, range);
    if (mine === this.loading) {
      this.done(!range.from);
    }
  }

  /** Joins what is stored of a range with what is known; how many bars there were. */
  private async join(
    symbol: string,
    timeframe: string,
    mine: number,
    range: { from?: number; to?: number },
  ): Promise<number> {
    const { bars, patterns, indicators } = await stored(symbol, timeframe, range);
    if (mine === this.loading) {
      this.candles.replace(bars);
      patterns.forEach((event) => this.patterns.take(event));
      this.indicators.join(indicators);
    }
    return bars.length;
  }

  /** Asks for the bars before the first one; whether there were any. */
  private async older(): Promise<boolean> {
    const first = this.candles.oldest();
    const { symbol, timeframe } = this.box.dataset;
    if (this.isLoading || this.fetchingOlder || this.isWhole || !first || !symbol || !timeframe) {
      return false;
    }
    const mine = this.loading;
    this.fetchingOlder = true;
    try {
      const found = await this.join(symbol, timeframe, mine, { to: first.time });
      if (mine !== this.loading) {
        return false;
      }
      this.isWhole = found === 0;
      void this.explain();
      this.drawBars();
      this.indicators.fill();
      this.markSoon();
      return found > 0;
    } catch {
      return false; // asked again with the next move
    } finally {
      this.fetchingOlder = false;
    }
  }

  /** Asks why minutes have no bar. */
  async explain(): Promise<void> {
    const { symbol, timeframe } = this.box.dataset;
    if (symbol && timeframe) await this.holes.load(symbol, timeframe);
  }

  private done(fresh: boolean): void {
    this.isLoading = false;
    void this.explain();
    this.drawBars();
    this.onLabels(this.indicators.labels);
    this.drawIndicators();
    this.waiting.splice(0).forEach((late) => late());
    this.markSoon();
    if (fresh) {
      const bars = this.candles.size;
      const visible = this.usualBars();
      const from = Math.max(bars - visible, Math.min(0, bars - FEWEST));
      this.chart.timeScale().setVisibleLogicalRange({ from, to: bars + 5 });
      this.chart.priceScale('right').applyOptions({ autoScale: true });
    }
  }

  /** As many as the trader likes to see, or as are easy to read. */
  private usualBars(): number {
    const { spacing } = this.layout;
    return spacing === null ? Math.max(40, Math.min(130, this.box.clientWidth / 8)) : this.box.clientWidth / spacing;
  }

  private drawBars(): void {
    const bars = this.candles.sorted();
    this.candleSeries.setData(bars.map((bar) => ({ ...bar, time: at(bar.time) })));
    this.volumeSeries.setData(bars.map((bar) => this.volume(bar)));
    this.tell();
  }

  private volume(bar: Bar) {
    return { time: at(bar.time), value: bar.volume, color: colour(bar.close >= bar.open ? '--up-soft' : '--down-soft') };
  }

  /** A bar that closed, was amended or grows. */
  bar(event: BarEvent): void {
    if (this.isLoading) {
      this.waiting.push(() => this.bar(event));
      return;
    }
    const isKnown = this.candles.at(event.bar_time) !== undefined;
    const change = this.candles.take(event);
    const bar = this.candles.at(event.bar_time);
    if (change === 'none' || !bar) {
      return;
    }
    const earlier = change === 'earlier';
    if (earlier && !isKnown) {
      this.drawBars(); // a chart takes no new bar between others
      return;
    }
    this.candleSeries.update({ ...bar, time: at(bar.time) }, earlier);
    this.volumeSeries.update(this.volume(bar), earlier);
    $('empty').hidden = true;
    this.tell();
  }

  /** The last trade, as a line, where the candles are longer than a minute and wait for their end. */
  trade(price: number): void {
    if (settings.timeframe === '1min') this.now.show(null);
    else if (this.candles.size > 0) this.now.show(price);
  }

  /** A pattern detected, revised or retracted. */
  pattern(event: PatternEvent): void {
    if (this.isLoading) {
      this.waiting.push(() => this.pattern(event));
    } else if (this.patterns.take(event)) {
      this.markSoon();
    }
  }

  /** Draws the marks with the next frame: at a minute's end many patterns come together. */
  markSoon(): void {
    if (this.markFrame === 0) {
      this.markFrame = requestAnimationFrame(() => {
        this.markFrame = 0;
        this.mark();
      });
    }
  }

  private mark(): void {
    const events = this.patterns
      .list((event) => event.confidence >= settings.least)
      .filter((event) => this.candles.at(event.metadata.bar_time));
    this.box.dataset.markers = String(drawMarks(this.marker, events, this.candles.sorted()));
    this.shapes.draw(events, this.chosen, (time) => this.candles.at(time) !== undefined);
  }

  /** A value of an indicator. */
  indicator(event: IndicatorEvent): void {
    if (this.isLoading) {
      this.waiting.push(() => this.indicator(event));
      return;
    }
    if (this.indicators.take(event)) {
      this.onLabels(this.indicators.labels);
      this.drawIndicators();
    }
  }

  /** Draws the indicators that are chosen, anew. */
  drawIndicators(): void {
    this.indicators.draw(settings.overlays, settings.below);
    this.layout.apply();
    this.describe(null);
    // Panes have their height once they are drawn.
    requestAnimationFrame(() => this.describe(null));
  }

  /** What the crosshair points at, or the newest bar. */
  private describe(event: MouseEventParams | null): void {
    const bar = event?.time === undefined ? this.candles.newest() : this.candles.at(Number(event.time));
    const [legend, below] = this.legends;
    if (!bar) {
      legend.replaceChildren();
      below.replaceChildren();
      return;
    }
    const pointed = event?.time !== undefined;
    const when = format.full(this.zone(), bar.time, settings.timeframe === DAILY);
    const row = prices(bar, pointed ? when : '');
    const missing = pointed ? this.holes.before(bar.time) : '';
    if (missing) row.append(make('span', 'quiet', missing));
    const lines = make('div');
    lines.append(...this.indicators.describe(bar.time, 0));
    legend.replaceChildren(row, lines);
    below.replaceChildren(...this.indicators.describe(bar.time, 1));
    below.style.top = `${(this.chart.panes()[0]?.getHeight() ?? 0) + 6}px`;
  }

  /** Facts for whoever looks from outside. */
  private tell(): void {
    const newest = this.candles.newest();
    Object.assign(this.box.dataset, {
      bars: this.candles.size,
      time: newest?.time ?? '',
      close: newest?.close ?? '',
      volume: newest?.volume ?? '',
    });
    this.describe(null);
    if (newest === undefined && !this.isLoading) {
      $('empty').textContent = 'No bar yet: the first one comes with the next trades.';
      $('empty').hidden = false;
    }
  }

  /** Brings a bar into view, and asks for older ones until it is there. */
  async reveal(time: number): Promise<void> {
    this.chosen = time;
    this.markSoon();
    for (let page = 0; page < MOST_PAGES && time < (this.candles.oldest()?.time ?? time); page++) {
      if (!(await this.older())) break;
    }
    const index = this.candles.sorted().findIndex((bar) => bar.time >= time);
    const bar = this.candles.at(time);
    if (index >= 0) {
      const half = Math.max(20, Math.min(60, this.box.clientWidth / 16));
      const to = Math.min(index + half, this.candles.size + 5);
      this.chart.timeScale().setVisibleLogicalRange({ from: to - 2 * half, to });
    }
    if (bar) {
      // The crosshair goes where the bar is drawn, which is known once it has been.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => this.chart.setCrosshairPosition(bar.close, at(time), this.candleSeries)),
      );
    }
  }
}

function candleColours() {
  const [up, down] = [colour('--up'), colour('--down')];
  return { upColor: up, downColor: down, wickUpColor: up, wickDownColor: down };
}
