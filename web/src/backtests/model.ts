import { targetOf, wordsOf } from '../targets';
import { DIALS, fromJob, SIZING, toJob, type Setting } from './dials';
import type { Job } from './types';

/** A backtest as it is filled in: kept like this while it is half done. */
export interface BacktestForm {
  targets: string[];
  from: string;
  to: string;
  timeframe: string;
  patterns: string[];
  enter: string[];
  exit: string[];
  settings: Record<string, Setting>;
}

const YEARS = 3;

/** A new one: the last three years, with usual settings. */
export function fresh(today: Date): BacktestForm {
  const to = today.toISOString().slice(0, 10);
  return {
    targets: [],
    from: back(to, YEARS),
    to,
    timeframe: '1day',
    patterns: [],
    enter: [],
    exit: [],
    settings: Object.fromEntries(DIALS.map((dial) => [dial.at, dial.usual])),
  };
}

/** The same day some years earlier; the 29th of February is the 28th where there is none. */
export function back(date: string, years: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - years, month - 1, Math.min(day, last))).toISOString().slice(0, 10);
}

/** What is kept, made whole: a form of an older page may lack something. */
export function whole(kept: Partial<BacktestForm>, today: Date): BacktestForm {
  const usual = fresh(today);
  return { ...usual, ...kept, settings: { ...usual.settings, ...kept.settings } };
}

/** The body that submits it. What is left empty is left out, and has the server's default. */
export function jobOf(form: BacktestForm, isUniverse: (word: string) => boolean): Job {
  const job: Required<Pick<Job, 'parameters' | 'rules'>> = { parameters: {}, rules: {} };
  for (const dial of DIALS) {
    const value = toJob(dial, form.settings);
    if (value === null || value === '') continue;
    const [part, name] = dial.at.split('.') as ['parameters' | 'rules', string];
    job[part][name] = value;
  }
  const said = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');
  if (said(form.enter).length > 0) job.rules.enter_when = said(form.enter);
  if (said(form.exit).length > 0) job.rules.exit_when = said(form.exit);
  return {
    ...targetOf(form.targets, isUniverse),
    start_date: form.from,
    end_date: form.to,
    timeframe: form.timeframe,
    patterns: form.patterns,
    ...job,
  };
}

/** The form that would submit this job. */
export function formOf(job: Job): BacktestForm {
  const value = (at: string) => {
    const [part, name] = at.split('.') as ['parameters' | 'rules', string];
    return job[part]?.[name];
  };
  const settings: Record<string, Setting> = {};
  // How positions are sized says what unit their size is in, so it comes first.
  for (const dial of [...DIALS].sort((a, b) => Number(b.at === SIZING) - Number(a.at === SIZING))) {
    settings[dial.at] = fromJob(dial, value(dial.at), settings) ?? implied(dial.at);
  }
  return {
    targets: wordsOf(job),
    from: job.start_date,
    to: job.end_date,
    timeframe: job.timeframe ?? '1day',
    patterns: job.patterns ?? [],
    enter: (value('rules.enter_when') as string[] | undefined) ?? [],
    exit: (value('rules.exit_when') as string[] | undefined) ?? [],
    settings,
  };
}

/** What a job means that does not say. */
function implied(at: string): Setting {
  const dial = DIALS.find((each) => each.at === at);
  if (at === 'rules.opposite_signal') return true;
  if (dial?.isSwitch) return false;
  return dial?.choices ? dial.usual : null;
}

type Titled = { symbols?: string[]; symbols_total?: number; universe?: string | null; patterns?: string[] };

/** In a line: `Hammer, Doji on AAPL, MSFT`. */
export function title(run: Titled, spoken: (name: string) => string): string {
  return `${what(run, spoken)} on ${where(run)}`;
}

export function what(run: Titled, spoken: (name: string) => string): string {
  return run.patterns?.length ? few(run.patterns.map(spoken)) : 'Conditions';
}

export function where(run: Titled): string {
  return run.universe ? run.universe.split(':').join(' + ') : few(run.symbols ?? [], run.symbols_total);
}

function few(words: string[], total = words.length): string {
  return total > 3 ? `${words.slice(0, 2).join(', ')} and ${total - 2} more` : words.join(', ');
}
