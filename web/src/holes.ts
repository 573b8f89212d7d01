import type { IChartApi, IPrimitivePaneView, ISeriesPrimitive, SeriesAttachedParameter, Time } from 'lightweight-charts';
import { get } from './api';
import { Newest } from './newest';
import { colour } from './theme';
import type { Bar } from './types';

/** Minutes in a row without a bar. */
export type Stretch = { from: number; to: number; minutes: number; cause: 'no_trades' | 'closed' | 'halted' | 'feed_down' };

const WORDS = { no_trades: 'no trades', closed: 'market closed', halted: 'trading halted', feed_down: 'feed down' };
const LONGEST = 7 * 86_400;

/** The minutes without bars that end where a bar begins, in words; '' if none do. */
export function before(stretches: Stretch[], time: number): string {
  const words: string[] = [];
  let end = time;
  for (let i = stretches.length - 1; i >= 0; i--) {
    const stretch = stretches[i]!;
    if (stretch.to === end) {
      words.unshift(`${stretch.minutes} min ${WORDS[stretch.cause]}`);
      end = stretch.from;
    }
  }
  return words.length ? `after ${words.join(', ')}` : '';
}

/** Shades where the feed was down: between the bars around it, as the chart leaves no room for what is not there. */
export class Holes implements ISeriesPrimitive<Time> {
  private stretches: Stretch[] = [];
  private chart: IChartApi | undefined;
  private update: () => void = () => {};
  private readonly newest = new Newest();

  /** @param bars oldest first */
  constructor(private readonly bars: () => Bar[]) {}

  attached(to: SeriesAttachedParameter<Time>): void {
    this.chart = to.chart as IChartApi;
    this.update = to.requestUpdate;
  }

  /** Asks anew; of bars longer than a minute nothing is known. */
  async load(symbol: string, timeframe: string): Promise<void> {
    const first = this.bars()[0]?.time;
    const from = Math.max(first ?? 0, Math.floor(Date.now() / 1000) - LONGEST + 60);
    const found = await this.newest.of(
      timeframe === '1min' && first !== undefined
        ? get<{ missing: Stretch[] }>(`/api/bars/${encodeURIComponent(symbol)}/missing`, { from }).then(
            (answer) => answer.missing,
            () => [],
          )
        : Promise.resolve([]),
    );
    if (found) {
      this.stretches = found;
      this.update();
    }
  }

  before(time: number): string {
    return before(this.stretches, time);
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => target.useBitmapCoordinateSpace((scope) => this.draw(scope)) }) }];
  }

  private draw(scope: { context: CanvasRenderingContext2D; bitmapSize: { width: number; height: number }; horizontalPixelRatio: number }): void {
    const down = this.stretches.filter((stretch) => stretch.cause === 'feed_down');
    if (!this.chart || down.length === 0) return;
    const scale = this.chart.timeScale();
    const half = scale.options().barSpacing / 2;
    const bars = this.bars();
    const { context, bitmapSize, horizontalPixelRatio: ratio } = scope;
    context.fillStyle = colour('--mark');
    for (const stretch of down) {
      const index = bars.findIndex((bar) => bar.time >= stretch.to);
      const next = bars[index < 0 ? bars.length : index];
      const last = bars[(index < 0 ? bars.length : index) - 1];
      if (!last) continue;
      const left = scale.timeToCoordinate(last.time as unknown as Time);
      const right = next ? scale.timeToCoordinate(next.time as unknown as Time) : null;
      if (left === null) continue;
      const from = left + half * (next ? 0.6 : 1);
      const to = right === null ? from + 6 * half : right - half * 0.6;
      const x = Math.round(from * ratio);
      const width = Math.max(2, Math.round((to - from) * ratio));
      context.globalAlpha = 0.16;
      context.fillRect(x, 0, width, bitmapSize.height);
      context.globalAlpha = 0.8;
      context.fillRect(x, bitmapSize.height - 3 * ratio, width, 3 * ratio);
    }
    context.globalAlpha = 1;
  }
}
