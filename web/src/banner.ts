import { $, make } from './dom';

type Message = Record<string, any>;

/** What is wrong with the feed, in words; `bad` where news is missing. */
export type Notice = { level: 'bad' | 'calm'; words: string };

/** A producer that is well tells so every ten seconds. */
const UNHEARD_MILLIS = 35_000;

/** `45 s`, `12 min`, `3 h 5 min`. */
export function lasting(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * What to say of the feed, if anything.
 *
 * @param pl the newest health message of the producer
 * @param heardMillis when it came
 * @param now the server's time, milliseconds
 */
export function notice(pl: Message | undefined, heardMillis: number, now: number): Notice | null {
  if (!pl) return null;
  if (now - heardMillis > UNHEARD_MILLIS) {
    const ago = lasting((now - heardMillis) / 1000);
    return { level: 'bad', words: `The producer of bars has not been heard for ${ago}. What you see is history.` };
  }
  const feed = pl.feed ?? {};
  const silent = feed.since === undefined ? feed.silent_seconds ?? 0 : Math.max(feed.silent_seconds ?? 0, now / 1000 - feed.since);
  if (feed.state === 'silent') {
    return { level: 'bad', words: `No ticks for ${lasting(silent)}: the feed is down. What you see is history.` };
  }
  if (feed.state === 'quiet') {
    return { level: 'calm', words: `No trades for ${lasting(silent)}; the feed is there.` };
  }
  return null;
}

/** The line under the header that says when no news comes, and why. */
export class Banner {
  private pl: Message | undefined;
  private heard = 0;
  private shown = '';

  /** Told when ticks come again. */
  onOver: () => void = () => {};

  /**
   * @param now the server's time
   * @param isLive whether the server is heard at all; the badge says so if not
   */
  constructor(
    private readonly now: () => number,
    private readonly isLive: () => boolean,
    more: () => void,
  ) {
    const button = make('button', 'plain', 'More') as HTMLButtonElement;
    button.onclick = more;
    $('banner').replaceChildren(make('i'), make('span'), button);
    setInterval(() => this.draw(), 1_000);
  }

  /** A half's health message. */
  health(message: Message): void {
    if (message.source !== 'pl') return;
    this.pl = message;
    this.heard = this.now();
    this.draw();
  }

  /** The way to the server is open again: what was heard before is old. */
  connected(): void {
    this.heard = this.now();
  }

  private draw(): void {
    if (!this.isLive()) return;
    const found = notice(this.pl, this.heard, this.now());
    const banner = $('banner');
    const words = found?.words ?? '';
    if (words !== this.shown) (banner.children[1] as HTMLElement).textContent = words;
    if (!found && this.shown) this.onOver();
    this.shown = words;
    banner.hidden = !found;
    if (found) banner.dataset.level = found.level;
  }
}
