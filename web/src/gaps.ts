import { get } from './api';
import { lasting } from './banner';
import { make } from './dom';
import * as format from './format';
import { settings } from './settings';

type Gap = { kind: string; from: number | null; to: number | null; missing: number; reason: string; filled: boolean };

const SHOWN = 12;
const KINDS: Record<string, string> = { silence: 'silence', log_hole: 'lost in the log', dropped: 'dropped' };

/** The newest holes in the feed, as a table. */
export async function gapTable(): Promise<HTMLElement> {
  const box = make('section', 'half gaps');
  box.append(make('h3', '', 'Holes in the feed'));
  const found = await get<{ gaps: Gap[] }>('/api/feed/gaps', { limit: SHOWN }).then(
    (answer) => answer.gaps,
    (error) => String(error instanceof Error ? error.message : error),
  );
  if (typeof found === 'string' || found.length === 0) {
    box.append(make('p', 'quiet', typeof found === 'string' ? found : 'None are known.'));
    return box;
  }
  const table = make('table');
  for (const gap of found) {
    const row = make('tr');
    const cell = make('td', '', KINDS[gap.kind] ?? gap.kind);
    cell.title = gap.reason;
    row.append(make('td', 'num', when(gap)), make('td', 'num quiet', length(gap)), cell, state(gap));
    table.append(row);
  }
  box.append(table);
  return box;
}

function when(gap: Gap): string {
  const at = gap.from ?? gap.to;
  if (at === null) return 'time not known';
  const from = `${format.day(settings.zone, at)} ${format.clock(settings.zone, at * 1000)}`;
  return gap.to === null ? `${from} –` : `${from} – ${format.clock(settings.zone, gap.to * 1000)}`;
}

function length(gap: Gap): string {
  if (gap.from === null || gap.to === null) return gap.missing ? `${gap.missing} messages` : '';
  return lasting(gap.to - gap.from);
}

function state(gap: Gap): HTMLElement {
  const lasts = gap.kind === 'silence' && gap.to === null;
  return make('td', gap.filled ? 'up' : 'down', lasts ? 'lasts' : gap.filled ? 'filled' : 'not filled');
}
