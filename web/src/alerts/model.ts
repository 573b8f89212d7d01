import { targetOf, wordsOf } from '../targets';
import type { ChannelJson, ConditionJson, FiredAlert, RuleJson } from './types';

export interface ConditionForm {
  indicator: string;
  output: string;
  op: string;
  against: 'level' | 'other';
  level: number | null;
  upper: number | null;
  other: string;
  otherOutput: string;
  bars: number | null;
  hysteresis: number | null;
}

export interface WebhookForm {
  url: string;
  secret: string;
  template: string;
  chat: string;
}

/** A rule as it is filled in. Confidence is in percent, the cool-down in minutes, the expiry a local date and time. */
export interface RuleForm {
  name: string;
  targets: string[];
  timeframes: string[];
  patterns: string[];
  direction: string;
  confidence: number | null;
  conditions: ConditionForm[];
  frequency: string;
  minutes: number | null;
  cooldown: number | null;
  hours: boolean;
  from: string;
  to: string;
  days: string[];
  zone: string;
  expires: string;
  browser: boolean;
  webhooks: WebhookForm[];
  emails: string[];
  enabled: boolean;
}

export const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
export const MARKET_ZONE = 'America/New_York';

export const OPS: Record<string, string> = {
  above: 'is above',
  below: 'is below',
  crosses_above: 'crosses above',
  crosses_below: 'crosses below',
  enters: 'enters the channel',
  leaves: 'leaves the channel',
  change_above: 'changes by more than',
  change_below: 'changes by less than',
};

export const FREQUENCIES: Record<string, string> = {
  once_per_bar_close: 'once per bar',
  once_per_bar: 'once per bar, again when it is amended',
  every_minutes: 'once in so many minutes',
  once: 'once, then never again',
};

export const isChannel = (op: string) => op === 'enters' || op === 'leaves';
export const isChange = (op: string) => op.startsWith('change_');

export function freshCondition(): ConditionForm {
  return { indicator: 'RSI(14)', output: '', op: 'crosses_below', against: 'level', level: 30, upper: null, other: '', otherOutput: '', bars: null, hysteresis: null };
}

export function freshRule(): RuleForm {
  return {
    name: '',
    targets: [],
    timeframes: ['5min'],
    patterns: [],
    direction: 'any',
    confidence: 60,
    conditions: [],
    frequency: 'once_per_bar_close',
    minutes: 15,
    cooldown: null,
    hours: false,
    from: '09:30',
    to: '16:00',
    days: DAYS.slice(0, 5),
    zone: MARKET_ZONE,
    expires: '',
    browser: true,
    webhooks: [],
    emails: [],
    enabled: true,
  };
}

/** The body that keeps it. What does not apply is left out. */
export function ruleOf(form: RuleForm, isUniverse: (word: string) => boolean): RuleJson {
  const ofPatterns = form.patterns.length > 0;
  return {
    name: form.name.trim(),
    ...targetOf(form.targets, isUniverse),
    timeframes: form.timeframes,
    ...(ofPatterns ? { patterns: form.patterns, direction: form.direction, min_confidence: percent(form.confidence ?? 0) } : {}),
    ...(form.conditions.length > 0 ? { conditions: form.conditions.map(conditionOf) } : {}),
    frequency: form.frequency,
    ...(form.frequency === 'every_minutes' && form.minutes !== null ? { minutes: form.minutes } : {}),
    cooldown_seconds: Math.round((form.cooldown ?? 0) * 60),
    ...(form.hours ? { active_hours: { from: form.from, to: form.to, days: form.days, zone: form.zone } } : {}),
    ...(form.expires ? { expires_at: Math.floor(new Date(form.expires).getTime() / 1000) } : {}),
    channels: channelsOf(form),
    enabled: form.enabled,
  };
}

function percent(value: number): number {
  return Number((value / 100).toPrecision(12));
}

function conditionOf(form: ConditionForm): ConditionJson {
  const json: ConditionJson = { indicator: form.indicator.trim(), op: form.op };
  if (form.output) json.output = form.output;
  if (isChannel(form.op)) {
    json.levels = [form.level ?? NaN, form.upper ?? NaN];
  } else if (form.against === 'other' && !isChange(form.op)) {
    json.other = form.other.trim();
    if (form.otherOutput) json.other_output = form.otherOutput;
  } else if (form.level !== null) {
    json.level = form.level;
  }
  if (isChange(form.op) && form.bars !== null) json.bars = form.bars;
  if (form.hysteresis) json.hysteresis = form.hysteresis;
  return json;
}

function channelsOf(form: RuleForm): ChannelJson[] {
  return [
    ...(form.browser ? [{ type: 'browser' as const }] : []),
    ...form.webhooks.map(({ url, secret, template, chat }) => ({
      type: 'webhook' as const,
      url: url.trim(),
      template,
      ...(secret ? { secret } : {}),
      ...(template === 'telegram' ? { chat_id: chat.trim() } : {}),
    })),
    ...form.emails.map((to) => ({ type: 'email' as const, to: to.trim() })),
  ];
}

/** The form that would keep this rule. */
export function formOf(rule: RuleJson): RuleForm {
  const usual = freshRule();
  const hours = rule.active_hours;
  return {
    name: rule.name,
    targets: wordsOf({ ...(rule.symbols ? { symbols: rule.symbols } : {}), ...(rule.universe ? { universe: rule.universe } : {}) }),
    timeframes: rule.timeframes,
    patterns: rule.patterns ?? [],
    direction: rule.direction ?? 'any',
    confidence: rule.patterns?.length ? Number(((rule.min_confidence ?? 0) * 100).toPrecision(12)) : usual.confidence,
    conditions: (rule.conditions ?? []).map(conditionForm),
    frequency: rule.frequency,
    minutes: rule.minutes || usual.minutes,
    cooldown: rule.cooldown_seconds ? rule.cooldown_seconds / 60 : null,
    hours: hours !== undefined && hours !== null,
    from: hours?.from ?? usual.from,
    to: hours?.to ?? usual.to,
    days: hours?.days ?? usual.days,
    zone: hours?.zone ?? usual.zone,
    expires: rule.expires_at ? localTime(rule.expires_at) : '',
    browser: rule.channels.some((channel) => channel.type === 'browser'),
    webhooks: rule.channels.flatMap((channel) =>
      channel.type === 'webhook' ? [{ url: channel.url, secret: channel.secret ?? '', template: channel.template ?? 'json', chat: channel.chat_id ?? '' }] : [],
    ),
    emails: rule.channels.flatMap((channel) => (channel.type === 'email' ? [channel.to] : [])),
    enabled: rule.enabled ?? true,
  };
}

function conditionForm(json: ConditionJson): ConditionForm {
  return {
    indicator: json.indicator,
    output: json.output ?? '',
    op: json.op,
    against: json.other ? 'other' : 'level',
    level: json.levels?.[0] ?? json.level ?? null,
    upper: json.levels?.[1] ?? null,
    other: json.other ?? '',
    otherOutput: json.other_output ?? '',
    bars: json.bars ?? null,
    hysteresis: json.hysteresis || null,
  };
}

/** As a field of date and time takes it, of this device's clock. */
export function localTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function idOf(rule: RuleJson): string {
  return rule.id ?? rule.subscription_id ?? '';
}

/** `RSI(14) crosses below 30`. */
export function saidCondition(json: ConditionJson): string {
  const what = json.output ? `${json.indicator} ${json.output}` : json.indicator;
  const against = json.levels ? json.levels.join(' to ') : (json.other ?? json.level ?? '');
  const over = isChange(json.op) && json.bars ? ` in ${json.bars} ${json.bars === 1 ? 'bar' : 'bars'}` : '';
  return `${what} ${OPS[json.op] ?? json.op} ${against}${over}`;
}

/** What makes a rule fire, in a line. */
export function saidRule(rule: RuleJson, spoken: (name: string) => string): string {
  const patterns = rule.patterns ?? [];
  const parts: string[] = [];
  if (patterns.length > 0) {
    const names = patterns.length > 3 ? `${patterns.slice(0, 2).map(spoken).join(', ')} or ${patterns.length - 2} more` : patterns.map(spoken).join(' or ');
    const direction = rule.direction && rule.direction !== 'any' ? ` ${rule.direction}` : '';
    parts.push(`${names}${direction}${rule.min_confidence ? ` ≥ ${Math.round(rule.min_confidence * 100)}%` : ''}`);
  }
  parts.push(...(rule.conditions ?? []).map(saidCondition));
  return parts.join(patterns.length > 0 ? ' while ' : ' and ');
}

/** What an alert is of: its pattern, or the condition that came true. */
export function saidAlert(alert: FiredAlert, spoken: (name: string) => string): string {
  return alert.pattern ? spoken(alert.pattern) : (alert.condition ?? '').replaceAll('_', ' ');
}

export type Standing = 'on' | 'muted' | 'off' | 'expired';

/** Whether it may fire now, Unix seconds. */
export function standing(rule: RuleJson, now: number): Standing {
  if (rule.enabled === false) return 'off';
  if (rule.expires_at && rule.expires_at <= now) return 'expired';
  return rule.muted_until && rule.muted_until > now ? 'muted' : 'on';
}
