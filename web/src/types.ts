/** The messages of the public contract that the page reads, and the answers of the API. */

export interface Bar {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  revision: number;
}

export interface BarEvent extends Omit<Bar, 'time'> {
  event_type: 'bar_closed' | 'bar_amended' | 'bar_forming';
  symbol: string;
  timeframe: string;
  bar_time: number;
  timestamp: number;
}

export interface PatternEvent {
  event_type: 'pattern_detected';
  event_id: string;
  revision: number;
  pattern: string;
  symbol: string;
  timeframe: string;
  direction: string;
  confidence: number;
  timestamp: number;
  retracted?: boolean;
  metadata: {
    price?: number;
    volume?: number;
    bar_time: number;
    warming?: boolean;
    shape?: PatternShape;
  };
}

/** What a chart pattern is made of, its corners in no order. */
export interface PatternShape {
  breakout: number;
  target: number;
  stop: number | null;
  points: { time: number; price: number; role: string }[];
}

export interface IndicatorEvent {
  event_type: 'indicator_calculated';
  event_id: string;
  indicator: string;
  symbol: string;
  timeframe: string;
  value: number | null;
  timestamp: number;
  metadata: { bar_time: number; outputs?: Record<string, number | null> };
}

export interface TickEvent {
  symbol: string;
  price: number;
  volume: number;
  timestamp: number;
}

export interface Quote {
  symbol: string;
  price: number;
  time: number;
  previous_close: number | null;
  open: number | null;
}

/** A label's value at a bar: one number, or an object of its outputs. */
export type Value = number | null | Record<string, number | null>;

export interface IndicatorHistory {
  labels: string[];
  values: ({ time: number } & Record<string, Value>)[];
}
