import { get } from '../api';
import { make } from '../dom';
import { button } from '../fields';
import type { Page } from '../page';
import { go } from '../router';
import { CompareView } from './compare';
import { BacktestSheet } from './form';
import { RunList } from './list';
import { formOf } from './model';
import { ResultView } from './result';
import { Runs } from './runs';
import type { Result, Run, Update } from './types';

const LISTED = 50;

/** Backtests: the list on the left, on the right the form, a result or a comparison. */
export class BacktestsView {
  private readonly runs = new Runs();
  private readonly list: RunList;
  private readonly sheet: BacktestSheet;
  private readonly detail = make('section', 'detail');
  private result: ResultView | null = null;
  private compare: CompareView | null = null;
  private open: string | null = null;
  private isWhole = true;
  private isListed = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    const side = make('section', 'panel side');
    side.setAttribute('aria-label', 'Backtests');
    this.detail.tabIndex = -1;
    root.replaceChildren(side, this.detail);
    this.list = new RunList(side);
    this.list.onMore = () => void this.load(this.runs.list().at(-1)?.created_at);
    this.sheet = new BacktestSheet(page);
    this.sheet.onSubmitted = (id) => {
      void this.load();
      go('backtests', id);
    };
    void this.sheet.open();
  }

  /** Shows what an address says. */
  show(rest: string[]): void {
    this.close();
    const [first, second] = rest;
    this.root.dataset.pane = first === undefined ? 'list' : 'detail';
    this.open = first === undefined || first === 'new' || first === 'compare' ? null : first;
    const back = button('‹ Backtests', 'plain back', () => go('backtests'));
    const content = make('div', 'content');
    this.detail.replaceChildren(back, content);
    this.detail.scrollTop = 0;
    if (first === 'compare' && second) {
      this.compare = new CompareView(content);
      void this.compare.open(second.split(','));
    } else if (this.open !== null) {
      this.result = new ResultView(content, this.page, this.open);
      this.result.onEdit = (job) => {
        this.sheet.write(formOf(job), true);
        go('backtests', 'new');
      };
      void this.ask(this.open);
    } else {
      content.append(this.sheet.element);
    }
    if (!this.isListed) void this.load();
    this.draw();
  }

  private close(): void {
    this.result?.close();
    this.compare?.close();
    this.result = this.compare = null;
  }

  /** Another view is shown. */
  hide(): void {
    this.close();
    this.open = null;
  }

  /** Asks for the newest, or for those before some time. */
  async load(before?: number): Promise<void> {
    this.isListed = true;
    try {
      const { backtests } = await get<{ backtests: Run[] }>('/api/backtests', before === undefined ? { limit: LISTED } : { limit: LISTED, before });
      backtests.forEach((run) => this.runs.take(run));
      if (before !== undefined || this.runs.list().length <= LISTED) this.isWhole = backtests.length < LISTED;
      this.draw();
    } catch (error) {
      this.isListed = false;
      console.warn(`backtests: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async ask(id: string): Promise<void> {
    const result = await this.result?.open();
    if (result && result.job_id === id) {
      const { job, status, created_at, finished_at, metrics, error } = result;
      this.runs.take({ ...summary(job), job_id: id, status, created_at, finished_at: finished_at ?? null, metrics: metrics ?? null, error: error ?? null });
      this.draw();
    }
  }

  /** A message of the bridge. */
  update(message: Update): void {
    if (message.event_type === 'gap') this.again();
    if (message.event_type !== 'backtest_progress' && message.event_type !== 'backtest_result') return;
    const changed = this.runs.update(message);
    if (changed === undefined) void this.load();
    if (changed) this.draw();
    if (message.job_id !== this.open) return;
    if (message.event_type === 'backtest_result') void this.ask(message.job_id);
    else if (changed) this.result?.show(changed as Result);
  }

  /** Asks anew for what shows and may have changed: messages may have been missed. */
  again(): void {
    void this.load();
    if (this.result?.isFinal === false) void this.ask(this.result.id);
  }

  private draw(): void {
    this.list.draw(this.runs.list(), this.open, this.isWhole);
  }
}

function summary(job: Result['job']): Partial<Run> {
  if (!job) return {};
  const { symbols = [], universe = null, start_date, end_date, timeframe = '1day', patterns = [] } = job;
  return { symbols, symbols_total: symbols.length, universe, start_date, end_date, timeframe, patterns };
}
