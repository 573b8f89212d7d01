import { describe, expect, it } from 'vitest';
import { dateOf, drawdown, monthlyReturns } from '../src/curves';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('a day of an equity curve', () => {
  it('has the date the market has, east and west of Greenwich', () => {
    expect(dateOf(seconds('2024-06-03T04:00:00Z'))).toBe('2024-06-03'); // New York
    expect(dateOf(seconds('2024-06-02T15:00:00Z'))).toBe('2024-06-03'); // Tokyo
    expect(dateOf(seconds('2024-06-03T00:00:00Z'))).toBe('2024-06-03');
  });
});

describe('drawdown', () => {
  it('is measured from the highest value so far', () => {
    expect(drawdown([100, 120, 90, 120, 60])).toEqual([0, 0, -0.25, 0, -0.5]);
  });

  it('counts what was lost on the first day', () => {
    expect(drawdown([90, 100], 100)).toEqual([0.9 - 1, 0]);
  });
});

describe('monthly returns', () => {
  const time = ['2023-12-29', '2024-01-02', '2024-01-31', '2024-03-01'].map((day) => seconds(`${day}T05:00:00Z`));

  it('go from the end of the month before, and are empty for a month without a day', () => {
    const [before, after] = monthlyReturns(time, [110, 121, 132, 99], 100);
    expect(before!.year).toBe(2023);
    expect(before!.months[11]).toBeCloseTo(0.1, 12);
    expect(after!.months[0]).toBeCloseTo(0.2, 12);
    expect(after!.months[1]).toBeNull();
    expect(after!.months[2]).toBeCloseTo(-0.25, 12);
    expect(after!.total).toBeCloseTo(-0.1, 12);
  });

  it('of nothing are nothing', () => {
    expect(monthlyReturns([], [])).toEqual([]);
  });
});
