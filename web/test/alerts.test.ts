import { describe, expect, it } from 'vitest';
import { Inbox } from '../src/alerts/inbox';
import { formOf, freshCondition, freshRule, localTime, ruleOf, saidRule, standing } from '../src/alerts/model';
import type { FiredAlert, RuleJson } from '../src/alerts/types';
import { nameIn } from '../src/fields';
import { spoken } from '../src/patterns';

const isUniverse = (word: string) => word === 'nasdaq100';

describe('the form of a rule', () => {
  const form = {
    ...freshRule(),
    name: ' Oversold hammer ',
    targets: ['SPY', 'nasdaq100'],
    patterns: ['Hammer'],
    direction: 'bullish',
    confidence: 55,
    conditions: [
      { ...freshCondition(), hysteresis: 1.5 },
      { ...freshCondition(), indicator: 'MACD(12, 26, 9)', output: 'macd', op: 'above', against: 'other' as const, level: null, other: 'SMA(200)' },
      { ...freshCondition(), op: 'leaves', level: 30, upper: 70 },
      { ...freshCondition(), indicator: 'close', op: 'change_above', level: 2, bars: 3 },
    ],
    frequency: 'every_minutes',
    cooldown: 2.5,
    hours: true,
    expires: '2026-03-01T16:00',
    webhooks: [{ url: 'https://example.org/hook', secret: 's', template: 'telegram', chat: '-100' }],
    emails: ['a@example.org'],
  };
  const rule = ruleOf(form, isUniverse);

  it('becomes what the API takes', () => {
    expect(rule).toMatchObject({
      name: 'Oversold hammer',
      universe: 'SPY:nasdaq100',
      min_confidence: 0.55,
      minutes: 15,
      cooldown_seconds: 150,
      active_hours: { from: '09:30', to: '16:00', days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], zone: 'America/New_York' },
    });
    expect(rule.conditions).toEqual([
      { indicator: 'RSI(14)', op: 'crosses_below', level: 30, hysteresis: 1.5 },
      { indicator: 'MACD(12, 26, 9)', output: 'macd', op: 'above', other: 'SMA(200)' },
      { indicator: 'RSI(14)', op: 'leaves', levels: [30, 70] },
      { indicator: 'close', op: 'change_above', level: 2, bars: 3 },
    ]);
    expect(rule.channels).toEqual([
      { type: 'browser' },
      { type: 'webhook', url: 'https://example.org/hook', template: 'telegram', secret: 's', chat_id: '-100' },
      { type: 'email', to: 'a@example.org' },
    ]);
  });

  it('is had again from the rule', () => {
    expect(ruleOf(formOf(rule), isUniverse)).toEqual(rule);
    expect(formOf(rule).expires).toBe('2026-03-01T16:00');
  });

  it('says nothing of patterns where conditions alone fire', () => {
    const plain = ruleOf({ ...freshRule(), targets: ['AAPL'], conditions: [freshCondition()] }, isUniverse);
    expect(plain).not.toHaveProperty('patterns');
    expect(plain).not.toHaveProperty('min_confidence');
    expect(plain).not.toHaveProperty('active_hours');
    expect(plain.symbols).toEqual(['AAPL']);
  });

  it('shows an expiry by the clock of this device', () => {
    const noon = new Date(2026, 2, 1, 12, 5);
    expect(localTime(noon.getTime() / 1000)).toBe('2026-03-01T12:05');
  });

  it('is said in a line', () => {
    expect(saidRule({ ...rule, conditions: rule.conditions!.slice(0, 1) }, spoken)).toBe('Hammer bullish ≥ 55% while RSI(14) crosses below 30');
  });

  it('has errors at the field they name', () => {
    const names = ['name', 'symbols universe', 'conditions', 'rules.stop_loss'];
    expect(nameIn(names, 'symbols[2]')).toBe('symbols universe');
    expect(nameIn(names, 'conditions[0].level')).toBe('conditions');
    expect(nameIn(names, 'stop_loss')).toBe('rules.stop_loss');
    expect(nameIn(names, 'spelling')).toBeUndefined();
  });
});

describe('a rule', () => {
  const rule: RuleJson = { name: 'x', timeframes: ['1min'], frequency: 'once', channels: [] };

  it('is off, expired, muted or on', () => {
    expect(standing({ ...rule, enabled: false }, 100)).toBe('off');
    expect(standing({ ...rule, expires_at: 100 }, 100)).toBe('expired');
    expect(standing({ ...rule, muted_until: 101 }, 100)).toBe('muted');
    expect(standing({ ...rule, muted_until: 99 }, 100)).toBe('on');
  });
});

describe('fired alerts', () => {
  const alert = (id: string, timestamp: number) => ({ event_type: 'alert_fired', alert_id: id, timestamp }) as FiredAlert;

  it('are shown once, however often they come', () => {
    const inbox = new Inbox(new Set(), 10);
    expect(inbox.take(alert('a', 100), 90)).toMatchObject({ isMissed: false });
    expect(inbox.take(alert('a', 100), 90)).toBeNull();
    expect(inbox.size).toBe(1);
  });

  it('are not shown again by a tab that is loaded again, but wait', () => {
    const first = new Inbox(new Set(), 10);
    first.take(alert('a', 100), 90);
    const again = new Inbox(new Set(first.remembered()), 10);
    expect(again.take(alert('a', 100), 500)).toBeNull();
    expect(again.live().map((each) => each.alert_id)).toEqual(['a']);
    expect(again.missed()).toEqual([]);
  });

  it('that fired before this browser was connected were missed, in the order in which they fired', () => {
    const inbox = new Inbox(new Set(), 10);
    ['b', 'a'].forEach((id, at) => inbox.take(alert(id, 50 - at), 90));
    inbox.take(alert('c', 89), 90);
    expect(inbox.missed().map((each) => each.alert_id)).toEqual(['a', 'b']);
    expect(inbox.live().map((each) => each.alert_id)).toEqual(['c']);
  });

  it('do not come back once they are acknowledged', () => {
    const inbox = new Inbox(new Set(), 10);
    inbox.take(alert('a', 100), 90);
    expect(inbox.acknowledge(['a', 'unknown'])).toEqual(['a']);
    expect(inbox.take(alert('a', 100), 90)).toBeNull();
    expect(inbox.size).toBe(0);
  });

  it('are bounded', () => {
    const inbox = new Inbox(new Set(), 2);
    ['a', 'b', 'c'].forEach((id, at) => inbox.take(alert(id, at), 0));
    expect(inbox.live().map((each) => each.alert_id)).toEqual(['c', 'b']);
    expect(inbox.remembered()).toEqual(['b', 'c']);
  });

  it('that were summarised are counted once, and a summary that grew replaces the one before', () => {
    const inbox = new Inbox(new Set(), 10);
    const summary = { event_type: 'alerts_summarised' as const, count: 3, from: 1, to: 2 };
    expect(inbox.summarise(summary)).toBe(true);
    expect(inbox.summarise(summary)).toBe(false);
    inbox.summarise({ ...summary, count: 5, to: 3 });
    expect([...inbox.summaries.values()].map((each) => each.count)).toEqual([5]);
  });
});
