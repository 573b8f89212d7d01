// A made-up mesh for looking at the page without servers: answers the API and the bridge within Playwright.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const CSP = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
const SYMBOLS = 'AAPL AMD AMZN BAC CVX DIS GOOGL GS INTC JNJ JPM KO META MSFT NFLX NVDA PFE SPY TSLA XOM'.split(' ');
const DAY = 86_400;

/** The same numbers each time. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function bars(symbol, count, step, to) {
  const roll = dice(symbol.charCodeAt(0) * 131 + symbol.length);
  let price = 100 + roll() * 200;
  return Array.from({ length: count }, (_, i) => {
    const open = price;
    price *= 1 + (roll() - 0.49) * 0.012;
    const high = Math.max(open, price) * (1 + roll() * 0.004);
    const low = Math.min(open, price) * (1 - roll() * 0.004);
    return { time: to - (count - i) * step, open, high, low, close: price, volume: Math.round(1e5 * (0.5 + roll())), revision: 0 };
  });
}

/** Minutes without bars, for want of the feed. */
const hole = (now) => [{ from: now - 40 * 60, to: now - 32 * 60, minutes: 8, cause: 'feed_down' }];

const gaps = (now) => [
  { channel: 'ticks', kind: 'silence', from: now - 47, to: null, missing: 0, reason: 'no ticks', filled: false },
  { channel: 'ticks', kind: 'silence', from: now - 40 * 60 - 7, to: now - 32 * 60 + 3, missing: 0, reason: 'no ticks for 8 min', filled: false },
  { channel: 'ticks', kind: 'log_hole', from: now - 9_000, to: now - 8_940, missing: 17, reason: '17 messages are lost', filled: true },
];

function curve(seed, days, drift) {
  const roll = dice(seed);
  const time = [];
  const equity = [];
  const benchmark = [];
  let day = Date.UTC(2021, 0, 4, 5) / 1000;
  let a = 100_000;
  let b = 100_000;
  while (time.length < days) {
    if (![0, 6].includes(new Date(day * 1000).getUTCDay())) {
      time.push(day);
      equity.push((a *= 1 + (roll() - 0.5 + drift) * 0.014));
      benchmark.push((b *= 1 + (roll() - 0.485) * 0.022));
    }
    day += DAY;
  }
  return { time, equity, benchmark };
}

const metrics = (more = {}) => ({
  final_equity: 141_250.4, total_return: 0.4125, annual_return: 0.0918, volatility: 0.112, sharpe: 0.84, sortino: 1.21, calmar: 0.71,
  max_drawdown: 0.129, max_drawdown_days: 214, exposure: 0.42, time_in_market: 0.81, turnover: 9.4, trades: 312, win_rate: 0.548,
  average_win: 512.3, average_loss: 398.1, profit_factor: 1.56, expectancy: 132.2, average_trade: 0.0098, average_bars: 7.6, commissions: 0, ...more,
});

const JOB = {
  symbols: ['AAPL', 'MSFT', 'NVDA'], start_date: '2021-01-04', end_date: '2024-12-31', timeframe: '1day', patterns: ['Hammer', 'MorningStar'],
  parameters: { initial_capital: 100_000, sizing: 'fraction', position_size: 0.1 }, rules: { exit_after_bars: 10, stop_loss: 0.05, enter_when: ['RSI(14) < 40'] },
};

function result(id, seed = 7, drift = 0.035) {
  const equity = curve(seed, 1_000, drift);
  const total = equity.equity.at(-1) / 100_000 - 1;
  const totals = (trades, won, profit) => ({ trades, wins: Math.round(trades * won), win_rate: won, profit, average_return: profit / 1e6, profit_factor: 1 + profit / 40_000 });
  return {
    job_id: id, user_id: 'me', status: 'completed', created_at: Date.now() / 1000 - 600, started_at: Date.now() / 1000 - 599, finished_at: Date.now() / 1000 - 595.6,
    error: null, job: JOB, versions: { engine: '0.1.0' }, bars: 3_018, decided: 340, refused: 4, metrics: metrics({ total_return: total, final_equity: equity.equity.at(-1) }),
    benchmark: metrics({ total_return: 0.36, annual_return: 0.081, sharpe: 0.61, max_drawdown: 0.31, trades: 3, win_rate: 1, profit_factor: null }),
    by_pattern: { Hammer: totals(180, 0.56, 23_400), MorningStar: totals(132, 0.53, 17_850) },
    by_symbol: { AAPL: totals(110, 0.57, 15_200), MSFT: totals(104, 0.55, 11_050), NVDA: totals(98, 0.52, 15_000) },
    equity, warnings: ['GOOGL: no bars between 2021-01-04 and 2021-03-31'],
  };
}

function trades(offset, limit) {
  const roll = dice(3);
  const all = Array.from({ length: 312 }, (_, i) => {
    const entered = Date.UTC(2021, 0, 5, 14, 30) / 1000 + i * 4 * DAY;
    const gain = (roll() - 0.44) * 0.12;
    return {
      symbol: JOB.symbols[i % 3], side: 'long', reason: JOB.patterns[i % 2], confidence: 0.5 + roll() / 2, decided_at: entered - DAY, entered_at: entered, entry_price: 100 + roll() * 80,
      quantity: 60 + (i % 50), exited_at: entered + (3 + (i % 8)) * DAY, exit_price: 110 + roll() * 80, exit: ['stop_loss', 'after_bars', 'opposite_signal'][i % 3],
      profit: gain * 10_000, return: gain, commissions: 0, bars: 3 + (i % 8), worst: -0.03, best: 0.05,
    };
  });
  return { trades: all.slice(offset, offset + limit), total: all.length };
}

function record(pattern, symbol, timeframe) {
  const horizons = [1, 5, 20].map((length, i) => ({ bars: length, hits: 120 + i * 4, hit_rate: 0.55 + i * 0.03, mean_return: 0.002 * (i + 1), unconditional_mean: 0.001, unconditional_hit_rate: 0.52 }));
  return { pattern, symbol, timeframe, direction: 'bullish', count: 214, horizons, from: 0, to: 0, updated_at: 0 };
}

/** An alert that fires, `ago` seconds before now. */
export function alert(id, symbol, more = {}, ago = 0) {
  const now = Date.now() / 1000 - ago;
  return {
    event_type: 'alert_fired', alert_id: id, subscription_id: 'r1', name: 'Oversold hammer', user_id: 'me', symbol, timeframe: '5min', bar_time: Math.floor(now / 300) * 300 - 300,
    pattern: 'Hammer', confidence: 0.78, direction: 'bullish', test: false, event: {}, record: record('Hammer', symbol, '5min'), timestamp: now, ...more,
  };
}

/** Answers everything that `context` asks for; `says(address, body)` sends to the page. */
export async function mesh(context, dist, functions) {
  const now = Math.floor(Date.now() / 60_000) * 60;
  const kept = new Map();
  const runs = [
    { ...result('bt_running'), status: 'running', metrics: null, equity: null, progress: { percent: 42, current_date: '2022-09-14', symbols_done: 1, symbols_total: 3, eta_seconds: 9 } },
    result('bt_1'), result('bt_2', 12, 0.02), result('bt_3', 21, 0.05),
    { ...result('bt_4'), status: 'failed', metrics: null, equity: null, error: 'no bars of SPY between 2021-01-04 and 2024-12-31' },
  ].map((run, i) => ({ ...run, created_at: run.created_at - i * 4_000 }));
  const listed = (run) => ({ job_id: run.job_id, status: run.status, created_at: run.created_at, finished_at: run.finished_at, ...run.job, progress: run.progress, metrics: run.metrics, error: run.error });
  const rules = new Map(Object.entries({
    r1: { id: 'r1', name: 'Oversold hammer', universe: 'SPY:nasdaq100', timeframes: ['5min', '15min'], patterns: ['Hammer'], direction: 'bullish', min_confidence: 0.6, conditions: [{ indicator: 'RSI(14)', op: 'below', level: 35 }], frequency: 'once_per_bar_close', cooldown_seconds: 600, channels: [{ type: 'browser' }, { type: 'webhook', url: 'https://example.org/hook', template: 'json' }], enabled: true },
    r2: { id: 'r2', name: 'Nvidia crosses its average', symbols: ['NVDA'], timeframes: ['1hour'], conditions: [{ indicator: 'close', op: 'crosses_above', other: 'SMA(200)' }], frequency: 'once', channels: [{ type: 'browser' }], enabled: true, muted_until: Date.now() / 1000 + 3_000 },
    r3: { id: 'r3', name: 'Double tops', symbols: ['AAPL', 'MSFT', 'TSLA'], timeframes: ['1day'], patterns: ['DoubleTop', 'HeadAndShoulders'], min_confidence: 0.5, frequency: 'once_per_bar', channels: [{ type: 'email', to: 'me@example.org' }], enabled: false },
  }));
  let universes = [{ name: 'nasdaq100', count: 101, description: 'Nasdaq 100', shared: true }, { name: 'banks', count: 3, description: 'what I watch' }];
  const symbolsOf = { nasdaq100: ['AAPL', 'AMD', 'AMZN', 'GOOGL', 'META', 'MSFT', 'NFLX', 'NVDA', 'TSLA'], banks: ['BAC', 'GS', 'JPM'] };
  let acknowledged = [];
  let socket = null;

  const problem = (status, detail) => ({ status, json: { type: 'about:blank', title: 'Bad Request', status, detail } });
  const check = (job) => {
    if (!job.symbols?.length && !job.universe) return problem(400, 'symbols: expected at least one');
    if (job.rules?.stop_loss > 1) return problem(400, `rules.stop_loss: expected a number of 0 to 1, was ${job.rules.stop_loss}`);
    const bad = job.rules?.enter_when?.find((text) => /RSX/.test(text));
    return bad ? problem(400, `rules.enter_when: ${bad}: no such indicator; the nearest are RSI, ROC, MFI`) : null;
  };

  function api(method, path, query, body) {
    const [, , first, second, third] = path.split('/');
    if (path === '/api/session') return { json: { user: 'me', expires: now + 9_999 } };
    if (path === '/api/functions') return { json: functions };
    if (path === '/api/symbols') return { json: { symbols: SYMBOLS.map((symbol) => quote(symbol, now)) } };
    if (first === 'feed') return { json: { gaps: gaps(now) } };
    if (first === 'bars' && third === 'missing') return { json: { symbol: second, missing: hole(now) } };
    if (first === 'bars') {
      const step = { '1min': 60, '5min': 300, '15min': 900, '1hour': 3_600, '1day': DAY }[query.timeframe] ?? 60;
      return { json: { bars: query.to ? [] : bars(second, 200, step, now).filter((bar) => step > 60 || !hole(now).some(({ from, to }) => bar.time >= from && bar.time < to)) } };
    }
    if (path === '/api/patterns') return { json: { patterns: query.symbol ? [] : SYMBOLS.slice(0, 12).map((symbol, i) => pattern(symbol, now - i * 120, i)) } };
    if (path === '/api/indicators') return { json: { labels: ['SMA_20', 'VWAP', 'RSI_14', 'MACD_12_26_9'], values: bars(query.symbol, 200, 60, now).map((bar, i) => ({ time: bar.time, SMA_20: bar.close * 0.998, VWAP: bar.close * 1.002, RSI_14: 50 + 20 * Math.sin(i / 9) })) } };
    if (path === '/api/patterns/record') return { json: { records: [record(query.pattern, query.symbol, query.timeframe)] } };
    if (path === '/api/preferences' || first === 'work') {
      if (method === 'PUT') kept.set(path, body);
      const value = kept.get(path);
      return value || first !== 'work' ? { json: value ?? {}, headers: { ETag: '"1"' } } : problem(404, 'kind: nothing is under way');
    }
    if (first === 'universes') {
      if (!second) return { json: { universes } };
      if (method === 'PUT') {
        symbolsOf[second] = body.symbols;
        universes = [...universes.filter((each) => each.name !== second), { name: second, count: body.symbols.length, description: body.description }];
      }
      if (method === 'DELETE') universes = universes.filter((each) => each.name !== second);
      return { json: { ...universes.find((each) => each.name === second), symbols: symbolsOf[second] ?? [] } };
    }
    if (first === 'backtests') {
      if (second === 'check') return check(body) ?? { json: { valid: true } };
      if (!second && method === 'POST') {
        const wrong = check(body);
        if (wrong) return wrong;
        const run = { ...result('bt_new', 31, 0.04), job: body, status: 'submitted', created_at: Date.now() / 1000, metrics: null, equity: null };
        runs.unshift(run);
        setTimeout(() => progress(run), 200);
        return { status: 202, json: { job_id: 'bt_new', status: 'submitted', ref: '/api/backtests/bt_new' } };
      }
      if (!second) return { json: { backtests: runs.map(listed) } };
      if (second === 'compare') return { json: { backtests: query.ids.split(',').map((id) => runs.find((run) => run.job_id === id)) } };
      if (third === 'trades') return { json: trades(Number(query.offset), Number(query.limit)) };
      const run = runs.find((each) => each.job_id === second);
      return run ? { json: run } : problem(404, 'there is no such backtest');
    }
    if (path === '/api/alerts/history') return { json: { alerts: history(), next: null } };
    if (path === '/api/alerts/deadletters') return { json: { dead_letters: [{ id: 3, channel: 'webhook', host: 'example.org', attempts: 8, error: 'example.org answered 503', failed_at: now - 900, alert: alert('d', 'MSFT') }] } };
    if (path === '/api/alerts/acknowledge') {
      acknowledged.push(...body.alert_ids);
      return { status: 204 };
    }
    if (first === 'alerts') {
      if (third === 'test') says('pattern_alert', alert(`test-${acknowledged.length}`, 'AAPL', { test: true, name: rules.get(second).name }));
      if (third === 'mute') rules.get(second).muted_until = body.until;
      else if (!third && method === 'PUT') rules.set(second, { ...body, id: second });
      else if (!second && method === 'POST') {
        if (!body.symbols?.length && !body.universe) return problem(400, 'symbols: expected at least one symbol, or a universe');
        rules.set('r9', { ...body, id: 'r9' });
        return { status: 201, json: rules.get('r9') };
      } else if (method === 'DELETE') rules.delete(second);
      return second ? { json: rules.get(second) ?? {} } : { json: { alerts: [...rules.values()] } };
    }
    return problem(404, `there is nothing at ${path}`);
  }

  const history = () => ['acknowledged', 'delivered', 'pending', 'failed', 'muted', 'acknowledged'].map((state, i) => {
    const message = alert(`h${i}`, SYMBOLS[i * 3], i % 2 ? { pattern: null, condition: 'close crosses_above SMA(200)', value: 187.3, direction: null, confidence: null, record: null, name: 'Crosses its average', timeframe: '1hour' } : {}, i * 7_000);
    return { alert_id: message.alert_id, fired_at: message.timestamp, state, alert: message };
  });

  function progress(run, percent = 0) {
    if (percent < 100) {
      says('backtest_update', { event_type: 'backtest_progress', job_id: run.job_id, percent, current_date: '2022-05-03', symbols_done: 1, symbols_total: 3, eta_seconds: (100 - percent) / 20, timestamp: Date.now() / 1000 });
      setTimeout(() => progress(run, percent + 25), 120);
      return;
    }
    Object.assign(run, { ...result(run.job_id, 31, 0.04), job: run.job, created_at: run.created_at });
    says('backtest_update', { event_type: 'backtest_result', job_id: run.job_id, status: 'completed', metrics: run.metrics, timestamp: Date.now() / 1000 });
  }

  function says(address, body) {
    socket?.send(JSON.stringify({ type: 'rec', address, body }));
  }

  await context.routeWebSocket('**/eventbus/**', (connected) => {
    socket = connected;
    connected.onMessage((text) => {
      const message = JSON.parse(text);
      if (message.type === 'ping') connected.send(JSON.stringify({ type: 'pong', time: Date.now() / 1000 }));
    });
  });
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (url.pathname.startsWith('/api/')) {
      const body = request.postData() && (request.headers()['content-type'] === 'text/csv' ? request.postData() : request.postDataJSON());
      return route.fulfill(api(request.method(), url.pathname, Object.fromEntries(url.searchParams), body));
    }
    const name = url.pathname === '/' ? '/index.html' : url.pathname;
    const content = await readFile(join(dist, name)).catch(() => null);
    return content === null
      ? route.fulfill({ status: 404 })
      : route.fulfill({ body: content, headers: { 'Content-Type': TYPES[extname(name)] ?? 'text/plain', 'Content-Security-Policy': CSP } });
  });
  return { says, acknowledged: () => acknowledged };
}

function quote(symbol, now) {
  const last = bars(symbol, 200, 60, now).at(-1);
  return { symbol, price: last.close, time: now, previous_close: last.close * (1 + (symbol.charCodeAt(1) - 78) / 800), open: last.close };
}

function pattern(symbol, time, i) {
  const direction = ['bullish', 'bearish', 'reversal'][i % 3];
  return { event_type: 'pattern_detected', event_id: `${symbol}|x|${time}`, revision: 0, pattern: ['BullishEngulfing', 'ShootingStar', 'Doji'][i % 3], symbol, timeframe: '1min', direction, confidence: 0.55 + (i % 5) / 12, timestamp: time, metadata: { bar_time: time, price: 100 + i } };
}
