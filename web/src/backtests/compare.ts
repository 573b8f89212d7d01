import { get } from '../api';
import { CurveChart } from '../curve-chart';
import { make } from '../dom';
import { spoken } from '../patterns';
import { hashOf } from '../router';
import { FIGURES, side, signed } from './figures';
import { title } from './model';
import { section } from './result';
import type { Result } from './types';

/** Custom properties of the style sheet, apart from each other in dark and light. */
const COLOURS = ['--accent', '--mark', '--up', '--violet', '--down', '--teal'];

/** Several backtests in one chart, as what each earned, and their figures side by side. */
export class CompareView {
  private chart: CurveChart | null = null;

  constructor(private readonly into: HTMLElement) {}

  async open(ids: string[]): Promise<void> {
    this.into.replaceChildren(make('p', 'quiet hint', 'loading…'));
    try {
      const { backtests } = await get<{ backtests: Result[] }>('/api/backtests/compare', { ids: ids.join(',') });
      this.show(backtests);
    } catch (error) {
      this.into.replaceChildren(make('p', 'wrong hint', error instanceof Error ? error.message : String(error)));
    }
  }

  private show(runs: Result[]): void {
    const head = make('div', 'sheet-head');
    head.append(make('h1', '', `${runs.length} backtests side by side`));
    const box = make('div', 'curve-box tall');
    this.into.replaceChildren(head, box, section('Figures', figures(runs)));
    this.chart = new CurveChart(box, { say: (value) => signed(value, 1) });
    this.chart.lines(
      runs.flatMap((run, index) =>
        run.equity?.equity.length
          ? [{ name: letter(index), time: run.equity.time, values: growth(run.equity.equity, capitalOf(run)), colour: colourOf(index) }]
          : [],
      ),
    );
  }

  close(): void {
    this.chart?.close();
    this.chart = null;
  }
}

/** What each day's equity is above the first, as a fraction. */
export function growth(values: number[], initial: number): number[] {
  return values.map((value) => value / initial - 1);
}

function capitalOf(run: Result): number {
  return Number(run.job?.parameters?.initial_capital ?? run.equity?.equity[0] ?? 1);
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length]!;
}

function figures(runs: Result[]): HTMLElement {
  const frame = make('div', 'scroll');
  const table = make('table', 'data num compare');
  const head = make('tr');
  head.append(make('th', 'text', ''));
  runs.forEach((run, index) => {
    const cell = make('th', 'wrap');
    const key = make('i', 'key');
    key.style.background = `var(${colourOf(index)})`;
    const link = make('a', '', title({ ...run, ...run.job }, spoken));
    link.setAttribute('href', hashOf('backtests', run.job_id));
    cell.append(key, make('b', '', `${letter(index)} `), link);
    head.append(cell);
  });
  table.append(head, line('Period', runs.map((run) => `${run.start_date ?? run.job?.start_date ?? ''} – ${run.end_date ?? run.job?.end_date ?? ''}`)));
  for (const figure of FIGURES) {
    const best = bestOf(figure.name, runs);
    const cells = line(figure.label, runs.map((run) => figure.say(run.metrics?.[figure.name])), (index) => {
      const run = runs[index]!;
      return `${side(figure, run.metrics)} ${best !== null && run.metrics?.[figure.name] === best ? 'best' : ''}`;
    });
    cells.title = figure.note;
    table.append(cells);
  }
  frame.append(table);
  return frame;
}

/** The value to be preferred, where one is and they differ. */
function bestOf(name: string, runs: Result[]): number | null {
  const greater = ['total_return', 'annual_return', 'sharpe', 'sortino', 'calmar', 'win_rate', 'profit_factor', 'expectancy', 'average_trade', 'final_equity'];
  const less = ['max_drawdown', 'max_drawdown_days', 'volatility'];
  const values = runs.map((run) => run.metrics?.[name]).filter((value): value is number => typeof value === 'number');
  if (new Set(values).size < 2) return null;
  return greater.includes(name) ? Math.max(...values) : less.includes(name) ? Math.min(...values) : null;
}

function line(name: string, words: string[], className: (index: number) => string = () => ''): HTMLElement {
  const row = make('tr');
  const head = make('th', 'text quiet', name);
  head.setAttribute('scope', 'row');
  row.append(head, ...words.map((text, index) => make('td', className(index), text)));
  return row;
}
