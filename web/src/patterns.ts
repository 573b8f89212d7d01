import type { PatternEvent } from './types';

export interface Mark {
  time: number;
  above: boolean;
  direction: string;
  names: string[];
}

/** Pattern events by id: the highest revision counts, a retracted one is gone. Bounded. */
export class PatternBook {
  private readonly newest = new Map<string, PatternEvent>();

  constructor(private readonly most: number) {}

  /** Whether this changes what is known. */
  take(event: PatternEvent): boolean {
    const before = this.newest.get(event.event_id);
    if (before && before.revision >= event.revision) {
      return false;
    }
    this.newest.delete(event.event_id);
    this.newest.set(event.event_id, event);
    if (this.newest.size > this.most) {
      const oldest = this.newest.keys().next().value;
      if (oldest !== undefined) this.newest.delete(oldest);
    }
    return true;
  }

  /** Those that hold, newest bar first; of one bar the surest first. */
  list(wanted: (event: PatternEvent) => boolean): PatternEvent[] {
    return [...this.newest.values()]
      .filter((event) => !event.retracted && wanted(event))
      .sort(
        (a, b) =>
          b.metadata.bar_time - a.metadata.bar_time ||
          b.timestamp - a.timestamp ||
          b.confidence - a.confidence,
      );
  }
}

/** One mark for each bar and side: names together, in the order of their confidence. */
export function marks(events: PatternEvent[]): Mark[] {
  const found = new Map<string, Mark>();
  for (const event of events) {
    const above = event.direction !== 'bullish';
    const key = `${event.metadata.bar_time}|${event.direction}`;
    const mark = found.get(key);
    if (mark) {
      mark.names.push(event.pattern);
    } else {
      found.set(key, {
        time: event.metadata.bar_time,
        above,
        direction: event.direction,
        names: [event.pattern],
      });
    }
  }
  return [...found.values()].sort((a, b) => a.time - b.time);
}

/** Which marks have room for their name: no other name within so many bars on the same side. */
export function named(found: Mark[], index: (time: number) => number, apart: number): Set<Mark> {
  const last = { above: -Infinity, below: -Infinity };
  const room = new Set<Mark>();
  for (const mark of found) {
    const side = mark.above ? 'above' : 'below';
    const at = index(mark.time);
    if (at - last[side] >= apart) {
      last[side] = at;
      room.add(mark);
    }
  }
  return room;
}

/** `BullishEngulfing` as people write it. */
export function spoken(pattern: string): string {
  return pattern.replace(/([a-z])([A-Z])/g, '$1 $2');
}
