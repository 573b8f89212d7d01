import { Kept } from './kept';

/** What the trader chose: kept by the server, so that another browser opens as this one was, and on this device. */
export interface Settings {
  theme: 'dark' | 'light' | null;
  zone: 'market' | 'local';
  symbol: string;
  timeframe: string;
  overlays: string[];
  below: string;
  least: number;
  only: boolean;
  byChange: boolean;
  /** The list that the symbols are of; empty for all. */
  universe: string;
  /** What the server keeps besides, by the names it has there. */
  work: string[];
}

const KEY = 'tickstock';

export const settings: Settings = {
  theme: null,
  zone: 'market',
  symbol: '',
  timeframe: '1min',
  overlays: ['SMA_20', 'SMA_50', 'VWAP'],
  below: 'RSI_14',
  least: 0.5,
  only: false,
  byChange: false,
  universe: '',
  work: [],
};

try {
  Object.assign(settings, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
} catch {
  // What cannot be read is chosen anew.
}

const server = new Kept<Partial<Settings>>('/api/preferences');

/** Takes what the server keeps; whether that is anything. */
export async function recall(): Promise<boolean> {
  const kept = await server.load();
  if (!kept || Object.keys(kept).length === 0) return false;
  for (const key of Object.keys(settings) as (keyof Settings)[]) {
    if (key in kept) Object.assign(settings, { [key]: kept[key] });
  }
  cache();
  return true;
}

export function keep(): void {
  cache();
  server.save({ ...settings });
}

/** Work under way, of a kind the server knows it by. */
export function work<T extends object>(kind: string): Kept<T> {
  return new Kept<T>(
    `/api/work/${kind}`,
    () => settings.work.includes(kind),
    () => {
      settings.work = [...settings.work, kind];
      keep();
    },
  );
}

function cache(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}
