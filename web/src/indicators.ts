import {
  HistogramSeries,
  LineSeries,
  LineStyle,
  LineType,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import { make } from './dom';
import * as format from './format';
import { inOrder, words, type Registry } from './registry';
import { colour } from './theme';
import type { IndicatorEvent, IndicatorHistory, Value } from './types';

type Row = IndicatorHistory['values'][number];

/** One output of an indicator, drawn. */
interface Drawn {
  label: string;
  output: string | null;
  pane: number;
  color: string;
  series: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;
  last: number;
}

/** So that a line keeps its colour whatever else is shown. */
const COLORS: Record<string, string> = {
  BBANDS: '#7f93ab',
  VWAP: '#b07ae8',
  PIVOTS: '#8a8f98',
  signal: '#e0a83e',
  slowD: '#e0a83e',
};

/** For others, in the order of their labels. */
const PALETTE = ['#5b8def', '#e0a83e', '#4fb3a5', '#d9719b', '#9ccc65', '#f08a5d', '#7aa2c4', '#c3a6ff'];

/** As people read them; the server names them in no order. */
const OUTPUTS = ['r4', 'r3', 'r2', 'r1', 'pivot', 's1', 's2', 's3', 's4', 'upper', 'middle', 'lower', 'macd', 'signal', 'histogram', 'slowK', 'slowD'];

const BOUNDS: Record<string, number[]> = { RSI: [30, 70], STOCH: [20, 80], ADX: [25], MACD: [0], CCI: [-100, 100] };

/** Levels that hold for a day: drawn as steps. */
const LEVELS = /^(pivot|[rs]\d)$/;

/** The values of a chart's indicators, and the lines that show the chosen ones. */
export class Indicators {
  private drawn: Drawn[] = [];
  private values: Row[] = [];
  private readonly known = new Set<string>();

  constructor(
    private readonly chart: IChartApi,
    private readonly registry: Registry,
  ) {}

  clear(): void {
    this.values = [];
    this.known.clear();
  }

  get labels(): string[] {
    return inOrder([...this.known]);
  }

  /** Joins stored values with those that are known. */
  join(history: IndicatorHistory): void {
    const rows = new Map(this.values.map((row) => [row.time, row]));
    history.values.forEach((row) => rows.set(row.time, { ...rows.get(row.time), ...row }));
    this.values = [...rows.values()].sort((a, b) => a.time - b.time);
    history.labels.forEach((label) => this.known.add(label));
  }

  /** Takes a value; whether it is of an indicator that was not known of yet. */
  take(event: IndicatorEvent): boolean {
    const label = event.event_id.split('|')[1] ?? event.indicator;
    const value: Value = event.metadata.outputs ?? event.value;
    const time = event.metadata.bar_time;
    this.rowAt(time)[label] = value;
    for (const line of this.drawn.filter((each) => each.label === label)) {
      const number = pick(value, line.output);
      if (number !== null) {
        (line.series as ISeriesApi<'Line'>).update(this.point(line, time, number), time < line.last);
        line.last = Math.max(line.last, time);
      }
    }
    const isNew = !this.known.has(label);
    this.known.add(label);
    return isNew;
  }

  private rowAt(time: number): Row {
    const after = this.values.findLastIndex((row) => row.time <= time);
    const found = this.values[after];
    if (found?.time === time) {
      return found;
    }
    const row = { time } as Row;
    this.values.splice(after + 1, 0, row);
    return row;
  }

  /** Shows these and no others: labels over the candles, and one below them, or none. */
  draw(overlays: string[], below: string): void {
    this.drawn.forEach((line) => this.chart.removeSeries(line.series));
    this.drawn = [];
    for (const label of this.labels) {
      if (overlays.includes(label)) {
        this.outputs(label).forEach((output) => this.add(label, output, 0));
      } else if (below === label) {
        this.outputs(label).forEach((output) => this.add(label, output, 1));
        this.bound(label);
      }
    }
    const [main, lower] = this.chart.panes();
    main?.setStretchFactor(3.4);
    lower?.setStretchFactor(1);
    this.fill();
  }

  private outputs(label: string): (string | null)[] {
    const row = this.values.findLast((each) => each[label] !== undefined && each[label] !== null);
    const value = row?.[label];
    return value && typeof value === 'object'
      ? Object.keys(value)
          .filter((output) => output !== 'direction')
          .sort((a, b) => OUTPUTS.indexOf(a) - OUTPUTS.indexOf(b))
      : [null];
  }

  private add(label: string, output: string | null, pane: number): void {
    const color = this.color(label, output);
    const shared = { color, lastValueVisible: pane === 1, priceLineVisible: false };
    const series =
      output === 'histogram'
        ? this.chart.addSeries(HistogramSeries, { ...shared, lastValueVisible: false }, pane)
        : this.chart.addSeries(
            LineSeries,
            {
              ...shared,
              lineWidth: 1,
              lineStyle: output === 'middle' ? LineStyle.Dashed : LineStyle.Solid,
              ...(LEVELS.test(output ?? '') ? level(output ?? '') : {}),
              crosshairMarkerVisible: false,
            },
            pane,
          );
    this.drawn.push({ label, output, pane, color, series, last: -Infinity });
  }

  private color(label: string, output: string | null): string {
    const fixed = COLORS[this.registry.nameOf(label)] ?? COLORS[output ?? ''];
    return fixed ?? PALETTE[this.labels.indexOf(label) % PALETTE.length] ?? '';
  }

  private bound(label: string): void {
    const series = this.drawn.find((line) => line.label === label)?.series;
    for (const price of BOUNDS[this.registry.nameOf(label)] ?? []) {
      series?.createPriceLine({
        price,
        color: '#88888866',
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: false,
        title: '',
      });
    }
  }

  /** Gives the lines all values that are known. */
  fill(): void {
    for (const line of this.drawn) {
      const data = this.values.flatMap((row) => {
        const value = pick(row[line.label], line.output);
        return value === null ? [] : [this.point(line, row.time, value)];
      });
      line.series.setData(data);
      line.last = data.at(-1)?.time ?? -Infinity;
    }
  }

  private point(line: Drawn, time: number, value: number) {
    const point = { time: time as UTCTimestamp, value };
    if (line.output !== 'histogram') {
      return point;
    }
    const name = value >= 0 ? '--up-soft' : '--down-soft';
    return { ...point, color: colour(name) };
  }

  /** What they were at a time, in words, for a pane's legend. */
  describe(time: number, pane: number): HTMLElement[] {
    const row = this.values.findLast((each) => each.time <= time);
    const items = new Map<string, HTMLElement>();
    for (const line of this.drawn.filter((each) => each.pane === pane)) {
      let item = items.get(line.label);
      if (!item) {
        item = make('span', 'item');
        const name = make('span', '', words(line.label));
        name.style.color = line.color;
        item.append(name);
        items.set(line.label, item);
      }
      const value = pick(row?.[line.label], line.output);
      item.append(make('b', '', value === null ? '–' : format.price(value)));
    }
    return [...items.values()];
  }
}

/** A level far off must not squeeze the candles. */
function level(output: string) {
  return {
    lineType: LineType.WithSteps,
    lineStyle: output === 'pivot' ? LineStyle.Solid : LineStyle.Dotted,
    title: output.toUpperCase(),
    lastValueVisible: true,
    autoscaleInfoProvider: () => null,
  };
}

/** One output's number; of an indicator with one output that has no name. */
export function pick(value: Value | undefined, output: string | null): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return output === null ? value : null;
  return output === null ? null : (value[output] ?? null);
}
