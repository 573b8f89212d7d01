import { describe, expect, it } from 'vitest';
import { DIALS } from '../src/backtests/dials';
import { signed } from '../src/backtests/figures';
import { back, formOf, fresh, jobOf, title, whole } from '../src/backtests/model';
import { Runs } from '../src/backtests/runs';
import type { Run } from '../src/backtests/types';
import { spoken } from '../src/patterns';

const today = new Date('2026-02-10T12:00:00Z');
const isUniverse = (word: string) => word === 'nasdaq100';
const form = { ...fresh(today), targets: ['AAPL', 'MSFT'], patterns: ['Hammer'], enter: ['RSI(14) < 30', ' '] };

describe('the form of a backtest', () => {
  it('says percent where a job says fractions', () => {
    const job = jobOf({ ...form, settings: { ...form.settings, 'rules.stop_loss': 7 } }, isUniverse);
    expect(job.rules).toMatchObject({ stop_loss: 0.07, exit_after_bars: 10, opposite_signal: true });
    expect(job.parameters).toMatchObject({ position_size: 0.1, slippage: 0.0005, initial_capital: 100_000, lot: 1 });
  });

  it('leaves out what is empty', () => {
    const job = jobOf(form, isUniverse);
    expect(job.rules).not.toHaveProperty('take_profit');
    expect(job.rules).not.toHaveProperty('exit_when');
    expect(job.rules?.enter_when).toEqual(['RSI(14) < 30']);
  });

  it('asks for symbols, or for a union as soon as one is a universe', () => {
    expect(jobOf(form, isUniverse).symbols).toEqual(['AAPL', 'MSFT']);
    const union = jobOf({ ...form, targets: ['SPY', 'nasdaq100'] }, isUniverse);
    expect(union.universe).toBe('SPY:nasdaq100');
    expect(union.symbols).toBeUndefined();
  });

  it('is had again from its job, an amount of cash as it is', () => {
    for (const sizing of ['fraction', 'cash', 'risk']) {
      const settings = { ...form.settings, 'parameters.sizing': sizing, 'parameters.position_size': 12.5 };
      const sized = { ...form, enter: ['RSI(14) < 30'], settings };
      expect(formOf(jobOf(sized, isUniverse))).toEqual(sized);
    }
  });

  it('shows what a job means that says nothing', () => {
    const bare = formOf({ symbols: ['A'], start_date: '2024-01-01', end_date: '2024-12-31' });
    expect(bare.settings['rules.opposite_signal']).toBe(true);
    expect(bare.settings['rules.end_of_session']).toBe(false);
    expect(bare.settings['rules.stop_loss']).toBeNull();
    expect(bare.timeframe).toBe('1day');
  });

  it('is whole again when an older page kept less', () => {
    const again = whole({ targets: ['A'], settings: { 'rules.stop_loss': 3 } }, today);
    expect(again.settings['rules.stop_loss']).toBe(3);
    expect(Object.keys(again.settings)).toHaveLength(DIALS.length);
    expect(again.to).toBe('2026-02-10');
  });

  it('begins three years ago', () => {
    expect(fresh(today).from).toBe('2023-02-10');
    expect(back('2024-02-29', 1)).toBe('2023-02-28');
  });
});

describe('the backtests that are known', () => {
  const asked: Run = { job_id: 'bt_1', status: 'submitted', created_at: 1 };

  it('do not go on once they have ended, whatever comes late', () => {
    const runs = new Runs();
    runs.take(asked);
    runs.update({ event_type: 'backtest_result', job_id: 'bt_1', status: 'completed', metrics: { trades: 3 }, timestamp: 2 });
    runs.take({ ...asked, status: 'running' });
    runs.update({ event_type: 'backtest_progress', job_id: 'bt_1', percent: 50, timestamp: 1 });
    expect(runs.one('bt_1')).toMatchObject({ status: 'completed', metrics: { trades: 3 } });
    expect(runs.isBusy).toBe(false);
  });

  it('have to be asked for when a message is of another', () => {
    expect(new Runs().update({ event_type: 'backtest_progress', job_id: 'bt_1', percent: 50, timestamp: 1 })).toBeUndefined();
  });
});

describe('the title of a backtest', () => {
  it('is short, however many there are', () => {
    expect(title({ symbols: ['A', 'B'], patterns: ['BullishEngulfing'] }, spoken)).toBe('Bullish Engulfing on A, B');
    expect(title({ symbols: ['A', 'B', 'C', 'D'], patterns: [] }, spoken)).toBe('Conditions on A, B and 2 more');
    expect(title({ universe: 'SPY:nasdaq100', patterns: ['Doji'] }, spoken)).toBe('Doji on SPY + nasdaq100');
  });
});

describe('a return', () => {
  it('has its sign, and no end of digits', () => {
    expect([0.0862, -0.002, 0, -0.00001].map((value) => signed(value))).toEqual(['+8.62%', '−0.20%', '0.00%', '0.00%']);
    expect([2.5e12, -1e6].map((value) => signed(value))).toEqual(['> 10,000%', '< −10,000%']);
    expect(signed(null)).toBe('–');
  });
});
