/** Numbers and times as people read them. */
export type Zone = 'market' | 'local';

const MARKET = 'America/New_York';
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: Zone, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + name;
  let found = formats.get(key);
  if (!found) {
    const timeZone = zone === 'market' ? MARKET : undefined;
    found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
    formats.set(key, found);
  }
  return found;
}

export function clock(zone: Zone, millis: number): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(millis);
}

export function minute(zone: Zone, seconds: number): string {
  return format(zone, 'minute', { hour: '2-digit', minute: '2-digit' }).format(seconds * 1000);
}

export function day(zone: Zone, seconds: number): string {
  return format(zone, 'day', { day: 'numeric', month: 'short' }).format(seconds * 1000);
}

export function month(zone: Zone, seconds: number): string {
  return format(zone, 'month', { month: 'short', year: 'numeric' }).format(seconds * 1000);
}

/** `3 Jun 2024`. */
export function date(zone: Zone, seconds: number): string {
  return format(zone, 'numbers', { day: 'numeric', month: 'short', year: 'numeric' }).format(seconds * 1000);
}

export function full(zone: Zone, seconds: number, daily: boolean): string {
  const date = format(zone, 'date', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return daily ? date.format(seconds * 1000) : `${date.format(seconds * 1000)} ${minute(zone, seconds)}`;
}

/** Two digits, more for what costs less than a unit. */
export function price(value: number): string {
  return value.toFixed(Math.abs(value) >= 1 ? 2 : 4);
}

export function percent(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}%`;
}

export function short(value: number): string {
  const sizes: [number, string][] = [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
  for (const [size, letter] of sizes) {
    if (value >= size) return (value / size).toFixed(value >= 100 * size ? 0 : 1) + letter;
  }
  return String(Math.round(value * 100) / 100);
}

export function millis(value: number): string {
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
