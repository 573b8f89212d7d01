import type { Bridge } from './bridge';
import type { Universes } from './universes';
import type { Watchlist } from './watchlist';

/** What the views share. */
export interface Page {
  bridge: Bridge;
  universes: Universes;
  list: Watchlist;
  /** Brings the live view to a symbol, a timeframe and a bar, Unix seconds. */
  show: (symbol: string, timeframe: string, time: number | null) => void;
}
