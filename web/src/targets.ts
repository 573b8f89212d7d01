/** Symbols and universes side by side, as the API takes them. */
export interface Target {
  symbols?: string[];
  universe?: string;
}

const JOINT = ':';

/** Symbols alone are a list; as soon as one is a universe all are a union, `SPY:nasdaq100`. */
export function targetOf(words: string[], isUniverse: (word: string) => boolean): Target {
  return words.some(isUniverse) ? { universe: words.join(JOINT) } : { symbols: words };
}

/** The words of a target. */
export function wordsOf(target: Target): string[] {
  return target.universe ? target.universe.split(JOINT) : (target.symbols ?? []);
}

/** A name of a universe as it is, anything else as a symbol. */
export function shaped(word: string, universes: string[]): string {
  return universes.includes(word) ? word : (universes.find((name) => name.toLowerCase() === word.toLowerCase()) ?? word.toUpperCase());
}
