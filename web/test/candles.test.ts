import { describe, expect, it } from 'vitest';
import { Candles } from '../src/candles';
import type { Bar, BarEvent } from '../src/types';

const bar = (time: number, close: number, revision = 0): Bar => ({
  time,
  open: 10,
  high: 20,
  low: 5,
  close,
  volume: 100,
  revision,
});

const event = (kind: 'closed' | 'amended' | 'forming', time: number, close: number, revision = 0) =>
  ({ ...bar(time, close, revision), event_type: `bar_${kind}`, bar_time: time, symbol: 'AAPL', timeframe: '1min' }) as unknown as BarEvent;

const closes = (candles: Candles) => candles.sorted().map(({ time, close }) => [time, close]);

describe('the bars of a chart', () => {
  it('grow with the forming bar and end with the closed one', () => {
    const candles = new Candles();
    candles.replace([bar(0, 10)]);
    expect(candles.take(event('forming', 60, 11))).toBe('newest');
    expect(candles.take(event('forming', 60, 12))).toBe('newest');
    expect(candles.newestClosed()).toBe(0);
    expect(candles.take(event('closed', 60, 13))).toBe('newest');
    expect(candles.newestClosed()).toBe(60);
    expect(closes(candles)).toEqual([[0, 10], [60, 13]]);
  });

  it('keep a closed bar when a forming one comes late', () => {
    const candles = new Candles();
    candles.take(event('closed', 60, 13));
    expect(candles.take(event('forming', 60, 12))).toBe('none');
    expect(closes(candles)).toEqual([[60, 13]]);
  });

  it('take an amended bar in its place, and no older revision of it', () => {
    const candles = new Candles();
    candles.replace([bar(0, 10), bar(60, 11), bar(120, 12)]);
    expect(candles.take(event('amended', 60, 15, 2))).toBe('earlier');
    expect(candles.take(event('amended', 60, 14, 1))).toBe('none');
    expect(closes(candles)).toEqual([[0, 10], [60, 15], [120, 12]]);
  });

  it('join history that comes after live bars', () => {
    const candles = new Candles();
    candles.take(event('forming', 180, 14));
    candles.take(event('amended', 60, 15, 1));
    candles.replace([bar(0, 10), bar(60, 11), bar(120, 12)]);
    expect(closes(candles)).toEqual([[0, 10], [60, 15], [120, 12], [180, 14]]);
    expect(candles.newest()?.time).toBe(180);
    expect(candles.newestClosed()).toBe(120);
  });
});
