import type { AlertsView } from './alerts/view';
import { Bell } from './alerts/bell';
import type { BacktestsView } from './backtests/view';
import type { Update } from './backtests/types';
import { $ } from './dom';
import type { Page } from './page';
import { go, placeOf, VIEWS, type View } from './router';

const ELEMENTS: Record<View, string> = { live: 'desk', backtests: 'backtests', alerts: 'alerting' };
const TITLES: Record<View, string> = { live: '', backtests: 'Backtests', alerts: 'Alerts' };

/** The ways through the page: which view shows, and what goes on behind it. Views are loaded when they are first seen. */
export class Shell {
  private readonly bell: Bell;
  private backtests: Promise<BacktestsView> | null = null;
  private alerts: Promise<AlertsView> | null = null;
  private shown = 0;

  constructor(private readonly page: Page) {
    this.bell = new Bell(page);
    this.bell.onFired = () => void this.alerts?.then((view) => view.fired());
    $('nav').hidden = false;
    addEventListener('hashchange', () => void this.show());
    document.addEventListener('keydown', (event) => this.key(event));
    page.bridge.register('backtest_update', {}, (message: Update) => void this.backtests?.then((view) => view.update(message)));
  }

  get view(): View {
    return placeOf(location.hash).view;
  }

  /** Shows what the address says. */
  async show(): Promise<void> {
    const mine = ++this.shown;
    const { view, rest } = placeOf(location.hash);
    for (const each of VIEWS) $(ELEMENTS[each]).hidden = each !== view;
    for (const link of $('nav').querySelectorAll<HTMLElement>('[data-view]')) {
      if (link.dataset.view === view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (view !== 'live') document.title = `${TITLES[view]} · TickStock`;
    document.dispatchEvent(new CustomEvent('view'));
    if (view !== 'backtests') void this.backtests?.then((each) => mine === this.shown && each.hide());
    if (view === 'backtests') {
      this.backtests ??= import('./backtests/view').then(({ BacktestsView }) => new BacktestsView($('backtests'), this.page));
      const each = await this.backtests;
      if (mine === this.shown) each.show(rest);
    } else if (view === 'alerts') {
      this.alerts ??= import('./alerts/view').then(({ AlertsView }) => new AlertsView($('alerting'), this.page));
      const each = await this.alerts;
      if (mine === this.shown) each.show(rest);
    }
  }

  /** A message of the bridge: whether it was an alert of this user. */
  take(message: { event_type?: string }): boolean {
    return this.bell.take(message);
  }

  /** The way to the server is open, for the first time or again. */
  connected(returned: boolean): void {
    this.bell.connected();
    if (returned) void this.backtests?.then((view) => view.again());
  }

  /** 1, 2 and 3 go to the views. */
  private key(event: KeyboardEvent): void {
    const typing = /INPUT|TEXTAREA|SELECT/.test((event.target as HTMLElement).tagName);
    const view = VIEWS[Number(event.key) - 1];
    if (view && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('dialog[open]')) go(view);
  }
}
