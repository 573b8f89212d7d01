/** What the command line puts into a report. Times are Unix seconds, returns fractions; null where not defined. */
export type Figure = number | null;

export interface Metrics {
  [name: string]: Figure;
}

export interface Totals {
  trades: number;
  wins: number;
  win_rate: Figure;
  profit: Figure;
  average_return: Figure;
  profit_factor: Figure;
}

export interface Trade {
  symbol: string;
  side: 'long' | 'short';
  reason: string;
  confidence: number;
  decided_at: number;
  entered_at: number;
  entry_price: number;
  quantity: number;
  exited_at: number;
  exit_price: number;
  exit: string;
  profit: number;
  return: number;
  commissions: number;
  bars: number;
  worst: number;
  best: number;
}

export interface Job {
  symbols: string[];
  start_date: string;
  end_date: string;
  patterns: string[];
  timeframe?: string;
  parameters: Record<string, unknown>;
  rules?: Record<string, unknown>;
}

export interface Row {
  parameters: Record<string, string>;
  metrics: Metrics;
}

export interface Result {
  job_id: string;
  status: string;
  finished_at: number;
  job: Job;
  versions: { engine: string };
  data?: Record<string, string | number>;
  bars: number;
  decided: number;
  refused: number;
  metrics: Metrics;
  benchmark: Metrics;
  by_pattern: Record<string, Totals>;
  by_symbol: Record<string, Totals>;
  equity: { time: number[]; equity: number[]; benchmark: number[] };
  warnings: string[];
  sweep?: { metric: string; rows: Row[] };
  walk_forward?: {
    train: string;
    test: string;
    metric: string;
    windows: { train_from: string; from: string; to: string; chosen: Row; metrics: Metrics }[];
  };
}

export interface Report {
  result: Result;
  trades: Trade[];
  /** Open, high, low and close of each bar follow each other in `prices`. */
  candles: Record<string, { time: number[]; prices: number[] }>;
  left_out: string[];
  /** The market's zone. */
  zone: string;
}
