import { get } from '../api';
import { make } from '../dom';
import type { FiredAlert, TrackRecord } from './types';

const MOST = 200;
const asked = new Map<string, Promise<TrackRecord | null>>();

/** What came after the pattern of an alert so far: told with it, or asked for. */
export function recordOf(alert: FiredAlert): Promise<TrackRecord | null> {
  if (alert.record) return Promise.resolve(alert.record);
  if (!alert.pattern) return Promise.resolve(null);
  const { symbol, pattern, timeframe } = alert;
  const key = `${symbol}|${pattern}|${timeframe}`;
  let found = asked.get(key);
  if (!found) {
    if (asked.size >= MOST) asked.clear();
    found = get<{ records: TrackRecord[] }>('/api/patterns/record', { symbol, pattern, timeframe }).then(
      ({ records }) => records.find((each) => !each.direction || each.direction === alert.direction) ?? records[0] ?? null,
      () => null,
    );
    asked.set(key, found);
  }
  return found;
}

/** How often it went the right way after some bars, against any bar: a line that is filled in when it is known. */
export function recordLine(alert: FiredAlert): HTMLElement {
  const line = make('span', 'record quiet num');
  void recordOf(alert).then((record) => record && record.count > 0 && line.append(...said(record)));
  return line;
}

function said(record: TrackRecord): HTMLElement[] {
  const items = record.horizons.map(({ bars, hit_rate, unconditional_hit_rate }) => {
    const item = make('span', 'item');
    const isBetter = hit_rate !== null && unconditional_hit_rate !== null && hit_rate > unconditional_hit_rate;
    item.append(
      make('span', '', `${bars} ${bars === 1 ? 'bar' : 'bars'}`),
      make('b', isBetter ? 'up' : '', percent(hit_rate)),
      make('span', '', `(${percent(unconditional_hit_rate)})`),
    );
    item.title = `after ${bars}: right in ${percent(hit_rate)} of ${record.count}, any bar in ${percent(unconditional_hit_rate)}`;
    return item;
  });
  const lead = make('span', '', `${record.count}× before, right after`);
  lead.title = 'how often it came before on this symbol, and how often it went its way (in brackets: any bar)';
  return [lead, ...items];
}

function percent(value: number | null): string {
  return value === null ? '–' : `${Math.round(value * 100)}%`;
}
