/** Where in the page we are: `#/backtests/bt_1` is a view and what it shows. */
export const VIEWS = ['live', 'backtests', 'alerts'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  view: View;
  rest: string[];
}

export function placeOf(hash: string): Place {
  const [view, ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(plain);
  const known = VIEWS.find((each) => each === view);
  return known ? { view: known, rest } : { view: 'live', rest: [] };
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function hashOf(view: View, ...rest: string[]): string {
  return `#/${[view, ...rest.map(encodeURIComponent)].join('/')}`;
}

export function go(view: View, ...rest: string[]): void {
  location.hash = hashOf(view, ...rest);
}
