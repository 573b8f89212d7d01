import { button } from '../fields';
import { make } from '../dom';
import * as format from '../format';
import { hashOf } from '../router';
import { settings } from '../settings';
import { spoken } from '../patterns';
import { remaining, signed } from './figures';
import { title, what, where } from './model';
import { isUnderWay, type Run } from './types';

const MOST_COMPARED = 6;

/** The backtests on the left, with how far they are; some can be ticked and compared. */
export class RunList {
  private readonly rows = new Map<string, { element: HTMLElement; drawn: string }>();
  private readonly chosen = new Set<string>();
  private readonly box = make('div', 'runs');
  private readonly more = button('Older ones', 'plain', () => this.onMore());
  private readonly compare = make('a', 'button small');

  onMore: () => void = () => {};

  constructor(into: HTMLElement) {
    const head = make('div', 'panel-head');
    const create = make('a', 'button', 'New');
    create.setAttribute('href', hashOf('backtests', 'new'));
    create.setAttribute('data-testid', 'new-backtest');
    head.append(make('h2', '', 'Backtests'), make('span', 'spacer'), this.compare, create);
    this.box.setAttribute('aria-label', 'Backtests');
    into.replaceChildren(head, this.box, this.more);
    this.tell();
  }

  /** Shows these, `open` marked. */
  draw(runs: Run[], open: string | null, isWhole: boolean): void {
    const elements = runs.map((run) => this.row(run, run.job_id === open));
    this.box.replaceChildren(...elements);
    this.more.hidden = isWhole;
    if (runs.length === 0) this.box.append(make('p', 'quiet hint', 'No backtest yet. Fill in the form and run one.'));
  }

  private row(run: Run, isOpen: boolean): HTMLElement {
    const drawn = JSON.stringify([run, isOpen]);
    const before = this.rows.get(run.job_id);
    if (before?.drawn === drawn) return before.element;
    const element = make('div', `run ${run.status}${isOpen ? ' open' : ''}`);
    element.dataset.job = run.job_id;
    element.dataset.status = run.status;
    element.append(this.pick(run), this.link(run, isOpen));
    this.rows.set(run.job_id, { element, drawn });
    return element;
  }

  private pick(run: Run): HTMLElement {
    const pick = document.createElement('input');
    pick.type = 'checkbox';
    pick.checked = this.chosen.has(run.job_id);
    pick.disabled = isUnderWay(run.status) || run.status === 'failed';
    pick.setAttribute('aria-label', `compare ${title(run, spoken)}`);
    pick.title = 'compare';
    pick.onchange = () => {
      if (pick.checked) this.chosen.add(run.job_id);
      else this.chosen.delete(run.job_id);
      this.tell();
    };
    return pick;
  }

  private link(run: Run, isOpen: boolean): HTMLElement {
    const link = make('a', 'run-link');
    link.setAttribute('href', hashOf('backtests', run.job_id));
    if (isOpen) link.setAttribute('aria-current', 'true');
    const head = make('span', 'head');
    head.append(make('b', 'name', what(run, spoken)), outcome(run));
    const foot = make('span', 'foot quiet');
    const days = run.start_date ? `${run.start_date} – ${run.end_date}` : '';
    foot.append(make('span', 'num', days), make('time', 'num at', ago(run.created_at)));
    link.append(head, make('span', 'quiet said', `${where(run)} · ${run.timeframe ?? '1day'}`), foot);
    if (isUnderWay(run.status)) link.append(bar(run));
    return link;
  }

  private tell(): void {
    const ids = [...this.chosen].slice(0, MOST_COMPARED);
    this.compare.hidden = ids.length < 2;
    this.compare.textContent = `Compare ${ids.length}`;
    this.compare.setAttribute('href', hashOf('backtests', 'compare', ids.join(',')));
  }
}

function outcome(run: Run): HTMLElement {
  if (run.status === 'completed') {
    const value = run.metrics?.total_return;
    return make('span', `num ${value ? (value > 0 ? 'up' : 'down') : ''}`, signed(value, 1));
  }
  const words = isUnderWay(run.status) && run.progress?.percent !== undefined ? `${Math.floor(run.progress.percent)}%` : run.status;
  return make('span', `num state ${run.status}`, words);
}

/** How far it is, with words for who cannot see it. */
export function bar(run: Run): HTMLElement {
  const percent = Math.max(0, Math.min(100, run.progress?.percent ?? 0));
  const box = make('span', 'progress');
  box.setAttribute('role', 'progressbar');
  box.setAttribute('aria-valuemin', '0');
  box.setAttribute('aria-valuemax', '100');
  box.setAttribute('aria-valuenow', String(Math.round(percent)));
  box.setAttribute('aria-label', run.status);
  const fill = make('i');
  fill.style.width = `${percent}%`;
  box.append(fill);
  return box;
}

/** `at 3 Jun 2024, 12 s more`. */
export function farness(run: Run): string {
  const { progress } = run;
  if (run.status === 'submitted') return 'waiting for a worker';
  const words: string[] = [];
  if (progress?.symbols_total) words.push(`${progress.symbols_done ?? 0} of ${progress.symbols_total} symbols`);
  if (progress?.current_date) words.push(`at ${progress.current_date}`);
  if (progress?.eta_seconds) words.push(`${remaining(progress.eta_seconds)} more`);
  return words.join(' · ');
}

function ago(seconds: number): string {
  const now = Date.now() / 1000;
  return format.date(settings.zone, now) === format.date(settings.zone, seconds) ? format.minute(settings.zone, seconds) : format.day(settings.zone, seconds);
}
