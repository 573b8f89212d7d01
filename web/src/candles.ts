import type { Bar, BarEvent } from './types';

/** What an update did to a series of bars. */
export type Change = 'none' | 'newest' | 'earlier';

interface Held {
  bar: Bar;
  forming: boolean;
}

/**
 * The bars of one chart, as the server made them; nothing here computes a bar. Of one bar the
 * highest revision stays, and a forming one never replaces a closed one.
 */
export class Candles {
  private readonly held = new Map<number, Held>();
  private first = Infinity;
  private last = -Infinity;

  replace(bars: Bar[]): void {
    for (const bar of bars) {
      this.put(bar, false);
    }
  }

  take(event: BarEvent): Change {
    const { bar_time: time, open, high, low, close, volume, revision } = event;
    return this.put({ time, open, high, low, close, volume, revision }, event.event_type === 'bar_forming');
  }

  private put(bar: Bar, forming: boolean): Change {
    const before = this.held.get(bar.time);
    if (before && (forming ? !before.forming : !before.forming && before.bar.revision > bar.revision)) {
      return 'none';
    }
    this.held.set(bar.time, { bar, forming });
    this.first = Math.min(this.first, bar.time);
    if (bar.time >= this.last) {
      this.last = bar.time;
      return 'newest';
    }
    return 'earlier';
  }

  at(time: number): Bar | undefined {
    return this.held.get(time)?.bar;
  }

  oldest(): Bar | undefined {
    return this.at(this.first);
  }

  newest(): Bar | undefined {
    return this.at(this.last);
  }

  /** Start of the newest bar that has closed, from which a page that was away asks again. */
  newestClosed(): number | undefined {
    let newest: number | undefined;
    for (const [time, { forming }] of this.held) {
      if (!forming && (newest === undefined || time > newest)) newest = time;
    }
    return newest;
  }

  sorted(): Bar[] {
    return [...this.held.values()].map((each) => each.bar).sort((a, b) => a.time - b.time);
  }

  get size(): number {
    return this.held.size;
  }
}
