interface Kind {
  name: string;
  over_prices: boolean;
}

/** What the server can compute: tells the name in a label, and where a chart draws it. */
export class Registry {
  private kinds: Kind[] = [];

  fill(kinds: Kind[]): void {
    // The longest first: PIVOTS_FIBONACCI is not PIVOTS.
    this.kinds = [...kinds].sort((a, b) => b.name.length - a.name.length);
  }

  private of(label: string): Kind | undefined {
    return this.kinds.find((kind) => label === kind.name || label.startsWith(`${kind.name}_`));
  }

  /** `BBANDS` of `BBANDS_20_2_2`. */
  nameOf(label: string): string {
    return this.of(label)?.name ?? label.split('_')[0] ?? '';
  }

  /** Whether its values are prices. */
  isOverPrices(label: string): boolean {
    return this.of(label)?.over_prices ?? false;
  }
}

/** `BBANDS 20 2 2`, as people write it. */
export function words(label: string): string {
  return label.replaceAll('_', ' ');
}

/** By name, then by the numbers in it. */
export function inOrder(labels: string[]): string[] {
  return [...labels].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
