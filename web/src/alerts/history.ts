import { get, post } from '../api';
import { make } from '../dom';
import { button } from '../fields';
import * as format from '../format';
import { Newest } from '../newest';
import type { Page } from '../page';
import { spoken } from '../patterns';
import { settings } from '../settings';
import { saidAlert } from './model';
import { recordLine } from './record';
import type { FiredAlert } from './types';

const PAGE = 50;
const STATES: Record<string, string> = { '': 'any state', pending: 'waiting', delivered: 'delivered', acknowledged: 'acknowledged', failed: 'failed', muted: 'muted' };

interface Entry {
  alert_id: string;
  fired_at: number;
  state: string;
  alert: FiredAlert;
}

/** All that fired, newest first, with what became of it. */
export class HistoryView {
  private state = '';
  private before: string | undefined;
  private readonly rows = make('div', 'history');
  private readonly more = button('Older ones', 'small', () => void this.load());
  private readonly newest = new Newest();

  constructor(
    into: HTMLElement,
    private readonly page: Page,
  ) {
    const head = make('div', 'sheet-head');
    const states = document.createElement('select');
    states.setAttribute('aria-label', 'state');
    states.append(...Object.entries(STATES).map(([value, words]) => new Option(words, value)));
    states.onchange = () => {
      this.state = states.value;
      void this.restart();
    };
    head.append(make('h1', '', 'What fired'), make('span', 'spacer'), states);
    this.rows.dataset.testid = 'history';
    into.replaceChildren(head, this.rows, this.more);
  }

  /** From the newest on. */
  async restart(): Promise<void> {
    this.before = undefined;
    this.rows.replaceChildren();
    await this.load();
  }

  private async load(): Promise<void> {
    try {
      const found = await this.newest.of(
        get<{ alerts: Entry[]; next: string | null }>('/api/alerts/history', {
          limit: PAGE,
          ...(this.before === undefined ? {} : { before: this.before }),
          ...(this.state ? { state: this.state } : {}),
        }),
      );
      if (!found) return;
      const { alerts, next } = found;
      this.rows.append(...alerts.map((entry) => this.row(entry)));
      this.before = next ?? undefined;
      this.more.hidden = next === null;
      if (!this.rows.hasChildNodes()) this.rows.append(make('p', 'quiet hint', this.state ? 'None in this state.' : 'Nothing has fired yet.'));
    } catch (error) {
      this.more.hidden = true;
      this.rows.append(make('p', 'wrong', error instanceof Error ? error.message : String(error)));
    }
  }

  private row(entry: Entry): HTMLElement {
    const { alert } = entry;
    const element = make('div', `history-row ${alert.direction ?? ''}`);
    element.dataset.alert = entry.alert_id;
    element.dataset.state = entry.state;
    const open = button('', 'fired-open', () => this.page.show(alert.symbol, alert.timeframe, alert.bar_time));
    const head = make('span', 'head');
    head.append(make('b', '', alert.symbol), make('span', 'name', saidAlert(alert, spoken)), make('span', `state ${entry.state}`, STATES[entry.state] ?? entry.state));
    const foot = make('span', 'foot quiet');
    foot.append(make('span', 'rule-name', alert.name), make('span', '', alert.timeframe));
    if (alert.confidence) foot.append(make('span', 'num', `${Math.round(alert.confidence * 100)}%`));
    if (alert.test) foot.append(make('span', 'tag', 'test'));
    foot.append(make('time', 'num at', `${format.day(settings.zone, entry.fired_at)} ${format.clock(settings.zone, entry.fired_at * 1000)}`));
    open.append(head, foot);
    if (alert.pattern) open.append(recordLine(alert));
    element.append(open);
    return element;
  }
}

interface DeadLetter {
  id: number;
  channel: string;
  host: string;
  attempts: number;
  error: string;
  failed_at: number;
  alert: FiredAlert;
}

/** What could not be delivered, with the reason; each can be tried again. */
export async function deadLetters(into: HTMLElement): Promise<void> {
  const head = make('div', 'sheet-head');
  head.append(make('h1', '', 'What could not be delivered'));
  const rows = make('div', 'history');
  into.replaceChildren(head, rows);
  try {
    const answer = await get<{ dead_letters: DeadLetter[] }>('/api/alerts/deadletters');
    rows.append(...answer.dead_letters.map(letter));
    if (answer.dead_letters.length === 0) rows.append(make('p', 'quiet hint', 'Nothing: all webhooks and mails have reached their destination, or are still being tried.'));
  } catch (error) {
    rows.append(make('p', 'wrong', error instanceof Error ? error.message : String(error)));
  }
}

function letter(entry: DeadLetter): HTMLElement {
  const element = make('div', 'history-row letter');
  const box = make('div', 'fired-open');
  const head = make('span', 'head');
  const again = button('Try again', 'small', async () => {
    again.disabled = true;
    try {
      await post(`/api/alerts/deadletters/${entry.id}/retry`, {});
      element.replaceChildren(make('p', 'quiet', 'It is being tried again.'));
    } catch (error) {
      again.disabled = false;
      box.append(make('span', 'wrong', error instanceof Error ? error.message : String(error)));
    }
  });
  head.append(make('b', '', entry.channel), make('span', 'name', `${entry.alert.symbol} ${saidAlert(entry.alert, spoken)}`), again);
  const foot = make('span', 'foot quiet');
  foot.append(
    make('span', 'rule-name', entry.host),
    make('span', '', `${entry.attempts} attempts`),
    make('time', 'num at', `${format.day(settings.zone, entry.failed_at)} ${format.minute(settings.zone, entry.failed_at)}`),
  );
  box.append(head, foot);
  if (entry.error) box.append(make('span', 'wrong', entry.error));
  element.append(box);
  return element;
}
