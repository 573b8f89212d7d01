import { describe, expect, it } from 'vitest';
import { inOrder, Registry, words } from '../src/registry';

describe('the registry', () => {
  const registry = new Registry();
  registry.fill([
    { name: 'SMA', over_prices: true },
    { name: 'PIVOTS', over_prices: true },
    { name: 'PIVOTS_FIBONACCI', over_prices: true },
    { name: 'LINEARREG', over_prices: true },
    { name: 'LINEARREG_ANGLE', over_prices: false },
  ]);

  it('knows the name in a label, the longest there is', () => {
    expect(registry.nameOf('SMA_20')).toBe('SMA');
    expect(registry.nameOf('PIVOTS')).toBe('PIVOTS');
    expect(registry.nameOf('PIVOTS_FIBONACCI')).toBe('PIVOTS_FIBONACCI');
    expect(registry.nameOf('LINEARREG_ANGLE_14')).toBe('LINEARREG_ANGLE');
  });

  it('takes the first word of a label it does not know', () => {
    expect(registry.nameOf('MINE_5')).toBe('MINE');
    expect(registry.isOverPrices('MINE_5')).toBe(false);
  });

  it('tells what is drawn over the candles', () => {
    expect(registry.isOverPrices('LINEARREG_14')).toBe(true);
    expect(registry.isOverPrices('LINEARREG_ANGLE_14')).toBe(false);
  });

  it('puts labels in the order people expect', () => {
    expect(inOrder(['SMA_200', 'EMA_20', 'SMA_5', 'SMA_20'])).toEqual(['EMA_20', 'SMA_5', 'SMA_20', 'SMA_200']);
    expect(words('BBANDS_20_2_2')).toBe('BBANDS 20 2 2');
  });
});
