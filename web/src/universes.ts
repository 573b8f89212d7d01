import { get, put, remove, send } from './api';
import { Newest } from './newest';
import type { Hint } from './suggest';

/** A named set of symbols. Shared ones are the server's, and stay as they are. */
export interface Universe {
  name: string;
  symbols: string[];
  description?: string;
  shared?: boolean;
}

type Listed = Omit<Universe, 'symbols'> & { count: number };

/** The universes there are, by name. Their symbols are asked for when they are needed. */
export class Universes {
  private listed: Listed[] = [];
  private readonly newest = new Newest();

  /** Told when there are others. */
  onChange: () => void = () => {};

  get names(): string[] {
    return this.listed.map((each) => each.name);
  }

  get all(): Listed[] {
    return this.listed;
  }

  has(name: string): boolean {
    return this.listed.some((each) => each.name === name);
  }

  async load(): Promise<void> {
    const found = await this.newest.of(get<{ universes: Listed[] }>('/api/universes'));
    if (!found) return;
    this.listed = found.universes;
    this.onChange();
  }

  async one(name: string): Promise<Universe> {
    const found = await get<Universe>(path(name));
    return { ...found, name };
  }

  async save(name: string, symbols: string[], description: string): Promise<void> {
    await put(path(name), { symbols, description });
    await this.load();
  }

  async csv(name: string, text: string): Promise<void> {
    await send('POST', `${path(name)}/csv`, text);
    await this.load();
  }

  async remove(name: string): Promise<void> {
    await remove(path(name));
    await this.load();
  }
}

function path(name: string): string {
  return `/api/universes/${encodeURIComponent(name)}`;
}

/** Universes and symbols for what is typed. */
export function targetHints(universes: Universes, symbols: string[], typed: string): Hint[] {
  const wanted = typed.toUpperCase();
  const sets = universes.all
    .filter((each) => each.name.toUpperCase().includes(wanted))
    .map((each) => ({ value: each.name, note: `list of ${each.count}` }));
  const found = symbols.filter((symbol) => symbol.includes(wanted)).sort((a, b) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)));
  return [...sets, ...found.slice(0, 50).map((value) => ({ value, note: '' }))];
}
