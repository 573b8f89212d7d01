import { make } from './dom';
import * as format from './format';
import { PatternBook, spoken } from './patterns';
import { settings } from './settings';
import type { PatternEvent } from './types';

const KEPT = 2_000;
const SHOWN = 150;

/** The alerts, newest first. */
export class Feed {
  private readonly book = new PatternBook(KEPT);
  private readonly seen = new Set<string>();
  private frame = 0;

  onChosen: (event: PatternEvent) => void = () => {};

  constructor(private readonly box: HTMLElement) {}

  /** Takes an event; one that comes live is lit up for a moment. */
  take(event: PatternEvent, live: boolean): void {
    if (!live) {
      this.seen.add(event.event_id);
    }
    if (this.book.take(event)) {
      this.drawSoon();
    }
  }

  /** Draws with the next frame: at a minute's end many come together. */
  drawSoon(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
    }
  }

  private draw(): void {
    const list = this.book.list(
      (event) =>
        event.confidence >= settings.least && (!settings.only || event.symbol === settings.symbol),
    );
    const shown = list.slice(0, SHOWN);
    this.box.replaceChildren(...shown.map((event) => this.entry(event)));
    this.box.dataset.count = String(list.length);
    if (shown.length === 0) {
      this.box.append(make('p', 'quiet hint', 'No pattern yet. Bars complete at the end of each minute.'));
    }
    if (this.seen.size > 4 * KEPT) {
      this.seen.clear();
      list.forEach((event) => this.seen.add(event.event_id));
    }
  }

  private entry(event: PatternEvent): HTMLElement {
    const entry = make('button', `alert ${event.direction}`);
    entry.dataset.id = event.event_id;
    const head = make('span', 'head');
    head.append(
      make('b', '', event.symbol),
      make('span', 'name', spoken(event.pattern)),
      make('time', 'quiet num', when(event)),
    );
    const foot = make('span', 'foot quiet');
    const bar = make('span', 'bar');
    const fill = make('i');
    fill.style.width = `${Math.round(event.confidence * 100)}%`;
    bar.append(fill);
    bar.title = 'confidence';
    foot.append(
      make('span', 'direction', arrow(event.direction)),
      make('span', '', event.timeframe),
      bar,
      make('span', 'num', `${Math.round(event.confidence * 100)}%`),
      make('span', 'num at', event.metadata.price === undefined ? '' : format.price(event.metadata.price)),
    );
    entry.append(head, foot);
    entry.onclick = () => this.onChosen(event);
    if (!this.seen.has(event.event_id)) {
      this.seen.add(event.event_id);
      entry.classList.add('new');
    }
    return entry;
  }
}

function when(event: PatternEvent): string {
  const time = event.metadata.bar_time;
  const today = format.day(settings.zone, Date.now() / 1000) === format.day(settings.zone, time);
  const daily = event.timeframe === '1day';
  const clock = daily ? '' : format.minute(settings.zone, time);
  return today ? clock || format.day('market', time) : `${format.day(daily ? 'market' : settings.zone, time)} ${clock}`.trim();
}

function arrow(direction: string): string {
  return { bullish: '▲ bullish', bearish: '▼ bearish', reversal: '◆ reversal' }[direction] ?? `◆ ${direction}`;
}
