import { make } from '../dom';
import { button } from '../fields';
import * as format from '../format';
import { spoken } from '../patterns';
import { settings } from '../settings';
import { saidAlert } from './model';
import { recordLine } from './record';
import type { FiredAlert } from './types';

/**
 * An alert as it is shown: what it is of, where, how sure, how that went before.
 *
 * @param chosen to see its bar
 * @param seen to put it away
 */
export function card(alert: FiredAlert, isMissed: boolean, chosen: () => void, seen: () => void): HTMLElement {
  const box = make('article', `fired ${alert.direction ?? ''}`);
  box.dataset.alert = alert.alert_id;
  const open = button('', 'fired-open', chosen);
  const head = make('span', 'head');
  head.append(make('b', '', alert.symbol), make('span', 'name', saidAlert(alert, spoken)), make('time', 'quiet num', time(alert)));
  const foot = make('span', 'foot quiet');
  foot.append(make('span', 'rule-name', alert.name), make('span', '', alert.timeframe));
  if (alert.confidence) foot.append(make('span', 'num', `${Math.round(alert.confidence * 100)}%`));
  if (alert.value !== null && alert.value !== undefined) foot.append(make('span', 'num', format.price(alert.value)));
  if (alert.test) foot.append(make('span', 'tag', 'test'));
  if (isMissed) foot.append(make('span', 'tag missed', 'while you were away'));
  open.append(head, foot);
  if (alert.pattern) open.append(recordLine(alert));
  const out = button('✓', 'plain put-away', seen);
  out.title = 'seen';
  out.setAttribute('aria-label', `seen: ${alert.symbol} ${saidAlert(alert, spoken)}`);
  box.append(open, out);
  return box;
}

function time(alert: FiredAlert): string {
  const zone = settings.zone;
  const clock = format.minute(zone, alert.timestamp);
  const isToday = format.date(zone, Date.now() / 1000) === format.date(zone, alert.timestamp);
  return isToday ? clock : `${format.day(zone, alert.timestamp)} ${clock}`;
}
