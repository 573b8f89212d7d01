import { post } from '../api';
import { $, make } from '../dom';
import { button } from '../fields';
import * as format from '../format';
import type { Page } from '../page';
import { hashOf } from '../router';
import { settings } from '../settings';
import { card } from './card';
import { Inbox } from './inbox';
import type { FiredAlert, Summarised } from './types';

const MOST = 1_000;
const MOST_TOASTS = 4;
const TOAST_MILLIS = 20_000;
const SHOWN_KEY = 'tickstock.shown';
const MOST_AT_ONCE = 200;

/** A user's own alerts, wherever in the page: toasts as they fire, the bell with what waits to be acknowledged. */
export class Bell {
  private readonly inbox = new Inbox(new Set(remembered()), MOST);
  private readonly panel = $('inbox');
  private readonly toasts = $('toasts');
  private readonly others = new BroadcastChannel('tickstock-alerts');
  private connectedAt = Date.now();
  private missedToast: HTMLElement | null = null;
  private unsent: string[] = [];
  private frame = 0;

  /** Told of each that is new. */
  onFired: () => void = () => {};

  constructor(private readonly page: Page) {
    const bell = $<HTMLButtonElement>('bell');
    bell.hidden = false;
    bell.onclick = () => this.toggle();
    this.panel.onkeydown = (event) => event.key === 'Escape' && this.toggle(false);
    document.addEventListener('pointerdown', (event) => {
      const target = event.target as Element;
      if (!this.panel.hidden && !target.closest('#inbox, #bell')) this.toggle(false);
    });
    // What one tab puts away leaves the others.
    this.others.onmessage = (event) => this.forget(event.data as string[]);
    this.draw();
  }

  /** The way to the server is open: what fired before was missed. Sends what could not be sent. */
  connected(): void {
    this.connectedAt = Date.now();
    const ids = this.unsent.splice(0);
    if (ids.length > 0) this.acknowledge(ids);
  }

  /** A message of the bridge: whether it was an alert of this user. */
  take(message: { event_type?: string }): boolean {
    if (message.event_type === 'alerts_summarised') {
      if (this.inbox.summarise(message as Summarised)) this.drawSoon();
      return true;
    }
    if (message.event_type !== 'alert_fired') return false;
    const serverOffset = this.page.bridge.serverNow() - Date.now();
    const kept = this.inbox.take(message as FiredAlert, (this.connectedAt + serverOffset) / 1000);
    if (kept) {
      remember(this.inbox.remembered());
      if (kept.isMissed) this.missed();
      else this.toast(kept.alert);
      this.onFired();
    }
    this.drawSoon();
    return true;
  }

  private toast(alert: FiredAlert): void {
    const box = card(alert, false, () => this.open(alert), () => this.acknowledge([alert.alert_id]));
    box.classList.add('toast');
    this.toasts.prepend(box);
    const most = innerWidth < 780 ? 2 : MOST_TOASTS;
    while (this.toasts.children.length > most) this.toasts.lastElementChild?.remove();
    // It goes by itself only from before somebody's eyes; the bell keeps it until it is acknowledged.
    const leave = () => (document.hidden || box.matches(':hover, :focus-within') ? setTimeout(leave, TOAST_MILLIS) : box.remove());
    setTimeout(leave, TOAST_MILLIS);
  }

  /** One word for all that was missed. */
  private missed(): void {
    const count = this.inbox.missed().length;
    const words = count === 1 ? 'One alert fired while you were away' : `${count} alerts fired while you were away`;
    const box = make('article', 'fired toast missed');
    const open = button(words, 'fired-open', () => this.toggle(true));
    box.append(open);
    if (this.missedToast?.isConnected) this.missedToast.replaceWith(box);
    else this.toasts.prepend(box);
    this.missedToast = box;
  }

  private open(alert: FiredAlert): void {
    this.toggle(false);
    this.page.show(alert.symbol, alert.timeframe, alert.bar_time);
    this.acknowledge([alert.alert_id]);
  }

  /** They are seen: here, in other tabs, and on the server. */
  acknowledge(ids: string[]): void {
    const found = this.forget(ids);
    this.others.postMessage(found);
    for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
      const part = ids.slice(at, at + MOST_AT_ONCE);
      post('/api/alerts/acknowledge', { alert_ids: part }).catch((error) => {
        console.warn(`not acknowledged yet: ${error instanceof Error ? error.message : error}`);
        this.unsent.push(...part);
      });
    }
  }

  private forget(ids: string[]): string[] {
    const found = this.inbox.acknowledge(ids);
    for (const box of [...this.toasts.querySelectorAll<HTMLElement>('[data-alert]')]) {
      if (ids.includes(box.dataset.alert ?? '')) box.remove();
    }
    if (this.inbox.missed().length === 0) this.missedToast?.remove();
    this.drawSoon();
    return found;
  }

  private toggle(isOpen = this.panel.hidden): void {
    this.panel.hidden = !isOpen;
    $('bell').setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      this.missedToast?.remove();
      this.toasts.replaceChildren();
      this.draw();
      this.panel.querySelector<HTMLElement>('button, a')?.focus();
    } else if (this.panel.contains(document.activeElement)) {
      $('bell').focus();
    }
  }

  private drawSoon(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
    }
  }

  private draw(): void {
    const bell = $('bell');
    const count = this.inbox.size;
    bell.querySelector('b')!.textContent = count === 0 ? '' : count > 99 ? '99+' : String(count);
    bell.title = count === 0 ? 'your alerts' : `${count} of your alerts not acknowledged yet`;
    bell.setAttribute('aria-label', bell.title);
    bell.dataset.count = String(count);
    if (this.panel.hidden) return;
    const head = make('div', 'panel-head');
    const all = button('Acknowledge all', 'plain', () => this.acknowledge(this.inbox.ids()));
    all.disabled = count === 0;
    head.append(make('h2', '', 'Your alerts'), make('span', 'spacer'), all, button('×', 'plain', () => this.toggle(false)));
    head.lastElementChild?.setAttribute('aria-label', 'close');
    const body = make('div', 'inbox-body');
    body.append(...[...this.inbox.summaries.values()].map(summary), ...this.part('While you were away', this.inbox.missed(), true), ...this.part('', this.inbox.live(), false));
    if (count === 0) body.append(make('p', 'quiet hint', 'Nothing waits for you. Alerts of your rules come here as they fire.'));
    const foot = make('div', 'inbox-foot');
    const history = make('a', '', 'All that fired');
    history.setAttribute('href', hashOf('alerts', 'history'));
    const rules = make('a', '', 'Rules');
    rules.setAttribute('href', hashOf('alerts'));
    foot.append(history, rules);
    foot.onclick = () => this.toggle(false);
    this.panel.replaceChildren(head, body, foot);
  }

  private part(heading: string, alerts: FiredAlert[], isMissed: boolean): HTMLElement[] {
    const cards = alerts.map((alert) => card(alert, isMissed, () => this.open(alert), () => this.acknowledge([alert.alert_id])));
    return heading && cards.length > 0 ? [make('h3', 'quiet', heading), ...cards] : cards;
  }
}

function summary(entry: Summarised): HTMLElement {
  const time = (seconds: number) => `${format.day(settings.zone, seconds)} ${format.minute(settings.zone, seconds)}`;
  const words = `${entry.count} older alerts, ${time(entry.from)} to ${time(entry.to)}, had no more room here.`;
  const box = make('p', 'quiet hint', `${words} `);
  const link = make('a', '', 'They are in the history.');
  link.setAttribute('href', hashOf('alerts', 'history'));
  box.append(link);
  return box;
}

/** What this tab has shown, also before it was loaded again. */
function remembered(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(SHOWN_KEY) ?? '[]') as string[];
  } catch {
    return [];
  }
}

function remember(ids: string[]): void {
  try {
    sessionStorage.setItem(SHOWN_KEY, JSON.stringify(ids));
  } catch {
    // Then they are shown again after a reload.
  }
}
