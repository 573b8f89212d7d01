import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  type CandlestickData,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
} from 'lightweight-charts';
import { dateOf } from '../curves';
import { make } from '../dom';
import { colour } from '../theme';
import type { Report, Trade } from './data';
import { TradeLines } from './lines';
import { BEHAVIOUR, lookOfReport } from './look';
import * as words from './words';

/** So many bars are shown at first, and around a trade that is pointed out. */
const SHOWN = 180;
const AROUND = 40;
const STOPS = new Set(['stop_loss', 'trailing_stop']);

/** The candles of one symbol with its trades: where each was entered, where and why it was left. */
export class TradeCandles {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<'Candlestick'>;
  private readonly marker: ISeriesMarkersPluginApi<Time>;
  private readonly lines: TradeLines;
  private symbol = '';
  private trades: Trade[] = [];
  private range = { from: 0, to: SHOWN };

  constructor(
    box: HTMLElement,
    private readonly legend: HTMLElement,
    private readonly report: Report,
    private readonly times: words.Times,
  ) {
    const zoned = { timeFormatter: (time: Time) => (typeof time === 'number' ? times.of(time) : String(time)) };
    this.chart = createChart(box, {
      ...BEHAVIOUR,
      localization: { dateFormat: 'yyyy-MM-dd', ...(times.daily ? {} : zoned) },
    });
    if (!times.daily) {
      this.chart.applyOptions({
        timeScale: { timeVisible: true, tickMarkFormatter: (time: Time) => times.of(Number(time)).slice(5) },
      });
    }
    this.series = this.chart.addSeries(CandlestickSeries, {
      borderVisible: false,
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.marker = createSeriesMarkers(this.series, []);
    this.lines = new TradeLines(this.chart, this.series);
    this.series.attachPrimitive(this.lines);
    this.chart.subscribeCrosshairMove((event) => this.describe(event));
    this.paint();
    new ResizeObserver(() => this.zoom(this.range.from, this.range.to)).observe(box);
  }

  private at(seconds: number): Time {
    return (this.times.daily ? dateOf(seconds) : seconds) as Time;
  }

  /** Shows a symbol: its newest trades. */
  show(symbol: string): void {
    const columns = this.report.candles[symbol];
    this.symbol = symbol;
    this.trades = this.report.trades.filter((trade) => trade.symbol === symbol);
    const { time, prices } = columns ?? { time: [], prices: [] };
    this.series.setData(
      time.map((seconds, bar) => ({
        time: this.at(seconds),
        open: prices[4 * bar],
        high: prices[4 * bar + 1],
        low: prices[4 * bar + 2],
        close: prices[4 * bar + 3],
      })) as CandlestickData[],
    );
    const largest = prices.reduce((a, b) => Math.max(a, b), 0);
    const digits = largest >= 5 ? 2 : 4;
    this.series.applyOptions({ priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits } });
    this.mark();
    const last = this.trades.at(-1);
    const end = last ? Math.min(time.length, this.place(last.exited_at) + AROUND) : time.length;
    this.zoom(end - SHOWN, end);
    this.describe();
  }

  /** Shows one trade. */
  point(trade: Trade): void {
    if (trade.symbol !== this.symbol) this.show(trade.symbol);
    const from = this.place(trade.entered_at) - AROUND;
    const to = this.place(trade.exited_at) + AROUND;
    this.zoom(from, to);
    this.legend.replaceChildren(this.words(trade));
  }

  private zoom(from: number, to: number): void {
    this.range = { from, to };
    this.chart.timeScale().setVisibleLogicalRange(this.range);
  }

  private place(seconds: number): number {
    const time = this.report.candles[this.symbol]?.time ?? [];
    const found = time.findIndex((start) => start >= seconds);
    return found < 0 ? time.length : found;
  }

  private mark(): void {
    const marks: SeriesMarker<Time>[] = [];
    for (const trade of this.trades) {
      const isLong = trade.side === 'long';
      const result = colour(trade.profit > 0 ? '--up' : '--down');
      marks.push({
        time: this.at(trade.entered_at),
        position: isLong ? 'belowBar' : 'aboveBar',
        shape: isLong ? 'arrowUp' : 'arrowDown',
        color: colour('--accent'),
        size: 1,
      });
      marks.push({
        time: this.at(trade.exited_at),
        position: isLong ? 'aboveBar' : 'belowBar',
        shape: STOPS.has(trade.exit) ? 'square' : isLong ? 'arrowDown' : 'arrowUp',
        color: result,
        size: STOPS.has(trade.exit) ? 0.6 : 1,
        text: STOPS.has(trade.exit) ? 'stop' : trade.exit === 'take_profit' ? 'target' : '',
      });
    }
    // They must come in the order of time.
    marks.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    this.marker.setMarkers(marks);
    this.lines.set(
      this.trades.map((trade) => ({
        from: this.at(trade.entered_at),
        fromPrice: trade.entry_price,
        to: this.at(trade.exited_at),
        toPrice: trade.exit_price,
        won: trade.profit > 0,
      })),
    );
  }

  paint(): void {
    this.chart.applyOptions(lookOfReport());
    const up = colour('--candle-up');
    const down = colour('--candle-down');
    this.series.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    this.mark();
  }

  /** The bar under the pointer, and the trades that were open on it. */
  private describe(event?: MouseEventParams): void {
    const bar = event?.seriesData.get(this.series) as CandlestickData | undefined;
    if (!bar) {
      const known = this.report.candles[this.symbol]?.time.length ?? 0;
      const text = `${this.symbol}: ${words.count(this.trades.length)} trades, ${words.count(known)} candles`;
      this.legend.replaceChildren(make('span', 'quiet', text));
      return;
    }
    const seconds = this.report.candles[this.symbol]?.time[Number(event?.logical)] ?? 0;
    const open = this.trades.filter((trade) => trade.entered_at <= seconds && seconds <= trade.exited_at);
    this.legend.replaceChildren(
      make('span', 'quiet', this.times.of(seconds)),
      make('span', '', `O ${words.price(bar.open)}  H ${words.price(bar.high)}  L ${words.price(bar.low)}  C ${words.price(bar.close)}`),
      ...open.slice(0, 2).map((trade) => this.words(trade)),
    );
  }

  private words(trade: Trade): HTMLElement {
    const text =
      `${words.spoken(trade.reason)}, ${trade.side}: ${words.price(trade.entry_price)} → ` +
      `${words.price(trade.exit_price)} (${words.spoken(trade.exit)}), ${words.percent(trade.return)}`;
    return make('span', words.tone(trade.profit), text);
  }
}
