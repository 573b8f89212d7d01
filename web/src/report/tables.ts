import { make } from '../dom';
import { monthlyReturns } from '../curves';
import type { Metrics, Report, Totals, Trade } from './data';
import * as words from './words';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A month that earned or lost so much has the full colour. */
const FULL = 0.08;
const FULL_YEAR = 0.3;
const MOST_GROUPS = 20;
const MOST_ROWS = 30;

export interface Cell {
  text: string;
  name?: string;
  title?: string;
  shade?: number;
}

export function row(cells: (Cell | string)[], tag = 'td'): HTMLElement {
  const line = make('tr');
  for (const cell of cells) {
    const { text, name, title, shade } = typeof cell === 'string' ? { text: cell } as Cell : cell;
    const made = make(tag, name, text);
    if (title) made.title = title;
    if (shade) {
      const color = shade > 0 ? 'var(--up)' : 'var(--down)';
      made.style.background = `color-mix(in srgb, ${color} ${Math.round(Math.min(1, Math.abs(shade)) * 62)}%, transparent)`;
    }
    line.append(made);
  }
  return line;
}

function fill(table: HTMLElement, head: (Cell | string)[], lines: HTMLElement[]): void {
  const top = make('thead');
  top.append(row(head, 'th'));
  const body = make('tbody');
  body.append(...lines);
  table.replaceChildren(top, body);
}

/** What the account began with: it is not in the curve, which has the ends of days. */
export function initial(metrics: Metrics): number {
  return (metrics.final_equity ?? 0) / (1 + (metrics.total_return ?? 0));
}

export function heat(table: HTMLElement, report: Report): void {
  const { time, equity, benchmark } = report.result.equity;
  const own = monthlyReturns(time, equity, initial(report.result.metrics));
  const hold = monthlyReturns(time, benchmark, initial(report.result.benchmark));
  const lines = own.map((year, index) =>
    row([
      { text: String(year.year), name: 'name' },
      ...year.months.map((value) => ({
        text: value === null ? '' : tenths(value),
        name: value !== null && tenths(value) === '0.0' ? 'quiet' : '',
        shade: value === null ? 0 : value / FULL,
      })),
      { text: words.percent(year.total, 1), name: 'total', shade: year.total / FULL_YEAR },
      { text: words.percent(hold[index]?.total ?? null, 1), name: 'quiet' },
    ]),
  );
  fill(table, ['', ...MONTHS, 'Year', { text: 'Buy & hold', name: 'quiet' }], lines);
}

/** Percent without its sign; what is rounded to nothing is not negative. */
function tenths(value: number): string {
  const text = (value * 100).toFixed(1);
  return text === '-0.0' ? '0.0' : text.replace('-', '−');
}

type Wording = (value: number | null) => string;
const percent: Wording = (value) => words.percent(value);
const below: Wording = (value) => words.percent(value === null ? null : -value);
const loss: Wording = (value) => words.cash(value === null ? null : -value);

const FIGURES: [string, string, Wording, boolean?][] = [
  ['Final equity', 'final_equity', words.cash, true],
  ['Total return', 'total_return', percent, true],
  ['Annual return', 'annual_return', percent, true],
  ['Volatility, a year', 'volatility', percent, true],
  ['Sharpe ratio', 'sharpe', words.ratio, true],
  ['Sortino ratio', 'sortino', words.ratio, true],
  ['Calmar ratio', 'calmar', words.ratio, true],
  ['Maximum drawdown', 'max_drawdown', below, true],
  ['Longest drawdown, trading days', 'max_drawdown_days', words.count, true],
  ['Mean exposure', 'exposure', percent],
  ['Time in the market', 'time_in_market', percent],
  ['Turnover, a year', 'turnover', words.ratio],
  ['Trades', 'trades', words.count],
  ['Trades won', 'win_rate', percent],
  ['Average win', 'average_win', words.cash],
  ['Average loss', 'average_loss', loss],
  ['Profit factor', 'profit_factor', words.ratio],
  ['Expectancy of a trade', 'expectancy', words.cash],
  ['Average return of a trade', 'average_trade', percent],
  ['Average bars held', 'average_bars', words.ratio],
  ['Commissions', 'commissions', words.cash],
];

export function figures(table: HTMLElement, { result }: Report): void {
  const lines = FIGURES.map(([name, key, wording, both]) =>
    row([
      { text: name, name: 'name' },
      wording(result.metrics[key] ?? null),
      { text: both ? wording(result.benchmark[key] ?? null) : '', name: 'quiet' },
    ]),
  );
  fill(table, ['', 'Strategy', { text: 'Buy & hold', name: 'quiet' }], lines);
}

export function groups(into: HTMLElement, { result, trades }: Report): void {
  into.replaceChildren(group('Signal', result.by_pattern), group('Symbol', result.by_symbol));
  // Not of a part of them: that would be other sums than those above.
  if (trades.length === result.metrics.trades) {
    into.append(group('Left by', totalsBy(trades, (trade) => trade.exit)));
  }
}

/** Sums over trades, by something they have. */
export function totalsBy(trades: Trade[], of: (trade: Trade) => string): Record<string, Totals> {
  const grouped = new Map<string, Trade[]>();
  for (const trade of trades) {
    const its = grouped.get(of(trade));
    if (its) its.push(trade);
    else grouped.set(of(trade), [trade]);
  }
  const sum = (its: Trade[], what: (trade: Trade) => number) => its.reduce((all, trade) => all + what(trade), 0);
  return Object.fromEntries(
    [...grouped].map(([name, its]) => {
      const wins = its.filter((trade) => trade.profit > 0).length;
      const lost = sum(its, (trade) => Math.max(0, -trade.profit));
      const gained = sum(its, (trade) => Math.max(0, trade.profit));
      const totals = {
        trades: its.length,
        wins,
        win_rate: wins / its.length,
        profit: gained - lost,
        average_return: sum(its, (trade) => trade.return) / its.length,
        profit_factor: lost > 0 ? gained / lost : null,
      };
      return [name, totals];
    }),
  );
}

function group(what: string, totals: Record<string, Totals>): HTMLElement {
  const all = Object.entries(totals).sort(([, a], [, b]) => (b.profit ?? 0) - (a.profit ?? 0));
  const table = make('table', 'num');
  const most = Math.max(...all.map(([, its]) => Math.abs(its.profit ?? 0)), 1);
  const lines = all.slice(0, MOST_GROUPS).map(([name, its]) =>
    row([
      { text: words.spoken(name), name: 'name', title: name },
      words.count(its.trades),
      words.percent(its.win_rate, 1),
      { text: words.cash(its.profit), name: words.tone(its.profit), shade: (its.profit ?? 0) / most / 2.5 },
      words.percent(its.average_return),
      words.ratio(its.profit_factor),
    ]),
  );
  if (all.length > MOST_GROUPS) {
    lines.push(row([{ text: `and ${all.length - MOST_GROUPS} more`, name: 'name quiet' }]));
  }
  fill(table, [what, 'Trades', 'Won', 'Profit', 'Average', 'Factor'], lines);
  return table;
}

const SHORT: [string, string, Wording][] = [
  ['Total', 'total_return', percent],
  ['Annual', 'annual_return', percent],
  ['Sharpe', 'sharpe', words.ratio],
  ['Drawdown', 'max_drawdown', below],
  ['Trades', 'trades', words.count],
  ['Won', 'win_rate', percent],
  ['Factor', 'profit_factor', words.ratio],
];

/** The windows of a walk forward, or the best rows of a sweep; gives the title, or nothing. */
export function study(table: HTMLElement, { result }: Report): string {
  const short = (metrics: Metrics) => SHORT.map(([, key, wording]) => wording(metrics[key] ?? null));
  const heads = SHORT.map(([name]) => name);
  if (result.walk_forward) {
    const lines = result.walk_forward.windows.map((each) =>
      row([{ text: `${each.from} to ${each.to}`, name: 'name' }, said(each.chosen.parameters), ...short(each.metrics)]),
    );
    fill(table, ['Out of sample', 'Chosen in the sample before', ...heads], lines);
    return `Walk forward, chosen by ${words.spoken(result.walk_forward.metric)}`;
  }
  const rows = result.sweep?.rows ?? [];
  if (rows.length === 0) return '';
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((each) => row([{ text: said(each.parameters), name: 'name' }, ...short(each.metrics)]));
  fill(table, ['Parameters', ...heads], lines);
  const more = rows.length > MOST_ROWS ? `the best ${MOST_ROWS} of ${rows.length}` : `all ${rows.length}`;
  return `Sweep by ${words.spoken(result.sweep!.metric)}: ${more}; this report is of the first`;
}

function said(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${words.spoken(name)} ${value}`)
    .join(', ');
}
