import { get, Refused } from './api';
import type { Bar, IndicatorHistory, PatternEvent } from './types';

/** Bars and values of an indicator in one answer. */
const BARS = 600;
const MOST_PATTERNS = 1_000;

/** What the server has of a symbol in a timeframe, or in some range of it; oldest first. */
export interface Stored {
  bars: Bar[];
  patterns: PatternEvent[];
  indicators: IndicatorHistory;
}

/** Asks for it: the newest, or those from or before some time, Unix seconds. */
export async function stored(symbol: string, timeframe: string, range: { from?: number; to?: number }): Promise<Stored> {
  const [{ bars }, { patterns }, indicators] = await Promise.all([
    orNone<{ bars: Bar[] }>(`/api/bars/${encodeURIComponent(symbol)}`, { timeframe, limit: BARS, ...range }, { bars: [] }),
    orNone<{ patterns: PatternEvent[] }>('/api/patterns', { symbol, timeframe, limit: MOST_PATTERNS, ...range }, { patterns: [] }),
    orNone<IndicatorHistory>('/api/indicators', { symbol, timeframe, limit: BARS, ...range }, { labels: [], values: [] }),
  ]);
  return { bars, patterns: patterns.reverse(), indicators };
}

/** What the API says; of a symbol nothing is stored of yet, nothing. */
async function orNone<T>(path: string, query: Record<string, string | number>, none: T): Promise<T> {
  try {
    return await get<T>(path, query);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return none;
    throw error;
  }
}
