import type { FiredAlert, Summarised } from './types';

/** So much earlier than the connection, and an alert was missed rather than a little late. */
const SLACK_SECONDS = 2;

export interface Kept {
  alert: FiredAlert;
  /** Whether it fired while this browser was not connected. */
  isMissed: boolean;
}

/**
 * A user's alerts that wait to be acknowledged, each once however often it comes. An alert that was acknowledged does
 * not come back. Bounded: the oldest make room.
 */
export class Inbox {
  private readonly waiting = new Map<string, Kept>();
  private readonly done = new Set<string>();
  readonly summaries = new Map<string, Summarised>();

  /**
   * @param shown ids this tab has shown before, from the oldest on
   * @param most that wait
   */
  constructor(
    private readonly shown: Set<string>,
    private readonly most: number,
  ) {}

  /**
   * Takes an alert: whether it is to be shown.
   *
   * @param connectedAt since when this browser is connected, by the server's clock, Unix seconds
   */
  take(alert: FiredAlert, connectedAt: number): Kept | null {
    const id = alert.alert_id;
    if (this.done.has(id) || this.waiting.has(id)) return null;
    const isKnown = this.shown.has(id);
    const kept = { alert, isMissed: !isKnown && alert.timestamp < connectedAt - SLACK_SECONDS };
    this.waiting.set(id, kept);
    this.shown.add(id);
    bound(this.waiting, this.most);
    bound(this.shown, this.most);
    return isKnown ? null : kept;
  }

  /** Takes the place of alerts there was no room for; whether it is new. */
  summarise(summary: Summarised): boolean {
    const key = summary.alert_id ?? `${summary.from} ${summary.to} ${summary.count}`;
    const isNew = !this.summaries.has(key) && !this.done.has(key);
    // One that has grown takes the place of what it was.
    for (const [other, { from }] of this.summaries) if (from === summary.from) this.summaries.delete(other);
    if (isNew) this.summaries.set(key, summary);
    return isNew;
  }

  /** They are seen; what was waiting of them. */
  acknowledge(ids: string[]): string[] {
    const found = ids.filter((id) => this.waiting.delete(id) || this.summaries.delete(id));
    ids.forEach((id) => this.done.add(id));
    bound(this.done, 4 * this.most);
    return found;
  }

  get size(): number {
    return this.waiting.size + this.summaries.size;
  }

  ids(): string[] {
    return [...this.waiting.keys(), ...this.summaries.keys()];
  }

  /** What came while this browser was connected, newest first. */
  live(): FiredAlert[] {
    return this.list(false).sort((a, b) => b.timestamp - a.timestamp);
  }

  /** What was missed, in the order in which it happened. */
  missed(): FiredAlert[] {
    return this.list(true).sort((a, b) => a.timestamp - b.timestamp);
  }

  private list(isMissed: boolean): FiredAlert[] {
    return [...this.waiting.values()].filter((kept) => kept.isMissed === isMissed).map((kept) => kept.alert);
  }

  /** The ids to remember for this tab. */
  remembered(): string[] {
    return [...this.shown];
  }
}

function bound(set: Map<string, unknown> | Set<string>, most: number): void {
  while (set.size > most) set.delete(set.keys().next().value!);
}
