import { describe, expect, it } from 'vitest';
import { marks, named, PatternBook, spoken } from '../src/patterns';
import type { PatternEvent } from '../src/types';

function pattern(name: string, time: number, more: Partial<PatternEvent> = {}): PatternEvent {
  return {
    event_type: 'pattern_detected',
    event_id: `AAPL|${name}|1min|${time}`,
    revision: 0,
    pattern: name,
    symbol: 'AAPL',
    timestamp: time + 60.5,
    confidence: 0.8,
    timeframe: '1min',
    direction: 'bullish',
    metadata: { bar_time: time, price: 10 },
    ...more,
  } as PatternEvent;
}

const all = () => true;
const names = (book: PatternBook) => book.list(all).map((each) => each.pattern);

describe('the book of patterns', () => {
  it('holds each event once', () => {
    const book = new PatternBook(10);
    expect(book.take(pattern('Doji', 60))).toBe(true);
    expect(book.take(pattern('Doji', 60))).toBe(false);
    expect(names(book)).toEqual(['Doji']);
  });

  it('shows none that is retracted, and an older revision does not bring it back', () => {
    const book = new PatternBook(10);
    book.take(pattern('Doji', 60));
    expect(book.take(pattern('Doji', 60, { revision: 2, retracted: true }))).toBe(true);
    expect(book.take(pattern('Doji', 60, { revision: 1 }))).toBe(false);
    expect(names(book)).toEqual([]);
    book.take(pattern('Doji', 60, { revision: 3 }));
    expect(names(book)).toEqual(['Doji']);
  });

  it('is bounded, and shows the newest bar first', () => {
    const book = new PatternBook(2);
    book.take(pattern('Doji', 60));
    book.take(pattern('Hammer', 180));
    book.take(pattern('Harami', 120));
    expect(names(book)).toEqual(['Hammer', 'Harami']);
  });
});

describe('the marks on a chart', () => {
  it('are one for each bar and direction, in the order of time', () => {
    const found = marks([
      pattern('Hammer', 120),
      pattern('Harami', 120),
      pattern('ShootingStar', 60, { direction: 'bearish' }),
    ]);
    expect(found.map(({ time, above, names }) => [time, above, names])).toEqual([
      [60, true, ['ShootingStar']],
      [120, false, ['Hammer', 'Harami']],
    ]);
  });

  it('have names only where there is room', () => {
    const found = marks([0, 60, 120, 180].map((time) => pattern('Hammer', time)));
    const room = named(found, (time) => time / 60, 2);
    expect([...room].map((mark) => mark.time)).toEqual([0, 120]);
  });

  it('are written as people write them', () => {
    expect(spoken('BullishEngulfing')).toBe('Bullish Engulfing');
  });
});
