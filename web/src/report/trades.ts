import { $, make } from '../dom';
import type { Trade } from './data';
import { row } from './tables';
import * as words from './words';

const PAGE = 100;
const ALL = '';

interface Column {
  head: string;
  value: (trade: Trade) => number | string;
  text: (trade: Trade) => string;
  left?: boolean;
  tone?: boolean;
}

function columns(times: words.Times): Column[] {
  return [
    { head: 'Symbol', value: (t) => t.symbol, text: (t) => t.symbol, left: true },
    { head: 'Side', value: (t) => t.side, text: (t) => t.side, left: true },
    { head: 'Signal', value: (t) => t.reason, text: (t) => words.spoken(t.reason), left: true },
    { head: 'Entered', value: (t) => t.entered_at, text: (t) => times.of(t.entered_at) },
    { head: 'At', value: (t) => t.entry_price, text: (t) => words.price(t.entry_price) },
    { head: 'Quantity', value: (t) => t.quantity, text: (t) => words.count(t.quantity) },
    { head: 'Left', value: (t) => t.exited_at, text: (t) => times.of(t.exited_at) },
    { head: 'At', value: (t) => t.exit_price, text: (t) => words.price(t.exit_price) },
    { head: 'By', value: (t) => t.exit, text: (t) => words.spoken(t.exit), left: true },
    { head: 'Bars', value: (t) => t.bars, text: (t) => words.count(t.bars) },
    { head: 'Profit', value: (t) => t.profit, text: (t) => words.cash(t.profit), tone: true },
    { head: 'Return', value: (t) => t.return, text: (t) => words.percent(t.return), tone: true },
    { head: 'Worst', value: (t) => t.worst, text: (t) => words.percent(t.worst, 1) },
    { head: 'Best', value: (t) => t.best, text: (t) => words.percent(t.best, 1) },
  ];
}

/** All trades: sorted by any column, filtered, a page at a time. */
export class TradeTable {
  private readonly columns: Column[];
  private by = 3;
  private isDown = true;
  private shown = PAGE;
  onChosen: (trade: Trade) => void = () => {};

  constructor(
    private readonly trades: Trade[],
    times: words.Times,
  ) {
    this.columns = columns(times);
    this.filter('by-symbol', 'all symbols', (trade) => trade.symbol);
    this.filter('by-signal', 'all signals', (trade) => trade.reason);
    this.filter('by-exit', 'all exits', (trade) => trade.exit);
    $('more').onclick = () => {
      this.shown += 5 * PAGE;
      this.draw();
    };
    this.draw();
  }

  private filter(id: string, all: string, of: (trade: Trade) => string): void {
    const select = $<HTMLSelectElement>(id);
    const names = [...new Set(this.trades.map(of))].sort();
    select.append(new Option(all, ALL), ...names.map((name) => new Option(words.spoken(name), name)));
    select.onchange = () => {
      this.shown = PAGE;
      this.draw();
    };
  }

  private chosen(): Trade[] {
    const [symbol, signal, exit] = ['by-symbol', 'by-signal', 'by-exit'].map((id) => $<HTMLSelectElement>(id).value);
    const value = this.columns[this.by]!.value;
    const sign = this.isDown ? -1 : 1;
    return this.trades
      .filter((t) => (!symbol || t.symbol === symbol) && (!signal || t.reason === signal) && (!exit || t.exit === exit))
      .map((trade) => ({ trade, key: value(trade) }))
      .sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ trade }) => trade);
  }

  private draw(): void {
    const found = this.chosen();
    const sum = found.reduce((total, trade) => total + trade.profit, 0);
    $('count').textContent = `${words.count(found.length)}, profit ${words.cash(sum)}`;
    const head = make('tr');
    this.columns.forEach((column, index) => head.append(this.head(column, index)));
    const top = make('thead');
    top.append(head);
    const body = make('tbody');
    body.append(...found.slice(0, this.shown).map((trade) => this.line(trade)));
    $('trades').replaceChildren(top, body);
    const rest = found.length - this.shown;
    $('more').hidden = rest <= 0;
    $('more').textContent = `${words.count(rest)} more: show ${words.count(Math.min(rest, 5 * PAGE))}`;
  }

  private head(column: Column, index: number): HTMLElement {
    const cell = make('th', column.left ? 'name' : '');
    const isOn = index === this.by;
    const button = make('button', `plain${isOn ? ' on' : ''}`, column.head + (isOn ? (this.isDown ? ' ↓' : ' ↑') : '')) as HTMLButtonElement;
    button.onclick = () => {
      this.isDown = isOn ? !this.isDown : !column.left;
      this.by = index;
      this.draw();
    };
    cell.ariaSort = isOn ? (this.isDown ? 'descending' : 'ascending') : 'none';
    cell.append(button);
    return cell;
  }

  private line(trade: Trade): HTMLElement {
    const cells = this.columns.map((column) => ({
      text: column.text(trade),
      name: column.left ? 'name' : column.tone ? words.tone(trade.profit) : '',
    }));
    const line = row(cells);
    line.title = 'shows it on the candles';
    line.onclick = () => this.onChosen(trade);
    return line;
  }
}
