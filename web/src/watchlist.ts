import { $, make } from './dom';
import * as format from './format';
import { keep, settings } from './settings';
import type { Quote } from './types';

/** More than anybody reads; who wants another one searches. */
const MOST_SHOWN = 500;
const REORDER_MILLIS = 3_000;

interface Row {
  quote: Quote;
  element: HTMLElement;
  price: HTMLElement;
  change: HTMLElement;
}

/** All symbols with their last price and change; a trade makes its row flash. */
export class Watchlist {
  private readonly rows = new Map<string, Row>();
  private filter = '';
  private only: Set<string> | null = null;
  private frame = 0;
  private fresh = new Set<string>();

  onChosen: (symbol: string) => void = () => {};
  onPrice: (quote: Quote) => void = () => {};

  /** Told which symbols are listed, if those are not all there are. */
  onShown: (symbols: string[] | null) => void = () => {};
  private told: string | null = null;

  constructor(private readonly box: HTMLElement) {
    const search = $<HTMLInputElement>('search');
    search.oninput = () => {
      this.filter = search.value.trim().toUpperCase();
      this.arrange();
    };
    search.onkeydown = (event) => {
      if (event.key === 'Enter' || event.key === 'ArrowDown') {
        const first = this.shown()[0];
        if (first) this.onChosen(first.quote.symbol);
        this.box.focus();
        event.preventDefault();
      } else if (event.key === 'Escape') {
        search.value = this.filter = '';
        this.arrange();
        search.blur();
      }
    };
    $('sort').onclick = () => {
      settings.byChange = !settings.byChange;
      keep();
      this.arrange();
    };
    setInterval(() => settings.byChange && this.arrange(), REORDER_MILLIS);
    this.box.onclick = (event) => {
      const symbol = (event.target as HTMLElement).closest<HTMLElement>('[data-symbol]')?.dataset.symbol;
      if (symbol) this.onChosen(symbol);
    };
  }

  /** Lists these alone; null for all. */
  restrict(symbols: string[] | null): void {
    this.only = symbols && new Set(symbols);
    this.arrange();
  }

  /** Whether that key chose another symbol. */
  key(key: string): boolean {
    const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (by) this.step(by);
    return by !== 0;
  }

  get symbols(): string[] {
    return [...this.rows.keys()];
  }

  quote(symbol: string): Quote | undefined {
    return this.rows.get(symbol)?.quote;
  }

  /** Takes what the server knows; prices that came live meanwhile stay. */
  fill(quotes: Quote[]): void {
    for (const quote of quotes) {
      const row = this.rows.get(quote.symbol);
      if (!row) {
        this.rows.set(quote.symbol, this.create(quote));
      } else {
        const newer = row.quote.time > quote.time;
        row.quote = newer ? { ...quote, price: row.quote.price, time: row.quote.time } : quote;
        this.write(row);
      }
    }
    this.arrange();
  }

  private create(quote: Quote): Row {
    const element = make('div', 'row');
    element.dataset.symbol = quote.symbol;
    element.setAttribute('role', 'option');
    const price = make('span', 'num price');
    const change = make('span', 'num change');
    element.append(make('span', 'symbol', quote.symbol), price, change);
    const row = { quote, element, price, change };
    this.write(row);
    return row;
  }

  private write(row: Row): void {
    const change = changeOf(row.quote);
    row.price.textContent = format.price(row.quote.price);
    row.change.textContent = change === null ? '' : format.percent(change);
    row.change.classList.toggle('up', change !== null && change >= 0);
    row.change.classList.toggle('down', change !== null && change < 0);
    row.element.dataset.last = String(row.quote.price);
  }

  /** A symbol has traded. */
  trade(symbol: string, price: number, time: number): void {
    let row = this.rows.get(symbol);
    if (!row) {
      row = this.create({ symbol, price, time, previous_close: null, open: price });
      this.rows.set(symbol, row);
      this.fresh.add(symbol);
    }
    if (time < row.quote.time) {
      return;
    }
    const before = row.quote.price;
    row.quote.price = price;
    row.quote.time = time;
    if (price !== before) {
      this.write(row);
      flash(row.price, price > before);
    }
    this.onPrice(row.quote);
    if (this.fresh.size > 0 && this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.fresh.clear();
        this.arrange();
      });
    }
  }

  private shown(): Row[] {
    const rows = [...this.rows.values()].filter(
      ({ quote }) => quote.symbol.includes(this.filter) && (this.only === null || this.only.has(quote.symbol)),
    );
    const byName = (a: Row, b: Row) => a.quote.symbol.localeCompare(b.quote.symbol);
    return settings.byChange
      ? rows.sort((a, b) => (changeOf(b.quote) ?? -1e9) - (changeOf(a.quote) ?? -1e9) || byName(a, b))
      : rows.sort(byName);
  }

  private arrange(): void {
    $('sort').textContent = settings.byChange ? '% ↓' : 'A–Z';
    const all = this.shown();
    const rows = all.slice(0, MOST_SHOWN);
    this.box.replaceChildren(...rows.map((row) => row.element));
    if (all.length > rows.length) {
      this.box.append(make('p', 'quiet hint', `${all.length - rows.length} more: search for them`));
    }
    this.tell(rows);
    if (rows.length === 0) {
      this.box.append(make('p', 'quiet hint', this.filter ? 'no such symbol' : this.only ? 'none of this list has traded yet' : 'no symbols yet: waiting for trades'));
    }
  }

  /** Prices of what nobody sees need not come. */
  private tell(rows: Row[]): void {
    const symbols = this.rows.size > MOST_SHOWN ? rows.map((row) => row.quote.symbol) : null;
    if (symbols && !symbols.includes(settings.symbol)) symbols.push(settings.symbol);
    const key = symbols && [...symbols].sort().join();
    if (key !== this.told) {
      this.told = key;
      this.onShown(symbols);
    }
  }

  /** Marks the chosen one. */
  choose(symbol: string): void {
    for (const [name, row] of this.rows) {
      row.element.classList.toggle('on', name === symbol);
      row.element.setAttribute('aria-selected', String(name === symbol));
    }
    const element = this.rows.get(symbol)?.element;
    element?.scrollIntoView({ block: 'nearest' });
  }

  private step(by: number): void {
    const rows = this.shown();
    const now = rows.findIndex((row) => row.quote.symbol === settings.symbol);
    const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
    if (next) this.onChosen(next.quote.symbol);
  }
}

/** Per cent since the last trading day's close, or since the day's first price. */
export function changeOf(quote: Quote): number | null {
  const from = quote.previous_close ?? quote.open;
  return from === null || from === 0 ? null : ((quote.price - from) / from) * 100;
}

function flash(element: HTMLElement, up: boolean): void {
  element.animate(
    [{ backgroundColor: up ? 'var(--up-flash)' : 'var(--down-flash)' }, { backgroundColor: 'transparent' }],
    { duration: 700, easing: 'ease-out' },
  );
}
