/** A backtest as the API tells it. */

export type Status = 'submitted' | 'running' | 'completed' | 'failed' | 'cancelling' | 'cancelled';

/** What can still change. */
export function isUnderWay(status: Status): boolean {
  return status === 'submitted' || status === 'running' || status === 'cancelling';
}

export interface Job {
  symbols?: string[];
  universe?: string;
  start_date: string;
  end_date: string;
  timeframe?: string;
  patterns?: string[];
  parameters?: Record<string, unknown>;
  rules?: Record<string, unknown>;
}

export interface Progress {
  percent?: number;
  current_date?: string;
  symbols_done?: number;
  symbols_total?: number;
  equity?: number | null;
  eta_seconds?: number | null;
}

export type Metrics = Record<string, number | null>;

/** One of the list. */
export interface Run {
  job_id: string;
  status: Status;
  created_at: number;
  finished_at?: number | null;
  /** Some of them, where there are many. */
  symbols?: string[];
  symbols_total?: number;
  universe?: string | null;
  timeframe?: string;
  start_date?: string;
  end_date?: string;
  patterns?: string[];
  progress?: Progress | null;
  metrics?: Metrics | null;
  error?: string | null;
}

export interface Totals {
  trades: number;
  wins: number;
  win_rate: number | null;
  profit: number | null;
  average_return: number | null;
  profit_factor: number | null;
}

/** Values of each day of trading. */
export interface Curves {
  time: number[];
  equity: number[];
  benchmark?: number[] | null;
}

export interface Result extends Run {
  started_at?: number | null;
  job?: Job;
  versions?: Record<string, string>;
  bars?: number;
  decided?: number;
  refused?: number;
  benchmark?: Metrics | null;
  by_pattern?: Record<string, Totals>;
  by_symbol?: Record<string, Totals>;
  equity?: Curves | null;
  warnings?: string[];
}

export interface Trade {
  symbol: string;
  side: 'long' | 'short';
  reason: string;
  confidence: number | null;
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

/** What comes over the bridge. */
export type Update = RunUpdate | { event_type: 'registered' | 'gap' };

export type RunUpdate =
  | ({ event_type: 'backtest_progress'; job_id: string; timestamp: number } & Progress)
  | { event_type: 'backtest_result'; job_id: string; status: Status; metrics?: Metrics; error?: string | null; timestamp: number };

/** What the server says of a form, and of which field if it is not to be run as it is. */
export interface Checked {
  valid: boolean;
  field?: string;
  detail?: string;
}
