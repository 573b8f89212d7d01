import { make } from './dom';
import * as format from './format';
import type { Bar } from './types';

/** A bar's figures on a line, with its time if that is to be said. */
export function prices(bar: Bar, when: string): HTMLElement {
  const change = ((bar.close - bar.open) / bar.open) * 100;
  const side = change >= 0 ? 'up' : 'down';
  const row = make('div');
  const add = (name: string, value: string, className = '') => {
    const item = make('span', 'item');
    item.append(make('span', 'quiet', name), make('b', className, value));
    row.append(item);
  };
  if (when) add('', when, 'quiet');
  add('O', format.price(bar.open), side);
  add('H', format.price(bar.high), side);
  add('L', format.price(bar.low), side);
  add('C', format.price(bar.close), side);
  add('', format.percent(change), side);
  add('Vol', format.short(bar.volume));
  return row;
}
