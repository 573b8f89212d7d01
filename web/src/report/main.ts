import { $, choices, make } from '../dom';
import { TradeCandles } from './candles';
import type { Report, Result } from './data';
import { EquityChart } from './equity';
import * as tables from './tables';
import { TradeTable } from './trades';
import * as words from './words';

const MOST_NAMED = 4;
const BENCHMARK = 'buy & hold';
const LOG = 'log';
const MOST_WARNINGS = 3;
const report = JSON.parse($('data').textContent ?? '{}') as Report;
const { result } = report;
const times = new words.Times(report.zone, (result.job.timeframe ?? '1day') === '1day');

function few(names: string[], what: string): string {
  return names.length > MOST_NAMED ? `${names.length} ${what}` : names.map(words.spoken).join(', ');
}

function list(into: HTMLElement, notes: string[]): void {
  into.replaceChildren(...notes.map((note) => make('li', '', note)));
}

function head(): void {
  const { job } = result;
  const conditions = (job.rules?.enter_when as string[] | undefined) ?? [];
  const patterns = job.patterns.length > 0 ? few(job.patterns, 'patterns') : '';
  const signal = [patterns, conditions.join(' and ')].filter((text) => text).join(' when ');
  $('title').textContent = `${signal} on ${few(job.symbols, 'symbols')}`;
  document.title = `Backtest: ${$('title').textContent}`;
  $('sub').textContent = [
    `${job.start_date} to ${job.end_date}`,
    `bars of ${job.timeframe ?? '1day'}`,
    `${words.count(result.bars)} bars`,
    `capital ${words.count(tables.initial(result.metrics))}`,
  ].join('  ·  ');
  $('made').textContent = new Date(result.finished_at * 1000).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
  const refused =
    result.refused > 0
      ? [`${words.count(result.refused)} of ${words.count(result.decided)} entries were refused: no capital, no room or no price.`]
      : [];
  const cancelled = result.status === 'completed' ? [] : [`The run was ${result.status}: all is as of the last bar it came to.`];
  const left = report.left_out.length > 0 ? [`Left out of this file for its size: ${report.left_out.join('; ')}.`] : [];
  const isFew = result.warnings.length <= MOST_WARNINGS;
  list($('notes'), [...cancelled, ...refused, ...(isFew ? result.warnings : []), ...left]);
  $('gaps').hidden = isFew;
  $('gaps').querySelector('summary')!.textContent = `${result.warnings.length} notes on the bars`;
  list($('gaps').querySelector('ul')!, result.warnings);
}

function tiles(own: Result['metrics'], hold: Result['metrics']): void {
  const versus = (text: string) => `buy & hold ${text}`;
  const all: [string, string, string, string][] = [
    ['Total return', words.percent(own.total_return ?? null), versus(words.percent(hold.total_return ?? null)), words.tone(own.total_return ?? null)],
    ['Annual return', words.percent(own.annual_return ?? null), versus(words.percent(hold.annual_return ?? null)), words.tone(own.annual_return ?? null)],
    ['Sharpe ratio', words.ratio(own.sharpe ?? null), versus(words.ratio(hold.sharpe ?? null)), ''],
    ['Maximum drawdown', words.percent(-(own.max_drawdown ?? 0)), versus(words.percent(-(hold.max_drawdown ?? 0))), ''],
    ['Trades', words.count(own.trades ?? null), `${words.percent(own.win_rate ?? null, 1)} won`, ''],
    ['Profit factor', words.ratio(own.profit_factor ?? null), `${words.percent(own.average_trade ?? null)} a trade`, ''],
  ];
  $('tiles').replaceChildren(
    ...all.map(([name, value, note, tone]) => {
      const tile = make('div', 'tile');
      tile.append(make('span', 'quiet', name), make('b', `num ${tone}`, value), make('span', 'quiet num', note));
      return tile;
    }),
  );
}

function settings(): void {
  const entries: [string, string][] = [
    ...Object.entries({ ...result.job.rules, ...result.job.parameters }).map(
      ([name, value]) => [words.spoken(name), Array.isArray(value) ? value.join(' and ') : String(value)] as [string, string],
    ),
    ...Object.entries(result.data ?? {}).map(([name, value]) => [`data: ${name}`, String(value)] as [string, string]),
    ['engine', result.versions.engine],
    ['run', result.job_id],
  ];
  $('settings').replaceChildren(
    ...entries.map(([name, value]) => {
      const pair = make('div');
      pair.append(make('dt', 'quiet', name), make('dd', '', value));
      return pair;
    }),
  );
  $('job').textContent = JSON.stringify(result.job, null, 2);
}

function study(): void {
  const title = tables.study($('study-table'), report);
  $('study').hidden = title === '';
  $('study-title').textContent = title;
}

function charts(): { paint(): void }[] {
  const equity = new EquityChart($('equity'), $('equity-legend'), report);
  const on = new Set([BENCHMARK, ...(equity.isWide ? [LOG] : [])]);
  const toggles = () => {
    equity.logarithmic(on.has(LOG));
    equity.beside(on.has(BENCHMARK));
    choices($('scales'), [BENCHMARK, LOG], (name) => on.has(name), (name) => {
      if (!on.delete(name)) on.add(name);
      toggles();
    });
  };
  toggles();

  const symbols = Object.keys(report.candles).sort();
  $('on-candles').hidden = symbols.length === 0;
  const table = new TradeTable(report.trades, times);
  if (symbols.length === 0) return [equity];
  const candles = new TradeCandles($('candles'), $('candle-legend'), report, times);
  const select = $<HTMLSelectElement>('symbol');
  select.append(...symbols.map((name) => new Option(name, name)));
  select.onchange = () => candles.show(select.value);
  table.onChosen = (trade) => {
    if (!report.candles[trade.symbol]) return;
    select.value = trade.symbol;
    candles.point(trade);
    $('on-candles').scrollIntoView({ behavior: 'smooth', block: 'start' });
  };
  candles.show(symbols[0]!);
  return [equity, candles];
}

function themes(painted: { paint(): void }[]): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const set = (theme: string) => {
    document.documentElement.dataset.theme = theme;
    painted.forEach((each) => each.paint());
  };
  const preferred = () => set(light.matches ? 'light' : 'dark');
  light.addEventListener('change', preferred);
  $('theme').onclick = () => set(document.documentElement.dataset.theme === 'light' ? 'dark' : 'light');
  preferred();
}

document.documentElement.dataset.theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
head();
tiles(result.metrics, result.benchmark);
tables.heat($('heat'), report);
tables.figures($('figures'), report);
tables.groups($('groups'), report);
study();
settings();
themes(charts());
document.documentElement.dataset.ready = 'true';
