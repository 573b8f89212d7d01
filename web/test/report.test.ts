import { describe, expect, it } from 'vitest';
import type { Metrics, Trade } from '../src/report/data';
import { initial, totalsBy } from '../src/report/tables';
import * as words from '../src/report/words';

function trade(exit: string, profit: number, part: number): Trade {
  return { exit, profit, return: part } as Trade;
}

describe('what a report says', () => {
  it('has a dash where a figure is not defined, and a true minus', () => {
    expect(words.percent(null)).toBe('–');
    expect(words.percent(-0.0512)).toBe('−5.12 %');
    expect(words.percent(201.2855)).toBe('20,129 %');
    expect(words.cash(-1234.5)).toBe('−1,234.50');
    expect(words.cash(20_228_554.05)).toBe('20,228,554');
    expect(words.ratio(0.136)).toBe('0.14');
  });

  it('says names as words and leaves conditions as they are', () => {
    expect(words.spoken('MorningStar')).toBe('Morning Star');
    expect(words.spoken('stop_loss')).toBe('stop loss');
    expect(words.spoken('RSI(2) < 10 and close > SMA(200)')).toBe('RSI(2) < 10 and close > SMA(200)');
  });

  it('names the day of a daily bar and the minute of a shorter one, of the market', () => {
    const open = Date.parse('2024-06-03T13:30:00Z') / 1000;
    expect(new words.Times('America/New_York', false).of(open)).toBe('2024-06-03 09:30');
    expect(new words.Times('America/New_York', true).of(open)).toBe('2024-06-03');
  });
});

describe('what a report sums up', () => {
  it('begins with what the account had before its first day', () => {
    expect(initial({ final_equity: 114_000, total_return: 0.14 } as Metrics)).toBeCloseTo(100_000, 6);
  });

  it('counts trades by why they were left', () => {
    const totals = totalsBy([trade('time', 30, 0.03), trade('stop_loss', -10, -0.01), trade('time', -20, -0.02)], (t) => t.exit);
    expect(totals.time).toEqual({
      trades: 2,
      wins: 1,
      win_rate: 0.5,
      profit: 10,
      average_return: expect.closeTo(0.005, 12),
      profit_factor: 1.5,
    });
    expect(totals.stop_loss!.profit_factor).toBe(0);
    expect(totals.stop_loss!.profit).toBe(-10);
  });
});
