import { make } from './dom';

export interface Column<T> {
  name: string;
  /** What is shown. */
  say: (row: T) => string;
  /** What it is sorted by. */
  by: (row: T) => number | string | null | undefined;
  className?: (row: T) => string;
  /** Words stand on the left, numbers on the right. */
  isText?: boolean;
}

/** A table that is sorted by a click on a heading, a page at a time. */
export class Table<T> {
  readonly element = make('div', 'table-box');
  private rows: T[] = [];
  private sorted: T[] = [];
  private page = 0;
  private at: Column<T> | null = null;
  private isDown = false;

  constructor(
    private readonly caption: string,
    private readonly columns: Column<T>[],
    private readonly perPage = 25,
    private readonly chosen?: (row: T) => void,
  ) {}

  fill(rows: T[]): void {
    this.rows = rows;
    this.sort();
  }

  private sort(): void {
    const { at } = this;
    const sign = this.isDown ? -1 : 1;
    this.sorted = at ? [...this.rows].sort((a, b) => sign * compare(at.by(a), at.by(b))) : this.rows;
    this.page = 0;
    this.draw();
  }

  private draw(): void {
    const table = make('table', 'data num');
    const caption = make('caption', 'unseen', this.caption);
    const head = make('thead');
    const names = make('tr');
    names.append(...this.columns.map((column) => this.heading(column)));
    head.append(names);
    const body = make('tbody');
    const from = this.page * this.perPage;
    body.append(...this.sorted.slice(from, from + this.perPage).map((row) => this.line(row)));
    table.append(caption, head, body);
    const frame = make('div', 'scroll');
    frame.tabIndex = 0;
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', this.caption);
    frame.append(table);
    this.element.replaceChildren(frame);
    if (this.sorted.length > this.perPage) this.element.append(this.pager(from));
  }

  private heading(column: Column<T>): HTMLElement {
    const cell = make('th', column.isText ? 'text' : '');
    cell.setAttribute('scope', 'col');
    const isAt = this.at === column;
    cell.setAttribute('aria-sort', isAt ? (this.isDown ? 'descending' : 'ascending') : 'none');
    const sort = make('button', 'plain', `${column.name}${isAt ? (this.isDown ? ' ↓' : ' ↑') : ''}`) as HTMLButtonElement;
    sort.type = 'button';
    sort.onclick = () => {
      this.isDown = isAt ? !this.isDown : !column.isText;
      this.at = column;
      this.sort();
      const index = this.columns.indexOf(column);
      this.element.querySelectorAll<HTMLElement>('th button')[index]?.focus();
    };
    cell.append(sort);
    return cell;
  }

  private line(row: T): HTMLElement {
    const line = make('tr');
    line.append(...this.columns.map((column) => make('td', `${column.isText ? 'text ' : ''}${column.className?.(row) ?? ''}`, column.say(row))));
    const { chosen } = this;
    if (chosen) {
      line.className = 'link';
      line.tabIndex = 0;
      line.onclick = () => chosen(row);
      line.onkeydown = (event) => event.key === 'Enter' && chosen(row);
    }
    return line;
  }

  private pager(from: number): HTMLElement {
    const box = make('div', 'pager');
    const last = Math.ceil(this.sorted.length / this.perPage) - 1;
    const step = (words: string, label: string, to: number) => {
      const button = make('button', 'small', words) as HTMLButtonElement;
      button.type = 'button';
      button.disabled = to < 0 || to > last || to === this.page;
      button.setAttribute('aria-label', label);
      button.onclick = () => {
        this.page = to;
        this.draw();
        this.element.querySelector<HTMLElement>(`.pager [aria-label="${label}"]:enabled`)?.focus();
      };
      return button;
    };
    const to = Math.min(from + this.perPage, this.sorted.length);
    box.append(
      step('«', 'first page', 0),
      step('‹', 'page before', this.page - 1),
      make('span', 'quiet num', `${(from + 1).toLocaleString('en')}–${to.toLocaleString('en')} of ${this.sorted.length.toLocaleString('en')}`),
      step('›', 'next page', this.page + 1),
      step('»', 'last page', last),
    );
    return box;
  }
}

/** Numbers by size, words by letters; nothing comes last whichever way round. */
function compare(a: number | string | null | undefined, b: number | string | null | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { numeric: true });
  return Number(a ?? -Infinity) - Number(b ?? -Infinity) || 0;
}
