import { get, post, put, remove } from '../api';
import { make } from '../dom';
import { button } from '../fields';
import * as format from '../format';
import { Newest } from '../newest';
import { spoken } from '../patterns';
import { go, hashOf } from '../router';
import { settings } from '../settings';
import { idOf, saidRule, standing } from './model';
import type { RuleJson } from './types';

const UNDO_MILLIS = 8_000;
const MUTE_SECONDS = 3_600;
const SHOWN_MILLIS = 4_000;

/** The rules on the left: each with its state, and what can be done with it at once. */
export class RuleList {
  private rules: RuleJson[] = [];
  private readonly newest = new Newest();
  private open: string | null = null;
  private readonly box = make('div', 'rules');
  private readonly news = make('p', 'news-line');
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();
  private loaded = false;
  private loading = Promise.resolve();

  constructor(into: HTMLElement) {
    const head = make('div', 'panel-head');
    const create = make('a', 'button', 'New rule');
    create.setAttribute('href', hashOf('alerts', 'new'));
    create.setAttribute('data-testid', 'new-rule');
    head.append(make('h2', '', 'Rules'), make('span', 'spacer'), create);
    this.news.setAttribute('role', 'status');
    this.news.hidden = true;
    into.replaceChildren(head, this.news, this.box);
    // A rule that is on its way out goes before the page does.
    addEventListener('pagehide', () => [...this.leaving.keys()].forEach((id) => this.gone(id)));
  }

  /** Asks for them, until the newest are there. */
  load(): Promise<void> {
    this.loading = this.ask();
    return this.loading;
  }

  private async ask(): Promise<void> {
    try {
      const found = await this.newest.of(get<{ alerts: RuleJson[] }>('/api/alerts'));
      if (!found) return this.loading;
      this.rules = found.alerts;
      this.loaded = true;
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error), true);
    }
    this.draw();
  }

  mark(open: string | null): void {
    this.open = open;
    this.draw();
  }

  one(id: string): RuleJson | undefined {
    return this.rules.find((rule) => idOf(rule) === id);
  }

  private draw(): void {
    const shown = this.rules.filter((rule) => !this.leaving.has(idOf(rule)));
    this.box.replaceChildren(...shown.map((rule) => this.row(rule)));
    if (shown.length === 0 && this.loaded) {
      this.box.append(make('p', 'quiet hint', 'No rule yet. A rule says what you want to be told of: a pattern, an indicator that crosses a level, or both.'));
    }
  }

  private row(rule: RuleJson): HTMLElement {
    const id = idOf(rule);
    const state = standing(rule, Date.now() / 1000);
    const element = make('div', `rule ${state}${id === this.open ? ' open' : ''}`);
    element.dataset.rule = id;
    element.dataset.standing = state;
    const link = make('a', 'run-link');
    link.setAttribute('href', hashOf('alerts', id));
    if (id === this.open) link.setAttribute('aria-current', 'true');
    const head = make('span', 'head');
    head.append(make('b', 'name', rule.name), make('span', `state ${state}`, stateWords(rule, state)));
    const where = rule.universe ? rule.universe.split(':').join(' + ') : (rule.symbols ?? []).join(', ');
    link.append(head, make('span', 'quiet said', saidRule(rule, spoken)), make('span', 'quiet said', `${where} · ${rule.timeframes.join(', ')}`));
    element.append(link, this.actions(rule, id, state));
    return element;
  }

  private actions(rule: RuleJson, id: string, state: string): HTMLElement {
    const box = make('span', 'actions');
    const path = `/api/alerts/${encodeURIComponent(id)}`;
    const attempt = (action: () => Promise<unknown>, done: string) => async () => {
      try {
        await action();
        this.say(done, false);
        await this.load();
      } catch (error) {
        this.say(error instanceof Error ? error.message : String(error), true);
      }
    };
    const isMuted = state === 'muted';
    const isOn = rule.enabled !== false;
    box.append(
      button('Test', 'plain', attempt(() => post(`${path}/test`, {}), `A test alert of “${rule.name}” is on its way, through all its channels.`)),
      button(isMuted ? 'Unmute' : 'Mute 1 h', 'plain', attempt(() => post(`${path}/mute`, { until: isMuted ? null : Math.floor(Date.now() / 1000) + MUTE_SECONDS }), isMuted ? 'It is heard again.' : 'Quiet for an hour.')),
      button(isOn ? 'Switch off' : 'Switch on', 'plain', attempt(() => put(path, { ...bodyOf(rule), enabled: !isOn }), isOn ? 'Switched off.' : 'Switched on.')),
      button('Delete', 'plain', () => this.leave(rule)),
    );
    return box;
  }

  /** Out of sight at once, deleted a little later: until then it can be had back. */
  private leave(rule: RuleJson): void {
    const id = idOf(rule);
    this.leaving.set(id, setTimeout(() => this.gone(id), UNDO_MILLIS));
    this.draw();
    if (this.open === id) go('alerts');
    this.say(`“${rule.name}” is deleted.`, false, UNDO_MILLIS, () => {
      clearTimeout(this.leaving.get(id));
      this.leaving.delete(id);
      this.draw();
      this.news.hidden = true;
    });
  }

  private gone(id: string): void {
    clearTimeout(this.leaving.get(id));
    remove(`/api/alerts/${encodeURIComponent(id)}`)
      .then(() => {
        this.rules = this.rules.filter((rule) => idOf(rule) !== id);
        return this.load();
      })
      .catch((error) => this.say(error instanceof Error ? error.message : String(error), true))
      .finally(() => {
        this.leaving.delete(id);
        this.draw();
      });
  }

  /** A word at the top of the list. */
  say(words: string, isWrong: boolean, millis = SHOWN_MILLIS, undo?: () => void): void {
    this.news.replaceChildren(make('span', isWrong ? 'down' : '', words));
    if (undo) this.news.append(button('Undo', 'small', undo));
    this.news.hidden = false;
    const said = this.news.firstChild;
    setTimeout(() => {
      if (this.news.firstChild === said && !isWrong) this.news.hidden = true;
    }, millis);
  }
}

/** Of a rule as it was told, what may be sent back. */
export function bodyOf(rule: RuleJson): RuleJson {
  const { id: _id, subscription_id: _subscription, created_at: _created, updated_at: _updated, muted_until: _muted, ...body } = rule;
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => value !== null && !UNSENT.has(key)),
  ) as unknown as RuleJson;
}

/** Told of a rule, not part of it. */
const UNSENT = new Set(['version', 'error']);

function stateWords(rule: RuleJson, state: string): string {
  if (state === 'muted' && rule.muted_until) return `muted to ${format.minute(settings.zone, rule.muted_until)}`;
  return state;
}
