import { get, post, Refused } from './api';
import { Banner } from './banner';
import { Bridge, type Socket, type State } from './bridge';
import { ChartView } from './chart';
import { $, choices, options } from './dom';
import { Feed } from './feed';
import * as format from './format';
import { catalogue } from './catalogue';
import { Lists } from './lists';
import type { Page } from './page';
import { Registry, words } from './registry';
import { go } from './router';
import { keep, recall, settings } from './settings';
import { Shell } from './shell';
import { signIn } from './signin';
import { Status } from './status';
import type { BarEvent, IndicatorEvent, PatternEvent, Quote, TickEvent } from './types';
import { Universes } from './universes';
import { changeOf, Watchlist } from './watchlist';

const TIMEFRAMES: Record<string, string> = { '1min': '1m', '5min': '5m', '15min': '15m', '1hour': '1h', '1day': '1d' };
const LEAST = [0, 0.3, 0.5, 0.7, 0.9];
const PAST_ALERTS = 100;

/** The market does not wait for what was chosen elsewhere. */
const LONGEST_RECALL_MILLIS = 2_000;

const bridge = new Bridge(
  () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/eventbus/websocket?batch=1`) as Socket,
);
const status = new Status(bridge);
const banner = new Banner(() => bridge.serverNow(), () => status.isLive, () => void status.open());
const registry = new Registry();
const chart = new ChartView($('chart'), [$('legend'), $('legend-below')], registry);
const list = new Watchlist($('symbols'));
const feed = new Feed($('alerts'));
const page: Page = { bridge, list, universes: new Universes(), show: (symbol, timeframe, time) => void reveal(symbol, timeframe, time) };
let shell: Shell;

/** Dark or light: what was chosen, or what the device prefers. */
function theme(): void {
  const dark = settings.theme ? settings.theme === 'dark' : !matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  chart.paint();
  document.dispatchEvent(new CustomEvent('theme'));
}

function choose(symbol: string): void {
  settings.symbol = symbol;
  keep();
  list.choose(symbol);
  title();
  showChart();
  feed.drawSoon();
}

function showChart(): Promise<void> {
  const { symbol, timeframe } = settings;
  const minutes = timeframe === '1min' ? [timeframe] : [timeframe, '1min'];
  bridge.register('bar_update', { symbols: [symbol], timeframes: minutes }, bar);
  bridge.register('indicator_update', { symbols: [symbol], timeframes: [timeframe] }, indicator);
  return chart.show(symbol, timeframe);
}

function bar(event: BarEvent): void {
  if (event.timestamp && event.event_type === 'bar_forming') status.made(event.timestamp);
  if (event.symbol !== settings.symbol || !event.bar_time) return;
  if (event.timeframe === settings.timeframe) chart.bar(event);
  if (event.event_type === 'bar_forming') chart.trade(event.close);
}

function indicator(event: IndicatorEvent): void {
  if (shell.take(event)) return;
  if (event.symbol === settings.symbol && event.timeframe === settings.timeframe) {
    chart.indicator(event);
  }
}

function pattern(event: PatternEvent | { event_type: 'registered' | 'gap' }): void {
  if (shell.take(event)) return;
  if (event.event_type === 'gap') void pastAlerts().catch(() => {});
  if (event.event_type !== 'pattern_detected') return;
  feed.take(event, true);
  if (event.symbol === settings.symbol && event.timeframe === settings.timeframe) {
    chart.pattern(event);
  }
}

function tick(event: TickEvent): void {
  if (event.symbol) list.trade(event.symbol, event.price, event.timestamp);
}

function title(): void {
  const quote = list.quote(settings.symbol);
  const change = quote ? changeOf(quote) : null;
  $('title').textContent = settings.symbol;
  const words = quote ? `${format.price(quote.price)}  ${change === null ? '' : format.percent(change)}` : '';
  $('quote').textContent = words;
  $('quote').className = `num ${change === null ? '' : change >= 0 ? 'up' : 'down'}`;
  if (shell.view !== 'live') return;
  document.title = quote ? `${settings.symbol} ${format.price(quote.price)} · TickStock` : 'TickStock';
}

function timeframes(): void {
  const chosen = (name: string) => {
    settings.timeframe = name;
    keep();
    timeframes();
    void showChart();
  };
  const names = Object.keys(TIMEFRAMES);
  choices($('timeframes'), names, (name) => name === settings.timeframe, chosen, (name) => TIMEFRAMES[name] ?? name);
}

function indicators(labels: string[]): void {
  const over = labels.filter((label) => registry.isOverPrices(label));
  const others = labels.filter((label) => !registry.isOverPrices(label));
  const toggle = (label: string) => {
    settings.overlays = settings.overlays.includes(label)
      ? settings.overlays.filter((other) => other !== label)
      : [...settings.overlays, label];
    keep();
    indicators(labels);
    chart.drawIndicators();
  };
  choices($('overlays'), over, (label) => settings.overlays.includes(label), toggle, words);
  options($<HTMLSelectElement>('below'), ['', ...others], settings.below, (label) => words(label) || 'nothing', (label) => {
    settings.below = label;
    keep();
    chart.drawIndicators();
  });
}

function controls(): void {
  timeframes();
  $('theme').onclick = () => {
    settings.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    keep();
    theme();
  };
  const zone = () => ($('zone').textContent = settings.zone === 'market' ? 'ET' : 'local');
  zone();
  $('zone').onclick = () => {
    settings.zone = settings.zone === 'market' ? 'local' : 'market';
    keep();
    zone();
    void showChart();
    feed.drawSoon();
  };
  const only = $<HTMLInputElement>('only');
  only.checked = settings.only;
  only.onchange = () => {
    settings.only = only.checked;
    keep();
    feed.drawSoon();
  };
  options($<HTMLSelectElement>('least'), LEAST.map(String), String(settings.least), (value) => `${Number(value) * 100}%`, (value) => {
    settings.least = Number(value);
    keep();
    feed.drawSoon();
    chart.markSoon();
  });
  $('tabs').onclick = (event) => {
    const tab = (event.target as HTMLElement).dataset.tab;
    if (tab) {
      $('desk').dataset.tab = tab;
      for (const button of $('tabs').children) button.classList.toggle('on', (button as HTMLElement).dataset.tab === tab);
    }
  };
  $('signout').onclick = async () => {
    await post('/logout', {});
    location.reload();
  };
  document.addEventListener('keydown', (event) => {
    const typing = /INPUT|TEXTAREA|SELECT/.test((event.target as HTMLElement).tagName);
    if (typing || shell.view !== 'live' || document.querySelector('dialog[open]')) return;
    if (event.key === '/') {
      event.preventDefault();
      $('search').focus();
    } else if (list.key(event.key)) {
      event.preventDefault();
    }
  });
  const clock = () => ($('clock').textContent = format.clock(settings.zone, bridge.serverNow()));
  setInterval(clock, 1_000);
  clock();
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', theme);
  document.addEventListener('visibilitychange', () => document.hidden || bridge.hurry());
  window.addEventListener('online', () => bridge.hurry());
}

function connect(): void {
  list.onChosen = choose;
  list.onPrice = (quote) => quote.symbol === settings.symbol && title();
  feed.onChosen = (event) => void reveal(event.symbol, event.timeframe, event.metadata.bar_time);
  chart.onLabels = indicators;
  bridge.onState = (state: State, returned: boolean) => {
    status.connection(state);
    if (state === 'live') shell.connected(returned);
    if (state === 'live') banner.connected();
    if (state === 'live' && returned) {
      void symbols();
      void chart.refresh(settings.symbol, settings.timeframe);
    } else if (state === 'signed out' || (state === 'connecting' && !returned)) {
      void session();
    }
  };
  bridge.register('pattern_alert', {}, pattern);
  list.onShown = (symbols) => bridge.register('market_tick', symbols ? { symbols } : {}, tick);
  bridge.register('market_tick', {}, tick);
  bridge.register('system_health', {}, (message) => {
    if (!message.source) return;
    status.health(message);
    banner.health(message);
  });
  banner.onOver = () => void chart.explain();
  bridge.start();
}

/** Brings the live view to a symbol, and to a bar if one is given. */
async function reveal(symbol: string, timeframe: string, time: number | null): Promise<void> {
  if (shell.view !== 'live') go('live');
  settings.timeframe = timeframe;
  timeframes();
  settings.symbol = symbol;
  keep();
  list.choose(symbol);
  title();
  await showChart();
  if (time !== null) await chart.reveal(time);
}

/** A connection that was refused may mean that we are not signed in any more. */
async function session(): Promise<void> {
  await get('/api/session').catch(async (error) => {
    if (error instanceof Refused && error.status === 401) {
      bridge.stop();
      await signIn('You are signed out.');
      location.reload();
    }
  });
}

function quotes(): Promise<Quote[]> {
  return get<{ symbols: Quote[] }>('/api/symbols').then(
    (answer) => answer.symbols,
    () => [],
  );
}

async function symbols(asked = quotes()): Promise<void> {
  list.fill(await asked);
  if (!list.quote(settings.symbol)) {
    settings.symbol = list.symbols[0] ?? settings.symbol;
  }
}

async function functions(): Promise<void> {
  await catalogue().then(
    (answer) => registry.fill(answer.functions),
    () => {},
  );
}

async function pastAlerts(): Promise<void> {
  const past = await get<{ patterns: PatternEvent[] }>('/api/patterns', { limit: PAST_ALERTS });
  past.patterns.reverse().forEach((event) => feed.take(event, false));
  feed.drawSoon();
}

async function begin(): Promise<void> {
  theme();
  let early: Promise<Quote[]> | undefined = quotes();
  const asked = location.pathname === '/login' ? 'This link has been used, or is not of this server.' : '';
  try {
    await get('/api/session');
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    await signIn(asked);
    early = undefined;
  }
  if (location.pathname !== '/') history.replaceState(null, '', `/${location.hash}`);
  shell = new Shell(page);
  document.addEventListener('view', title);
  await Promise.race([recall().then(() => chart.layout.restore()), new Promise((late) => setTimeout(late, LONGEST_RECALL_MILLIS))]);
  theme();
  void shell.show();
  controls();
  connect();
  await Promise.all([symbols(early), functions(), new Lists(page).load()]);
  if (settings.symbol) {
    choose(settings.symbol);
  } else {
    $('empty').textContent = 'Waiting for the first trades…';
    $('empty').hidden = false;
    awaitFirst();
  }
  await pastAlerts().catch(() => feed.drawSoon());
}

/** A mesh that has just begun has no symbols: the first trade brings one. */
function awaitFirst(): void {
  list.onPrice = (quote) => {
    list.onPrice = (next) => next.symbol === settings.symbol && title();
    choose(quote.symbol);
  };
}

begin().catch((error) => {
  document.body.append(String(error instanceof Error ? error.message : error));
});
