import {
  CandlestickSeries,
  ColorType,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineSeries,
  LineStyle,
  TickMarkType,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type MouseEventParams,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { get } from './api';
import { Candles } from './candles';
import { $, make } from './dom';
import * as format from './format';
import { type Mark, marks, named, PatternBook, spoken } from './patterns';
import { settings } from './settings';
import type { Bar, BarEvent, IndicatorEvent, IndicatorHistory, PatternEvent, Value } from './types';

const BARS = 600;
const MOST_MARKS = 400;
const NAMES_APART = 12;
const DAILY = '1day';
const LINES = ['#e0a83e', '#5b8def', '#b07ae8', '#3fb6a8', '#d9739b', '#8fa3b8'];

type Line = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

/** One output of an indicator, drawn. */
interface Drawn {
  label: string;
  output: string | null;
  series: Line;
  last: number;
}

const at = (seconds: number) => seconds as UTCTimestamp;

/** The candles of one symbol with volume, marks of patterns, and indicators over and below. */
export class ChartView {
  private readonly chart: IChartApi;
  private candleSeries!: ISeriesApi<'Candlestick'>;
  private volumeSeries!: ISeriesApi<'Histogram'>;
  private marker!: ISeriesMarkersPluginApi<Time>;
  private drawn: Drawn[] = [];
  private candles = new Candles();
  private patterns = new PatternBook(MOST_MARKS);
  private labels: string[] = [];
  private values: IndicatorHistory['values'] = [];
  private priceLine: IPriceLine | null = null;
  private loading = 0;
  private isLoading = true;
  private waiting: (() => void)[] = [];
  private markFrame = 0;

  /** Told which indicators there are for the chart's symbol. */
  onLabels: (labels: string[]) => void = () => {};

  constructor(
    private readonly box: HTMLElement,
    private readonly legend: HTMLElement,
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
    this.build();
    this.chart.subscribeCrosshairMove((event) => this.describe(event));
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
    const style = getComputedStyle(document.documentElement);
    const up = style.getPropertyValue('--up').trim();
    const down = style.getPropertyValue('--down').trim();
    this.candleSeries = this.chart.addSeries(CandlestickSeries, {
      upColor: up,
      downColor: down,
      wickUpColor: up,
      wickDownColor: down,
      borderVisible: false,
    });
    this.volumeSeries = this.chart.addSeries(HistogramSeries, {
      priceFormat: { type: 'volume' },
      priceScaleId: 'volume',
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.candleSeries.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.marker = createSeriesMarkers(this.candleSeries, [], { autoScale: false });
  }

  /** Colours of the theme that is on. */
  paint(): void {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colour('--ground') },
        textColor: colour('--quiet'),
        fontFamily: style.getPropertyValue('--font').trim(),
        fontSize: 11,
        panes: { separatorColor: colour('--edge'), separatorHoverColor: colour('--edge') },
      },
      grid: { vertLines: { color: colour('--grid') }, horzLines: { color: colour('--grid') } },
    });
    this.candleSeries.applyOptions({
      upColor: colour('--up'),
      downColor: colour('--down'),
      wickUpColor: colour('--up'),
      wickDownColor: colour('--down'),
    });
    this.drawBars();
    this.markSoon();
  }

  /** Shows a symbol: what is stored first, then what came meanwhile. */
  async show(symbol: string, timeframe: string): Promise<void> {
    const mine = ++this.loading;
    this.isLoading = true;
    this.waiting = [];
    this.candles = new Candles();
    this.patterns = new PatternBook(MOST_MARKS);
    this.values = [];
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
    await this.fetch(symbol, timeframe, mine, { from }).catch(() => this.done(false));
  }

  private async fetch(
    symbol: string,
    timeframe: string,
    mine: number,
    since: Record<string, number>,
  ): Promise<void> {
    const range = { timeframe, limit: BARS, ...since };
    const [bars, patterns, indicators] = await Promise.all([
      get<{ bars: Bar[] }>(`/api/bars/${encodeURIComponent(symbol)}`, range),
      get<{ patterns: PatternEvent[] }>('/api/patterns', {
        symbol,
        timeframe,
        limit: MOST_MARKS,
        ...since,
      }),
      get<IndicatorHistory>('/api/indicators', { symbol, ...range }),
    ]);
    if (mine !== this.loading) {
      return;
    }
    this.candles.replace(bars.bars);
    patterns.patterns.reverse().forEach((event) => this.patterns.take(event));
    const known = new Map(this.values.map((each) => [each.time, each]));
    indicators.values.forEach((each) => known.set(each.time, each));
    this.values = [...known.values()].sort((a, b) => a.time - b.time);
    if (!since.from) {
      this.labels = indicators.labels;
      this.onLabels(this.labels);
    }
    this.done(!since.from);
  }

  private done(fresh: boolean): void {
    this.isLoading = false;
    this.drawBars();
    this.drawIndicators();
    this.waiting.splice(0).forEach((late) => late());
    this.markSoon();
    if (fresh) {
      const bars = this.candles.size;
      const visible = Math.max(40, Math.min(130, this.box.clientWidth / 8));
      this.chart.timeScale().setVisibleLogicalRange({ from: bars - visible, to: bars + 5 });
      this.chart.priceScale('right').applyOptions({ autoScale: true });
    }
  }

  private drawBars(): void {
    const bars = this.candles.sorted();
    this.candleSeries.setData(bars.map((bar) => ({ ...bar, time: at(bar.time) })));
    this.volumeSeries.setData(bars.map((bar) => this.volume(bar)));
    this.tell();
  }

  private volume(bar: Bar) {
    const style = getComputedStyle(document.documentElement);
    const name = bar.close >= bar.open ? '--up-soft' : '--down-soft';
    return { time: at(bar.time), value: bar.volume, color: style.getPropertyValue(name).trim() };
  }

  /** A bar that closed, was amended or grows. */
  bar(event: BarEvent): void {
    if (this.isLoading) {
      this.waiting.push(() => this.bar(event));
      return;
    }
    const change = this.candles.take(event);
    const bar = this.candles.at(event.bar_time);
    if (change === 'none' || !bar) {
      return;
    }
    const earlier = change === 'earlier';
    this.candleSeries.update({ ...bar, time: at(bar.time) }, earlier);
    this.volumeSeries.update(this.volume(bar), earlier);
    $('empty').hidden = true;
    this.tell();
  }

  /** The last trade, as a line, where the candles are longer than a minute and wait for their end. */
  trade(price: number): void {
    const wanted = settings.timeframe !== '1min';
    if (!wanted && this.priceLine) {
      this.candleSeries.removePriceLine(this.priceLine);
      this.priceLine = null;
    } else if (wanted && this.priceLine) {
      this.priceLine.applyOptions({ price });
    } else if (wanted && this.candles.size > 0) {
      this.priceLine = this.candleSeries.createPriceLine({
        price,
        title: 'now',
        lineStyle: LineStyle.Dotted,
        lineWidth: 1,
        color: LINES[1],
        axisLabelVisible: true,
      });
    }
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
    const style = getComputedStyle(document.documentElement);
    const events = this.patterns
      .list((event) => event.confidence >= settings.least)
      .filter((event) => this.candles.at(event.metadata.bar_time));
    const found = marks(events);
    const places = new Map(this.candles.sorted().map((bar, index) => [bar.time, index]));
    const room = named(found, (time) => places.get(time) ?? 0, NAMES_APART);
    this.marker.setMarkers(
      found.map((mark) => ({
        time: at(mark.time),
        position: mark.above ? ('aboveBar' as const) : ('belowBar' as const),
        shape:
          mark.direction === 'bullish'
            ? ('arrowUp' as const)
            : mark.direction === 'bearish'
              ? ('arrowDown' as const)
              : ('circle' as const),
        size: mark.direction === 'bullish' || mark.direction === 'bearish' ? 1 : 0.6,
        color: style
          .getPropertyValue(
            mark.direction === 'bullish' ? '--up' : mark.direction === 'bearish' ? '--down' : '--mark',
          )
          .trim(),
        text: room.has(mark) ? words(mark) : '',
      })),
    );
    this.box.dataset.markers = String(found.length);
  }

  /** A value of an indicator. */
  indicator(event: IndicatorEvent): void {
    if (this.isLoading) {
      this.waiting.push(() => this.indicator(event));
      return;
    }
    const label = event.event_id.split('|')[1] ?? event.indicator;
    const time = event.metadata.bar_time;
    const value: Value = event.metadata.outputs ?? event.value;
    let row = this.values.find((each) => each.time === time);
    if (!row) {
      row = { time } as IndicatorHistory['values'][number];
      this.values.push(row);
      this.values.sort((a, b) => a.time - b.time);
    }
    row[label] = value;
    for (const line of this.drawn.filter((each) => each.label === label)) {
      const number = pick(value, line.output);
      if (number !== null) {
        (line.series as ISeriesApi<'Line'>).update({ time: at(time), value: number }, time < line.last);
        line.last = Math.max(line.last, time);
      }
    }
  }

  /** Draws the indicators that are chosen, anew. */
  drawIndicators(): void {
    this.drawn.forEach((line) => this.chart.removeSeries(line.series));
    this.drawn = [];
    let colour = 0;
    for (const label of this.labels) {
      const name = label.split('_')[0] ?? '';
      const over = settings.overlays.includes(name);
      if (over || settings.below === name) {
        for (const output of this.outputs(label)) {
          this.draw(label, output, over ? 0 : 1, LINES[colour++ % LINES.length] ?? '');
        }
      }
    }
    const [main, below] = this.chart.panes();
    main?.setStretchFactor(3.4);
    below?.setStretchFactor(1);
    this.describe(null);
  }

  private outputs(label: string): (string | null)[] {
    const row = this.values.findLast((each) => each[label] !== undefined && each[label] !== null);
    const value = row?.[label];
    return value && typeof value === 'object' ? Object.keys(value) : [null];
  }

  private draw(label: string, output: string | null, pane: number, color: string): void {
    const data = this.values.flatMap((row) => {
      const value = pick(row[label], output);
      return value === null ? [] : [{ time: at(row.time), value }];
    });
    const quiet = { lastValueVisible: pane === 1, priceLineVisible: false };
    const series: Line =
      output === 'histogram'
        ? this.chart.addSeries(HistogramSeries, { color: color + '80', ...quiet }, pane)
        : this.chart.addSeries(
            LineSeries,
            { color, lineWidth: 1, crosshairMarkerVisible: false, ...quiet },
            pane,
          );
    series.setData(data);
    if (label.startsWith('RSI') || label.startsWith('STOCH')) {
      const bounds = label.startsWith('RSI') ? [30, 70] : [20, 80];
      if (this.drawn.every((line) => line.label !== label)) {
        bounds.forEach((price) =>
          series.createPriceLine({
            price,
            color: '#8884',
            lineWidth: 1,
            lineStyle: LineStyle.Dashed,
            axisLabelVisible: false,
            title: '',
          }),
        );
      }
    }
    this.drawn.push({ label, output, series, last: data.at(-1)?.time ?? -Infinity });
  }

  /** What the crosshair points at, or the newest bar. */
  private describe(event: MouseEventParams | null): void {
    const bar = event?.time === undefined ? this.candles.newest() : this.candles.at(Number(event.time));
    if (!bar) {
      this.legend.replaceChildren();
      return;
    }
    const change = ((bar.close - bar.open) / bar.open) * 100;
    const row = make('div');
    const add = (name: string, value: string, className = '') => {
      row.append(make('span', 'quiet', name), make('b', className, value));
    };
    const side = change >= 0 ? 'up' : 'down';
    if (event?.time !== undefined) {
      add('', format.full(this.zone(), bar.time, settings.timeframe === DAILY), 'quiet');
    }
    add('O', format.price(bar.open), side);
    add('H', format.price(bar.high), side);
    add('L', format.price(bar.low), side);
    add('C', format.price(bar.close), side);
    add('', format.percent(change), side);
    add('Vol', format.short(bar.volume));
    const lines = make('div');
    const values = this.values.findLast((each) => each.time <= bar.time);
    for (const line of this.drawn) {
      const value = pick(values?.[line.label], line.output);
      const colour = String((line.series.options() as { color: string }).color);
      const item = make('span', '', [line.label.replaceAll('_', ' '), line.output ?? ''].join(' ').trim());
      item.style.color = colour.slice(0, 7);
      lines.append(item, make('b', '', value === null ? '–' : format.price(value)));
    }
    this.legend.replaceChildren(row, lines);
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
  }

  /** Brings a bar into view. */
  reveal(time: number): void {
    const bars = this.candles.sorted();
    const index = bars.findIndex((bar) => bar.time >= time);
    if (index >= 0) {
      const half = Math.max(20, Math.min(60, this.box.clientWidth / 16));
      this.chart.timeScale().setVisibleLogicalRange({ from: index - half, to: index + half });
    }
  }
}

function words(mark: Mark): string {
  const more = mark.names.length - 1;
  return spoken(mark.names[0] ?? '') + (more > 0 ? ` +${more}` : '');
}

function pick(value: Value | undefined, output: string | null): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return output === null ? value : null;
  return output === null ? null : (value[output] ?? null);
}
