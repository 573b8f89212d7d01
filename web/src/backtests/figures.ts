import * as format from '../format';
import type { Metrics } from './types';

const NONE = '–';

/** What a few days come to in a year may be beyond all sense; a hundredfold says it. */
const MOST_PERCENT = 10_000;

/** A fraction as percent, with its sign. */
export function signed(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  if (Math.abs(value * 100) > MOST_PERCENT) return value > 0 ? '> 10,000%' : '< −10,000%';
  const text = Math.abs(value * 100).toFixed(digits);
  return `${Number(text) === 0 ? '' : value > 0 ? '+' : '−'}${text}%`;
}

/** A fraction as percent. */
export function share(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined ? NONE : `${(value * 100).toFixed(digits)}%`;
}

export function ratio(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : value.toFixed(2).replace('-', '−');
}

/** An amount, without cents where they do not matter. */
export function money(value: number | null | undefined): string {
  if (value === null || value === undefined) return NONE;
  const digits = Math.abs(value) >= 10_000 ? 0 : 2;
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

export function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : Math.round(value).toLocaleString('en-US');
}

/** How long something still takes. */
export function remaining(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

export interface Figure {
  name: string;
  label: string;
  say: (value: number | null | undefined) => string;
  /** Whether its sign is good or bad news. */
  isSided?: boolean;
  /** What it is, for who points at it. */
  note: string;
}

const drawdown = (value: number | null | undefined) => (value === null || value === undefined ? NONE : value === 0 ? '0.00%' : `−${(value * 100).toFixed(2)}%`);
const days = (value: number | null | undefined) => (value === null || value === undefined ? NONE : `${whole(value)} d`);

/** All there is to say of a run, the weightiest first. */
export const FIGURES: Figure[] = [
  { name: 'total_return', label: 'Total return', say: signed, isSided: true, note: 'what it came to, against what it began with' },
  { name: 'annual_return', label: 'Annual return', say: signed, isSided: true, note: 'the same for a year, compounded' },
  { name: 'max_drawdown', label: 'Max drawdown', say: drawdown, note: 'the deepest fall below an earlier peak' },
  { name: 'sharpe', label: 'Sharpe', say: ratio, note: 'mean daily return above the risk-free rate / its deviation, for a year' },
  { name: 'win_rate', label: 'Win rate', say: share, note: 'trades that earned / trades' },
  { name: 'profit_factor', label: 'Profit factor', say: ratio, note: 'all profits / all losses' },
  { name: 'trades', label: 'Trades', say: whole, note: 'positions that were closed' },
  { name: 'final_equity', label: 'Final equity', say: money, note: 'in the currency of the account' },
  { name: 'volatility', label: 'Volatility', say: share, note: 'deviation of daily returns, for a year' },
  { name: 'sortino', label: 'Sortino', say: ratio, note: 'like Sharpe, with the deviation of losses only' },
  { name: 'calmar', label: 'Calmar', say: ratio, note: 'annual return / deepest drawdown' },
  { name: 'max_drawdown_days', label: 'Longest drawdown', say: days, note: 'days of trading until a peak was reached again' },
  { name: 'exposure', label: 'Exposure', say: share, note: 'what positions are worth / equity, on average' },
  { name: 'time_in_market', label: 'Time in market', say: share, note: 'days that ended with a position' },
  { name: 'turnover', label: 'Turnover', say: ratio, note: 'half of what was bought and sold / mean equity, for a year' },
  { name: 'expectancy', label: 'Expectancy', say: money, isSided: true, note: 'mean profit of a trade' },
  { name: 'average_trade', label: 'Average trade', say: signed, isSided: true, note: 'mean return of a trade on what was put in' },
  { name: 'average_win', label: 'Average win', say: money, note: 'mean profit of the trades that earned' },
  { name: 'average_loss', label: 'Average loss', say: money, note: 'mean loss of the others' },
  { name: 'average_bars', label: 'Average holding', say: (value) => (value === null || value === undefined ? NONE : `${value.toFixed(1)} bars`), note: 'bars held, on average' },
  { name: 'commissions', label: 'Commissions', say: money, note: 'paid in all' },
];

/** `up` or `down` for a figure whose sign is news. */
export function side(figure: Figure, metrics: Metrics | null | undefined): string {
  const value = metrics?.[figure.name];
  return figure.isSided && value ? (value > 0 ? 'up' : 'down') : '';
}

/** A bar's time: a day where bars are days. */
export function when(seconds: number, timeframe: string): string {
  return timeframe === '1day' ? format.date('market', seconds) : `${format.date('market', seconds)} ${format.minute('market', seconds)}`;
}
