import { post, Refused } from '../api';
import { catalogue, conditionWords, patternHints, type Catalogue } from '../catalogue';
import { ConditionLines } from '../conditions';
import { choices, make } from '../dom';
import { button, choice, Fields, fold, group, numberInput, numberOf, row, textInput, tick } from '../fields';
import type { Page } from '../page';
import { spoken } from '../patterns';
import { work } from '../settings';
import { shaped } from '../targets';
import { Tokens } from '../tokens';
import { targetHints } from '../universes';
import { DIALS, SIZE, SIZING, unitOf, type Dial, type Setting } from './dials';
import { back, fresh, jobOf, whole, type BacktestForm } from './model';
import type { Checked } from './types';

const CHECK_MILLIS = 500;
const OK = 200;
const TIMEFRAMES = { '1day': '1 day', '1hour': '1 hour', '15min': '15 minutes', '5min': '5 minutes', '1min': '1 minute' };
const SPANS = [1, 3, 5, 10, 20];

/** What to test: kept while it is half filled in, so that another browser goes on with it. */
export class BacktestSheet {
  readonly element = document.createElement('form');
  private readonly kept = work<Partial<BacktestForm>>('backtest_form');
  private readonly wrong = make('p', 'wrong');
  private readonly good = make('p', 'quiet');
  private readonly fields = new Fields(this.wrong);
  private readonly settings = new Map<string, { dial: Dial; read: () => Setting; write: (value: Setting) => void }>();
  private readonly targets: Tokens;
  private readonly patterns: Tokens;
  private readonly enter: ConditionLines;
  private readonly exit: ConditionLines;
  private readonly from = textInput('', '', 'date');
  private readonly to = textInput('', '', 'date');
  private readonly timeframe = choice(TIMEFRAMES, '1day');
  private readonly submit = make('button', 'main', 'Run backtest') as HTMLButtonElement;
  private sizeUnit: Element | null = null;
  private known: Catalogue = { functions: [], patterns: [] };
  private timer: ReturnType<typeof setTimeout> | null = null;
  private checks = 0;
  private isTouched = false;

  /** Told the id of what was submitted. */
  onSubmitted: (id: string) => void = () => {};

  constructor(private readonly page: Page) {
    const { universes } = page;
    this.targets = new Tokens('symbols or lists', 'AAPL, nasdaq100…', (typed) => targetHints(universes, page.list.symbols, typed), (word) => shaped(word, universes.names));
    this.patterns = new Tokens('patterns', 'Hammer, Morning Star…', (typed) => patternHints(this.known, typed), (word) => this.pattern(word), spoken);
    const words = () => conditionWords(this.known);
    this.enter = new ConditionLines('enter only while', 'RSI(14) < 30', words);
    this.exit = new ConditionLines('leave when', 'close crosses below SMA(50)', words);
    this.element.className = 'sheet';
    this.element.noValidate = true;
    this.element.setAttribute('data-testid', 'backtest-form');
    this.build();
    this.write(fresh(new Date()));
    this.listen();
  }

  /** A name as the registry writes it. */
  private pattern(word: string): string {
    return this.known.patterns.find((kind) => kind.name.toLowerCase() === word.toLowerCase())?.name ?? word;
  }

  /** Begins with what is kept. */
  async open(): Promise<void> {
    const [kept] = await Promise.all([
      this.kept.load(),
      catalogue().then(
        (known) => (this.known = known),
        () => {},
      ),
    ]);
    if (kept && !this.isTouched) {
      this.write(whole(kept, new Date()));
      this.checkSoon();
    }
  }

  private build(): void {
    const { fields } = this;
    const head = make('div', 'sheet-head');
    head.append(make('h1', '', 'New backtest'), make('span', 'spacer'), button('Start over', 'plain', () => this.startOver()));
    const spans = make('span', 'segments');
    spans.setAttribute('role', 'group');
    spans.setAttribute('aria-label', 'years back');
    choices(spans, SPANS.map(String), () => false, (years) => this.span(Number(years)), (years) => `${years}y`);
    const of = (part: Dial['group'], isSwitch = false) => DIALS.filter((dial) => dial.group === part && (dial.isSwitch ?? false) === isSwitch).map((dial) => this.dial(dial));
    const end = make('div', 'sheet-foot');
    this.submit.type = 'submit';
    end.append(this.submit, this.good, this.wrong);
    this.element.append(
      head,
      group(
        'What',
        fields.add('symbols universe', 'Symbols or lists', this.targets.element, this.targets.field),
        row(fields.add('timeframe', 'Bars of', this.timeframe), fields.add('start_date', 'From', this.from), fields.add('end_date', 'To', this.to), spans),
      ),
      group(
        'Enter',
        fields.add('patterns', 'On any of these patterns', this.patterns.element, this.patterns.field),
        fields.add('rules.enter_when', 'Only while all of this holds', this.enter.element, this.enter.first, { hint: 'Without patterns: when all of this comes to hold.' }),
        row(...of('enter')),
      ),
      group('Leave, at whatever comes first', row(...of('leave')), fields.add('rules.exit_when', 'When any of this holds', this.exit.element, this.exit.first), row(...of('leave', true))),
      group('Money', row(...of('money'))),
      fold('Costs', row(...of('costs'))),
      end,
    );
  }

  private dial(dial: Dial): HTMLElement {
    if (dial.isSwitch) {
      const { element, input } = tick(dial.label, false);
      this.settings.set(dial.at, { dial, read: () => input.checked, write: (value) => (input.checked = value === true) });
      return element;
    }
    if (dial.choices) {
      const select = choice(dial.choices, String(dial.usual));
      this.settings.set(dial.at, { dial, read: () => select.value, write: (value) => (select.value = String(value ?? dial.usual)) });
      return this.fields.add(dial.at, dial.label, select);
    }
    const input = numberInput(null);
    this.settings.set(dial.at, { dial, read: () => numberOf(input), write: (value) => (input.value = value === null ? '' : String(value)) });
    const { unit = '', hint = '' } = dial;
    const box = this.fields.add(dial.at, dial.label, input, input, { unit, hint });
    if (dial.at === SIZE) this.sizeUnit = box.querySelector('.unit');
    return box;
  }

  private listen(): void {
    const changed = () => {
      this.isTouched = true;
      this.units();
      this.kept.save(this.read());
      this.checkSoon();
    };
    this.element.addEventListener('input', changed);
    this.element.addEventListener('change', changed);
    this.targets.onChange = this.patterns.onChange = this.enter.onChange = this.exit.onChange = changed;
    this.element.onsubmit = (event) => {
      event.preventDefault();
      void this.send();
    };
  }

  private span(years: number): void {
    if (!this.to.value) this.to.value = new Date().toISOString().slice(0, 10);
    this.from.value = back(this.to.value, years);
    this.from.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private startOver(): void {
    this.write(fresh(new Date()));
    this.fields.clear();
    this.good.textContent = '';
    this.kept.save(this.read());
    this.targets.field.focus();
  }

  /** What it shows now. */
  read(): BacktestForm {
    return {
      targets: this.targets.get(),
      from: this.from.value,
      to: this.to.value,
      timeframe: this.timeframe.value,
      patterns: this.patterns.get(),
      enter: this.enter.get(),
      exit: this.exit.get(),
      settings: Object.fromEntries([...this.settings].map(([at, { read }]) => [at, read()])),
    };
  }

  /** Shows this, and keeps it if it is by somebody's choice. */
  write(form: BacktestForm, isChosen = false): void {
    this.targets.set(form.targets);
    this.patterns.set(form.patterns);
    this.enter.set(form.enter);
    this.exit.set(form.exit);
    this.from.value = form.from;
    this.to.value = form.to;
    this.timeframe.value = form.timeframe;
    for (const [at, { write }] of this.settings) write(form.settings[at] ?? null);
    this.units();
    if (isChosen) {
      this.isTouched = true;
      this.kept.save(form);
      this.checkSoon();
    }
  }

  /** A size in percent or in dollars, by what it is a size of. */
  private units(): void {
    const sizing = this.settings.get(SIZING)?.read() ?? null;
    const size = this.settings.get(SIZE)?.dial;
    if (size && this.sizeUnit) this.sizeUnit.textContent = unitOf(size, { [SIZING]: sizing }) ?? '';
  }

  private job() {
    return jobOf(this.read(), (word) => this.page.universes.has(word));
  }

  private checkSoon(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.good.textContent = '';
    this.timer = setTimeout(() => void this.check(), CHECK_MILLIS);
  }

  /** Asks the server, once there is enough to ask about. */
  private async check(): Promise<void> {
    const form = this.read();
    if (form.targets.length === 0 || form.patterns.length + form.enter.length === 0) {
      this.fields.clear();
      return;
    }
    const mine = ++this.checks;
    try {
      await checked(this.job());
      if (mine !== this.checks) return;
      this.fields.clear();
      this.good.textContent = 'Ready to run.';
    } catch (error) {
      if (mine === this.checks) this.fields.refuse(error, false);
    }
  }

  private async send(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.checks++;
    this.submit.disabled = true;
    try {
      const job = this.job();
      await checked(job);
      const { job_id } = await post<{ job_id: string }>('/api/backtests', job);
      this.fields.clear();
      this.onSubmitted(job_id);
    } catch (error) {
      this.fields.refuse(error, true);
    } finally {
      this.submit.disabled = false;
    }
  }
}

/** Asks whether a job can be run; a form that is not ready yet is no failed request. */
async function checked(job: unknown): Promise<void> {
  const { valid, detail = '', field } = await post<Checked>('/api/backtests/check', job);
  if (!valid) throw new Refused(OK, detail, field);
}
