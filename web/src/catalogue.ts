import { get } from './api';
import { spoken } from './patterns';
import type { Hint } from './suggest';

export interface IndicatorKind {
  name: string;
  group: string;
  description: string;
  over_prices: boolean;
  parameters: { name: string; default: number; choices?: string[]; type: string }[];
  outputs: { name: string }[];
}

export interface PatternKind {
  name: string;
  kind: 'candlestick' | 'chart';
  description: string;
  directions: string[];
}

export interface Catalogue {
  functions: IndicatorKind[];
  patterns: PatternKind[];
}

const PARTS = ['close', 'open', 'high', 'low', 'volume'];
const COMPARISONS = ['crosses above', 'crosses below'];

let asked: Promise<Catalogue> | null = null;

/** All functions and patterns there are; asked for once. */
export function catalogue(): Promise<Catalogue> {
  asked ??= get<Catalogue>('/api/functions').catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** `RSI(14)`, as conditions name it. */
export function call(kind: IndicatorKind): string {
  const numbers = kind.parameters.filter((each) => each.type === 'integer' || each.type === 'real');
  return numbers.length === 0 ? kind.name : `${kind.name}(${numbers.map((each) => each.default).join(', ')})`;
}

/** Indicators with their usual parameters, and the parts of a bar. */
export function operands(from: Catalogue): Hint[] {
  return [
    ...PARTS.map((name) => ({ value: name, note: 'of the bar' })),
    ...from.functions
      .filter((kind) => !kind.name.startsWith('CDL'))
      .map((kind) => ({ value: call(kind), note: kind.description })),
  ];
}

/** Words of a condition as people write it. */
export function conditionWords(from: Catalogue): Hint[] {
  return [...operands(from), ...COMPARISONS.map((value) => ({ value, note: '' }))];
}

/** Patterns, found by their name as it is written and as it is spoken. */
export function patternHints(from: Catalogue, typed: string): Hint[] {
  const wanted = typed.toLowerCase();
  const score = (kind: PatternKind) => {
    const at = Math.min(...[kind.name, spoken(kind.name)].map((name) => name.toLowerCase().indexOf(wanted)).map((i) => (i < 0 ? 1e6 : i)));
    return at < 1e6 ? at : kind.description.toLowerCase().includes(wanted) ? 1e5 : 1e6;
  };
  return from.patterns
    .filter((kind) => score(kind) < 1e6)
    .sort((a, b) => score(a) - score(b))
    .map((kind) => ({ value: kind.name, note: kind.directions.join(', ') }));
}

/** The outputs of an indicator as it is written: `MACD(12, 26, 9)`. */
export function outputsOf(from: Catalogue, written: string): string[] {
  const name = written.split('(')[0]!.trim().toUpperCase();
  return from.functions.find((kind) => kind.name === name)?.outputs.map((output) => output.name) ?? [];
}
