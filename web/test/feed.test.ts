import { describe, expect, it } from 'vitest';
import { lasting, notice } from '../src/banner';
import { before, type Stretch } from '../src/holes';

const NOW = 1_760_538_600_000;
const pl = (feed: Record<string, unknown>) => ({ source: 'pl', status: 'degraded', feed });

describe('the banner', () => {
  it('says since when no ticks come, counting on between messages', () => {
    const silent = pl({ state: 'silent', silent_seconds: 31, since: NOW / 1000 - 45 });
    expect(notice(silent, NOW - 5_000, NOW)).toEqual({
      level: 'bad',
      words: 'No ticks for 45 s: the feed is down. What you see is history.',
    });
  });

  it('says calmly that nothing is traded while the feed is there', () => {
    expect(notice(pl({ state: 'quiet', silent_seconds: 31 }), NOW, NOW)?.level).toBe('calm');
  });

  it('says nothing while ticks come, nor when the market is closed or a replay over', () => {
    for (const state of ['live', 'waiting', 'closed', 'ended']) {
      expect(notice(pl({ state, silent_seconds: 0 }), NOW, NOW)).toBeNull();
    }
    expect(notice(undefined, 0, NOW)).toBeNull();
  });

  it('says that the producer is not heard', () => {
    expect(notice(pl({ state: 'live' }), NOW - 130_000, NOW)?.words).toContain('not been heard for 2 min');
  });

  it('says how long in the words people use', () => {
    expect([45, 119.9, 120, 7_199, 7_200, 11_100].map(lasting)).toEqual(['45 s', '119 s', '2 min', '119 min', '2 h 0 min', '3 h 5 min']);
  });
});

describe('minutes without bars', () => {
  const stretches: Stretch[] = [
    { from: 0, to: 120, minutes: 2, cause: 'no_trades' },
    { from: 180, to: 300, minutes: 2, cause: 'no_trades' },
    { from: 300, to: 600, minutes: 5, cause: 'feed_down' },
  ];

  it('are told at the bar behind them, all that lie in a row', () => {
    expect(before(stretches, 600)).toBe('after 2 min no trades, 5 min feed down');
    expect(before(stretches, 120)).toBe('after 2 min no trades');
    expect(before(stretches, 180)).toBe('');
  });
});
