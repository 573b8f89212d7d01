/** Rules and alerts as the API and the bridge tell them. */

export interface ConditionJson {
  indicator: string;
  output?: string | null;
  op: string;
  level?: number;
  levels?: [number, number];
  other?: string;
  other_output?: string | null;
  bars?: number;
  hysteresis?: number;
}

export type ChannelJson =
  | { type: 'browser' }
  | { type: 'webhook'; url: string; secret?: string | null; template?: string; chat_id?: string | null }
  | { type: 'email'; to: string };

export interface HoursJson {
  from: string;
  to: string;
  days?: string[];
  zone?: string;
}

export interface RuleJson {
  id?: string;
  subscription_id?: string;
  name: string;
  symbols?: string[];
  universe?: string | null;
  timeframes: string[];
  patterns?: string[];
  direction?: string | null;
  min_confidence?: number;
  conditions?: ConditionJson[];
  frequency: string;
  minutes?: number;
  cooldown_seconds?: number;
  active_hours?: HoursJson | null;
  expires_at?: number | null;
  channels: ChannelJson[];
  enabled?: boolean;
  muted_until?: number | null;
  created_at?: number;
  updated_at?: number;
}

export interface Horizon {
  bars: number;
  hits?: number;
  hit_rate: number | null;
  mean_return: number | null;
  unconditional_mean: number | null;
  unconditional_hit_rate: number | null;
}

/** What came after a pattern in the past. */
export interface TrackRecord {
  pattern: string;
  symbol: string;
  timeframe: string;
  direction?: string;
  count: number;
  horizons: Horizon[];
}

export interface FiredAlert {
  event_type: 'alert_fired';
  alert_id: string;
  subscription_id: string;
  name: string;
  symbol: string;
  timeframe: string;
  bar_time: number;
  pattern?: string | null;
  condition?: string | null;
  value?: number | null;
  confidence?: number | null;
  direction?: string | null;
  test?: boolean;
  record?: TrackRecord | null;
  timestamp: number;
}

/** What took the place of the oldest when there was no more room. */
export interface Summarised {
  event_type: 'alerts_summarised';
  alert_id?: string;
  count: number;
  from: number;
  to: number;
}
