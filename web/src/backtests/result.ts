import { address, get, post, Refused, remove } from '../api';
import { drawdown, monthlyReturns } from '../curves';
import { CurveChart } from '../curve-chart';
import { make } from '../dom';
import { button } from '../fields';
import { Newest } from '../newest';
import type { Page } from '../page';
import { spoken } from '../patterns';
import { go } from '../router';
import { Table } from '../table';
import { FIGURES, money, ratio, share, side, signed, when, whole } from './figures';
import { bar, farness } from './list';
import { title } from './model';
import { isUnderWay, type Job, type Metrics, type Result, type Status, type Totals, type Trade } from './types';

/** The weightiest figures, large. */
const HEADLINES = 6;
const PAGE_OF_TRADES = 1_000;
const MOST_TRADES = 10_000;
const USUAL_CAPITAL = 100_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a month has to earn to be shown in full colour. */
const STRONG = 0.08;

/** Everything about one backtest: how far it is, then what came of it. */
export class ResultView {
  private chart: CurveChart | null = null;
  private readonly news = make('div', 'news');
  private readonly body = make('div', 'result-body');
  private drawn = '';
  private readonly newest = new Newest();

  /** Told of a job that is to be filled into the form. */
  onEdit: (job: Job) => void = () => {};

  constructor(
    private readonly into: HTMLElement,
    private readonly page: Page,
    readonly id: string,
  ) {
    into.replaceChildren(this.news, this.body);
    this.body.append(make('p', 'quiet hint', 'loading…'));
  }

  /** Asks for it, and shows it; null if that failed, or if it has been asked for again since. */
  async open(): Promise<Result | null> {
    try {
      const result = await this.newest.of(get<Result>(`/api/backtests/${encodeURIComponent(this.id)}`));
      if (result) this.show(result);
      return result;
    } catch (error) {
      const gone = error instanceof Refused && error.status === 404;
      const words = gone ? 'There is no such backtest, or it is not yours.' : error instanceof Error ? error.message : String(error);
      this.close();
      this.drawn = '';
      this.body.replaceChildren(make('p', 'down hint', words));
      return null;
    }
  }

  /** Whether it has ended and shows: then nothing changes any more. */
  get isFinal(): boolean {
    return this.drawn !== '' && !isUnderWay(this.into.dataset.status as Status);
  }

  /** Shows what is known now; the figures once they are all there. */
  show(run: Result): void {
    this.news.replaceChildren(...this.heading(run));
    this.into.dataset.status = run.status;
    const shown = `${run.status} ${run.equity ? run.equity.time.length : ''}`;
    if (shown === this.drawn || (!run.metrics && !isUnderWay(run.status) && this.drawn !== '')) return;
    this.close();
    this.drawn = shown;
    this.body.replaceChildren();
    if (run.metrics && run.equity) this.figures(run);
  }

  private heading(run: Result): HTMLElement[] {
    const job = run.job;
    const head = make('div', 'sheet-head');
    const words = make('div', 'titles');
    const days = [run.timeframe ?? job?.timeframe ?? '1day', `${run.start_date ?? job?.start_date ?? ''} to ${run.end_date ?? job?.end_date ?? ''}`];
    words.append(make('h1', '', title({ ...run, ...job }, spoken)), make('p', 'quiet num', days.join(' · ')));
    head.append(words, make('span', 'spacer'), ...this.actions(run));
    const lines: HTMLElement[] = [head];
    if (isUnderWay(run.status)) {
      const line = make('div', 'under-way');
      line.setAttribute('aria-live', 'polite');
      line.append(make('b', '', run.status === 'running' ? `${(run.progress?.percent ?? 0).toFixed(0)}%` : run.status), make('span', 'quiet num', farness(run)));
      lines.push(line, bar(run));
    }
    if (run.error) lines.push(make('p', 'wrong', run.error));
    if (run.status === 'cancelled') {
      lines.push(make('p', 'quiet', run.metrics ? 'Cancelled: the figures are of the days until then.' : 'Cancelled before there were any figures.'));
    }
    for (const warning of (run.warnings ?? []).slice(0, 5)) lines.push(make('p', 'warning', warning));
    const others = (run.warnings?.length ?? 0) - 5;
    if (others > 0) lines.push(make('p', 'warning', `and ${others} more, in the JSON`));
    return lines;
  }

  private actions(run: Result): HTMLElement[] {
    const path = `/api/backtests/${encodeURIComponent(this.id)}`;
    if (isUnderWay(run.status)) {
      const cancel = button('Cancel', 'small', () => this.attempt(async () => remove(path)));
      cancel.disabled = run.status === 'cancelling';
      return [cancel];
    }
    const actions: HTMLElement[] = [
      button('Run again', 'small', () =>
        this.attempt(async () => go('backtests', (await post<{ job_id: string }>(`${path}/rerun`, {})).job_id)),
      ),
    ];
    const job = run.job;
    if (job) actions.push(button('Edit', 'small', () => this.onEdit(job)));
    if (run.metrics) {
      const box = make('details', 'menu') as HTMLDetailsElement;
      const list = make('div', 'menu-list');
      list.append(
        download('Result (JSON)', path, `${this.id}.json`),
        download('Trades (CSV)', address(`${path}/trades`, { format: 'csv' }), `${this.id}-trades.csv`),
        download('Daily equity (CSV)', address(`${path}/equity`, { format: 'csv' }), `${this.id}-equity.csv`),
      );
      box.append(make('summary', 'button small', 'Download'), list);
      box.onkeydown = (event) => event.key === 'Escape' && (box.open = false);
      // Afterwards: of a link that is out of sight nothing is downloaded.
      list.onclick = () => setTimeout(() => (box.open = false));
      actions.push(box);
    }
    return actions;
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.news.append(make('p', 'wrong', error instanceof Error ? error.message : String(error)));
    }
  }

  private figures(run: Result): void {
    const metrics = run.metrics ?? {};
    const curves = run.equity!;
    const capital = Number(run.job?.parameters?.initial_capital ?? USUAL_CAPITAL);
    const box = make('div', 'curve-box tall');
    this.body.append(headlines(metrics, run.benchmark), box);
    this.chart = new CurveChart(box, { say: money });
    this.chart.lines([
      { name: 'equity', time: curves.time, values: curves.equity, colour: '--accent' },
      ...(curves.benchmark?.length ? [{ name: 'buy and hold', time: curves.time, values: curves.benchmark, colour: '--quiet', isDashed: true }] : []),
    ]);
    this.chart.drawdown(curves.time, drawdown(curves.equity, capital));
    const halves = make('div', 'halves');
    halves.append(
      section('By pattern', totals('Pattern', run.by_pattern ?? {}, spoken)),
      section('By symbol', totals('Symbol', run.by_symbol ?? {}, (name) => name)),
    );
    const trades = make('div');
    this.body.append(
      section('Monthly returns', months(monthlyReturns(curves.time, curves.equity, capital))),
      halves,
      section(run.benchmark ? 'All figures, of buy and hold beside' : 'All figures', allFigures(metrics, run.benchmark)),
      section('Trades', trades),
      make('p', 'quiet small', provenance(run)),
    );
    void this.trades(trades, run.timeframe ?? run.job?.timeframe ?? '1day');
  }

  /** As many as a table can hold, a thousand at a time; all of them are in the download. */
  private async trades(into: HTMLElement, timeframe: string): Promise<void> {
    const table = new Table<Trade>('Trades', tradeColumns(timeframe), 25, (trade) => this.page.show(trade.symbol, timeframe, trade.decided_at));
    const path = `/api/backtests/${encodeURIComponent(this.id)}/trades`;
    const all: Trade[] = [];
    try {
      for (let isWhole = false; !isWhole && all.length < MOST_TRADES; ) {
        const { trades } = await get<{ trades: Trade[] }>(path, { offset: all.length, limit: PAGE_OF_TRADES });
        all.push(...trades);
        isWhole = trades.length < PAGE_OF_TRADES;
        table.fill(all);
      }
      into.replaceChildren(table.element);
      if (all.length === 0) into.replaceChildren(make('p', 'quiet', 'No trade: nothing made it enter, or there were no bars.'));
      if (all.length >= MOST_TRADES) into.append(make('p', 'quiet small', `The first ${whole(MOST_TRADES)} are shown; the download has them all.`));
    } catch (error) {
      into.replaceChildren(make('p', 'wrong', error instanceof Error ? error.message : String(error)));
    }
  }

  close(): void {
    this.chart?.close();
    this.chart = null;
  }
}

function download(words: string, href: string, name: string): HTMLElement {
  const link = make('a', '', words);
  link.setAttribute('href', href);
  link.setAttribute('download', name);
  return link;
}

export function section(heading: string, content: HTMLElement): HTMLElement {
  const box = make('section', 'part');
  box.append(make('h2', '', heading), content);
  return box;
}

function headlines(metrics: Metrics, benchmark: Metrics | null | undefined): HTMLElement {
  const box = make('dl', 'headlines');
  for (const figure of FIGURES.slice(0, HEADLINES)) {
    const item = make('div');
    const name = make('dt', 'quiet', figure.label);
    name.title = figure.note;
    item.append(name, make('dd', `num ${side(figure, metrics)}`, figure.say(metrics[figure.name])));
    const other = benchmark?.[figure.name];
    const isComparable = other !== undefined && other !== null && !['win_rate', 'profit_factor'].includes(figure.name);
    item.append(make('dd', 'quiet small num', isComparable ? `hold ${figure.say(other)}` : figure.name === 'win_rate' ? `of ${whole(metrics.trades)} ${metrics.trades === 1 ? 'trade' : 'trades'}` : ' '));
    box.append(item);
  }
  return box;
}

function allFigures(metrics: Metrics, benchmark: Metrics | null | undefined): HTMLElement {
  const box = make('div', 'figures num');
  for (const figure of FIGURES) {
    const item = make('div', 'figure');
    item.title = figure.note;
    item.append(
      make('span', 'quiet', figure.label),
      make('b', side(figure, metrics), figure.say(metrics[figure.name])),
      make('span', 'quiet', benchmark && benchmark[figure.name] !== null && benchmark[figure.name] !== undefined ? figure.say(benchmark[figure.name]) : ''),
    );
    box.append(item);
  }
  return box;
}

function months(years: ReturnType<typeof monthlyReturns>): HTMLElement {
  const frame = make('div', 'scroll');
  const table = make('table', 'data months num');
  const head = make('tr');
  head.append(...['', ...MONTHS, 'Year'].map((name) => make('th', '', name)));
  table.append(head);
  for (const { year, months: returns, total } of years) {
    const line = make('tr');
    const name = make('th', '', String(year));
    name.setAttribute('scope', 'row');
    line.append(name, ...returns.map((value) => cell(value)), cell(total));
    line.lastElementChild?.classList.add('total');
    table.append(line);
  }
  frame.append(table);
  return frame;
}

function cell(value: number | null): HTMLElement {
  const element = make('td', '', value === null ? '' : signed(value, 1).replace('%', ''));
  if (value) {
    const strength = Math.round(Math.min(1, Math.abs(value) / STRONG) * 55);
    element.style.background = `color-mix(in srgb, var(${value > 0 ? '--up' : '--down'}) ${strength}%, transparent)`;
  }
  return element;
}

function totals(heading: string, by: Record<string, Totals>, spokenName: (name: string) => string): HTMLElement {
  type Line = Totals & { name: string };
  const table = new Table<Line>(`By ${heading.toLowerCase()}`, [
    { name: heading, say: (line) => spokenName(line.name), by: (line) => line.name, isText: true },
    { name: 'Trades', say: (line) => whole(line.trades), by: (line) => line.trades },
    { name: 'Won', say: (line) => share(line.win_rate, 0), by: (line) => line.win_rate },
    { name: 'Avg', say: (line) => signed(line.average_return), by: (line) => line.average_return, className: (line) => sign(line.average_return) },
    { name: 'PF', say: (line) => ratio(line.profit_factor), by: (line) => line.profit_factor },
    { name: 'Profit', say: (line) => money(line.profit), by: (line) => line.profit, className: (line) => sign(line.profit) },
  ], 10);
  table.fill(Object.entries(by).map(([name, total]) => ({ name, ...total })).sort((a, b) => (b.profit ?? 0) - (a.profit ?? 0)));
  return table.element;
}

function sign(value: number | null): string {
  return value ? (value > 0 ? 'up' : 'down') : '';
}

function tradeColumns(timeframe: string) {
  return [
    { name: 'Symbol', say: (trade: Trade) => trade.symbol, by: (trade: Trade) => trade.symbol, isText: true },
    { name: 'Side', say: (trade: Trade) => trade.side, by: (trade: Trade) => trade.side, isText: true },
    { name: 'Why', say: (trade: Trade) => spoken(trade.reason), by: (trade: Trade) => trade.reason, isText: true },
    { name: 'In', say: (trade: Trade) => when(trade.entered_at, timeframe), by: (trade: Trade) => trade.entered_at, isText: true },
    { name: 'at', say: (trade: Trade) => trade.entry_price.toFixed(2), by: (trade: Trade) => trade.entry_price },
    { name: 'Out', say: (trade: Trade) => when(trade.exited_at, timeframe), by: (trade: Trade) => trade.exited_at, isText: true },
    { name: 'at', say: (trade: Trade) => trade.exit_price.toFixed(2), by: (trade: Trade) => trade.exit_price },
    { name: 'By', say: (trade: Trade) => trade.exit.replaceAll('_', ' '), by: (trade: Trade) => trade.exit, isText: true },
    { name: 'Bars', say: (trade: Trade) => whole(trade.bars), by: (trade: Trade) => trade.bars },
    { name: 'Qty', say: (trade: Trade) => String(Number(trade.quantity.toFixed(4))), by: (trade: Trade) => trade.quantity },
    { name: 'Return', say: (trade: Trade) => signed(trade.return), by: (trade: Trade) => trade.return, className: (trade: Trade) => sign(trade.return) },
    { name: 'Profit', say: (trade: Trade) => money(trade.profit), by: (trade: Trade) => trade.profit, className: (trade: Trade) => sign(trade.profit) },
  ];
}

function provenance(run: Result): string {
  const words = [`${whole(run.bars)} bars`, `${whole(run.decided)} decisions`];
  if (run.refused) words.push(`${whole(run.refused)} of them could not be filled`);
  if (run.started_at && run.finished_at) words.push(`${(run.finished_at - run.started_at).toFixed(1)} s`);
  words.push(...Object.entries(run.versions ?? {}).map(([name, version]) => `${name} ${version}`), run.job_id);
  return words.join(' · ');
}
