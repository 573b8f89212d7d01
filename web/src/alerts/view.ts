import { make } from '../dom';
import { button } from '../fields';
import type { Page } from '../page';
import { go, hashOf } from '../router';
import { RuleSheet } from './form';
import { deadLetters, HistoryView } from './history';
import { RuleList } from './rules';

const PLACES: Record<string, string> = { history: 'What fired', undelivered: 'Undelivered' };

/** Alerts come in crowds, at a minute's end. */
const AGAIN_MILLIS = 500;

/** Alerts: the rules on the left, on the right a rule, what fired, or what could not be delivered. */
export class AlertsView {
  private readonly list: RuleList;
  private readonly detail = make('section', 'detail');
  private readonly places = make('nav', 'places');
  private history: HistoryView | null = null;
  private again: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    const side = make('section', 'panel side');
    side.setAttribute('aria-label', 'Rules');
    this.places.setAttribute('aria-label', 'Alerts');
    const rules = make('div', 'side-body');
    side.append(this.places, rules);
    root.replaceChildren(side, this.detail);
    this.list = new RuleList(rules);
  }

  /** Shows what an address says. */
  show(rest: string[]): void {
    void this.showNow(rest);
  }

  private async showNow(rest: string[]): Promise<void> {
    const first = rest[0];
    this.root.dataset.pane = first === undefined ? 'list' : 'detail';
    this.root.dataset.place = first ?? '';
    this.history = null;
    const content = make('div', 'content');
    this.detail.replaceChildren(button('‹ Alerts', 'plain back', () => go('alerts')), content);
    this.detail.scrollTop = 0;
    this.tabs(first);
    const loading = this.list.load();
    if (first === undefined || first === 'history') {
      this.history = new HistoryView(content, this.page);
      void this.history.restart();
    } else if (first === 'undelivered') {
      void deadLetters(content);
    } else {
      await loading;
      this.sheet(content, first);
    }
    this.list.mark(first ?? null);
  }

  private sheet(content: HTMLElement, id: string): void {
    const rule = id === 'new' ? null : this.list.one(id);
    if (rule === undefined) {
      content.append(make('p', 'down hint', 'There is no such rule, or it is not yours.'));
      return;
    }
    const sheet = new RuleSheet(this.page, rule);
    sheet.onSaved = () => {
      this.list.say('Saved. It counts from the next bar on.', false);
      go('alerts');
    };
    content.append(sheet.element);
  }

  private tabs(first: string | undefined): void {
    const places = Object.entries(PLACES).map(([name, words]) => {
      const link = make('a', '', words);
      link.setAttribute('href', hashOf('alerts', name));
      if (name === first) link.setAttribute('aria-current', 'page');
      return link;
    });
    this.places.replaceChildren(...places);
  }

  /** Another one has fired. */
  fired(): void {
    this.again ??= setTimeout(() => {
      this.again = null;
      void this.history?.restart();
    }, AGAIN_MILLIS);
  }
}
