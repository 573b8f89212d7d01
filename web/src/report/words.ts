/** Figures as people read them; a dash for what is not defined. */
import type { Figure } from './data';

const NOTHING = '–';
const MINUS = '−';

function signed(value: number, text: string): string {
  return (value < 0 ? MINUS : '') + text;
}

function grouped(value: number, digits: number): string {
  return Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function percent(fraction: Figure, digits = 2): string {
  if (fraction === null) return NOTHING;
  const size = Math.abs(fraction) >= 10 ? 0 : digits;
  return `${signed(fraction, grouped(fraction * 100, size))} %`;
}

export function ratio(value: Figure): string {
  return value === null ? NOTHING : signed(value, grouped(value, 2));
}

export function count(value: Figure): string {
  return value === null ? NOTHING : signed(value, grouped(value, 0));
}

export function cash(value: Figure): string {
  return value === null ? NOTHING : signed(value, grouped(value, Math.abs(value) >= 1e6 ? 0 : 2));
}

export function price(value: number): string {
  return grouped(value, Math.abs(value) >= 1 ? 2 : 4);
}

/** `MorningStar` as "Morning Star", `stop_loss` as "stop loss"; conditions stay as they are. */
export function spoken(name: string): string {
  return /^[A-Za-z]+$/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1 $2') : name.replaceAll('_', ' ');
}

/** The class of a figure that is good when above nothing. */
export function tone(value: Figure): string {
  return value === null || value === 0 ? '' : value > 0 ? 'up' : 'down';
}

/** Days for bars of a day, else the minute, both the market's. */
export class Times {
  private readonly format: Intl.DateTimeFormat;

  constructor(
    zone: string,
    readonly daily: boolean,
  ) {
    const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    // Sweden writes dates as everybody sorts them.
    this.format = new Intl.DateTimeFormat('sv-SE', { ...day, ...(daily ? {} : minute), timeZone: zone });
  }

  of(seconds: number): string {
    return this.format.format(seconds * 1000);
  }
}
