import { describe, expect, it } from 'vitest';
import { outline, shown } from '../src/shapes';
import type { PatternEvent } from '../src/types';

function event(bar: number, points?: { time: number; price: number; role: string }[]): PatternEvent {
  const shape = points && { breakout: 10, target: 5, stop: null, points };
  return {
    event_type: 'pattern_detected',
    event_id: `A|X|1min|${bar}`,
    revision: 0,
    pattern: 'DoubleTop',
    symbol: 'A',
    timeframe: '1min',
    direction: 'bearish',
    confidence: 0.5,
    timestamp: bar,
    metadata: { bar_time: bar, ...(shape ? { shape } : {}) },
  };
}

describe('shapes', () => {
  const corners = [
    { time: 120, price: 9, role: 'neckline' },
    { time: 60, price: 12, role: 'first top' },
    { time: 180, price: 12, role: 'second top' },
  ];

  it('are drawn from left to right, one corner a bar', () => {
    expect(outline(event(240, [...corners, { time: 180, price: 13, role: 'again' }]))).toEqual([
      { time: 60, value: 12 },
      { time: 120, value: 9 },
      { time: 180, value: 13 },
    ]);
  });

  it('are those of chart patterns only', () => {
    expect(shown([event(1)], null)).toEqual([]);
  });

  it('are the newest three, the chosen one among them', () => {
    const events = [5, 4, 3, 2, 1].map((bar) => event(bar, corners));
    expect(shown(events, null).map((each) => each.metadata.bar_time)).toEqual([5, 4, 3]);
    expect(shown(events, 1).map((each) => each.metadata.bar_time)).toEqual([1, 5, 4]);
  });
});
