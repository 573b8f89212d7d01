/** What the trader chose, remembered on this device. */
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
};

try {
  Object.assign(settings, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
} catch {
  // What cannot be read is chosen anew.
}

export function keep(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}
