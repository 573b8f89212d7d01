import { describe, expect, it } from 'vitest';
import * as format from '../src/format';
import { pick } from '../src/indicators';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('times of the market', () => {
  it('follow its daylight saving, whatever the device shows', () => {
    expect(format.minute('market', seconds('2026-03-06T14:30:00Z'))).toBe('09:30');
    expect(format.minute('market', seconds('2026-03-09T13:30:00Z'))).toBe('09:30');
  });

  it('name the day the market has, not the one in UTC', () => {
    expect(format.day('market', seconds('2026-11-24T01:00:00Z'))).toBe('23 Nov');
    expect(format.full('market', seconds('2026-11-24T01:00:00Z'), true)).toContain('23 Nov 2026');
  });
});

describe('numbers', () => {
  it('have the digits their size needs', () => {
    expect(format.price(196.5)).toBe('196.50');
    expect(format.price(0.1234)).toBe('0.1234');
    expect(format.percent(-1.5)).toBe('−1.50%');
    expect([950, 12_300, 4_560_000].map(format.short)).toEqual(['950', '12.3K', '4.6M']);
  });
});

describe('a value of an indicator', () => {
  it('is one number, or one of several outputs', () => {
    expect(pick(65.5, null)).toBe(65.5);
    expect(pick({ macd: 1, signal: null }, 'macd')).toBe(1);
    expect(pick({ macd: 1, signal: null }, 'signal')).toBeNull();
    expect(pick(undefined, null)).toBeNull();
  });
});
