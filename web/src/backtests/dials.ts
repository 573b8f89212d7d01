/** What can be set of a backtest besides symbols, days and patterns, in the units people say it in. */
export interface Dial {
  /** Where it stands in a job. */
  at: string;
  group: 'enter' | 'leave' | 'money' | 'costs';
  label: string;
  /** Numbers; percent stand as fractions in a job. */
  unit?: '%' | '$' | 'bars' | '× ATR' | 'positions';
  choices?: Record<string, string>;
  isSwitch?: boolean;
  /** Set in a new form; null for nothing. */
  usual: Setting;
  hint?: string;
}

export type Setting = number | string | boolean | null;

export const SIZING = 'parameters.sizing';
export const SIZE = 'parameters.position_size';

export const DIALS: Dial[] = [
  { at: 'parameters.min_confidence', group: 'enter', label: 'Least confidence', unit: '%', usual: 50 },
  { at: 'parameters.direction', group: 'enter', label: 'Trades', usual: 'long', choices: { long: 'long only', short: 'short only', both: 'long and short' } },
  { at: 'parameters.fill', group: 'enter', label: 'Orders fill at', usual: 'next_open', choices: { next_open: "the next bar's open", next_close: "the next bar's close", same_close: 'the close decided on (optimistic)' } },

  { at: 'rules.exit_after_bars', group: 'leave', label: 'Held at most', unit: 'bars', usual: 10, hint: 'the bar of entry is the first' },
  { at: 'rules.stop_loss', group: 'leave', label: 'Stop loss', unit: '%', usual: 5 },
  { at: 'rules.take_profit', group: 'leave', label: 'Take profit', unit: '%', usual: null },
  { at: 'rules.trailing_stop', group: 'leave', label: 'Trailing stop', unit: '%', usual: null, hint: 'below the highest price since entry' },
  { at: 'rules.stop_loss_atr', group: 'leave', label: 'Stop loss', unit: '× ATR', usual: null },
  { at: 'rules.take_profit_atr', group: 'leave', label: 'Take profit', unit: '× ATR', usual: null },
  { at: 'rules.opposite_signal', group: 'leave', label: 'on a signal the other way', isSwitch: true, usual: true },
  { at: 'rules.pattern_levels', group: 'leave', label: "at a chart pattern's own stop and target", isSwitch: true, usual: false },
  { at: 'rules.end_of_session', group: 'leave', label: 'at the end of the session', isSwitch: true, usual: false },

  { at: 'parameters.initial_capital', group: 'money', label: 'Starting capital', unit: '$', usual: 100_000 },
  { at: SIZING, group: 'money', label: 'Each position is', usual: 'fraction', choices: { fraction: 'a share of equity', cash: 'a fixed amount', risk: 'what the stop may lose' } },
  { at: SIZE, group: 'money', label: 'Position size', unit: '%', usual: 10 },
  { at: 'parameters.max_positions', group: 'money', label: 'Open at once, at most', unit: 'positions', usual: null },
  { at: 'parameters.lot', group: 'money', label: 'Quantities', usual: '1', choices: { 1: 'whole shares', 0: 'any fraction' } },

  { at: 'parameters.commission_per_trade', group: 'costs', label: 'Commission of each fill', unit: '$', usual: null },
  { at: 'parameters.commission_per_share', group: 'costs', label: 'Commission of each share', unit: '$', usual: null },
  { at: 'parameters.commission_rate', group: 'costs', label: 'Commission of the amount', unit: '%', usual: null },
  { at: 'parameters.slippage', group: 'costs', label: 'Slippage', unit: '%', usual: 0.05, hint: 'worse than the quoted price' },
  { at: 'parameters.spread', group: 'costs', label: 'Spread', unit: '%', usual: 0.02, hint: 'an order pays half of it' },
  { at: 'parameters.risk_free_rate', group: 'costs', label: 'Risk-free rate', unit: '%', usual: null, hint: 'a year, for Sharpe and Sortino' },
];

/** What a form says a number is in: a size is an amount where the same is put in each time. */
export function unitOf(dial: Dial, settings: Record<string, Setting>): string | undefined {
  return dial.at === SIZE && settings[SIZING] === 'cash' ? '$' : dial.unit;
}

/** As it stands in a job. */
export function toJob(dial: Dial, settings: Record<string, Setting>): Setting {
  const value = settings[dial.at] ?? null;
  if (dial.at === 'parameters.lot' && value !== null) return Number(value);
  return typeof value === 'number' && unitOf(dial, settings) === '%' ? scaled(value, 0.01) : value;
}

/** As it stands in a form; `settings` has the sizing already. */
export function fromJob(dial: Dial, value: unknown, settings: Record<string, Setting>): Setting {
  if (value === undefined || value === null) return null;
  if (dial.choices) return String(value);
  if (dial.isSwitch) return value === true;
  return unitOf(dial, settings) === '%' ? scaled(Number(value), 100) : Number(value);
}

/** Without what multiplying adds: 7 % is 0.07. */
function scaled(value: number, by: number): number {
  return Number((value * by).toPrecision(12));
}
