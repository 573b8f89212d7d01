import { post, put } from '../api';
import { catalogue, patternHints, type Catalogue } from '../catalogue';
import { choices, make } from '../dom';
import { button, choice, Fields, group, numberInput, numberOf, row, textInput, tick } from '../fields';
import type { Page } from '../page';
import { spoken } from '../patterns';
import { go } from '../router';
import { shaped } from '../targets';
import { Tokens } from '../tokens';
import { targetHints } from '../universes';
import { ChannelRows } from './channel-rows';
import { ConditionRows } from './condition-rows';
import { DAYS, FREQUENCIES, formOf, freshRule, idOf, MARKET_ZONE, ruleOf, saidRule, type RuleForm } from './model';
import type { RuleJson } from './types';

const TIMEFRAMES = ['1min', '5min', '15min', '1hour', '1day'];
const DIRECTIONS = { any: 'any', bullish: 'bullish', bearish: 'bearish', reversal: 'reversal', continuation: 'continuation' };

/** One rule: when it fires, how often, and who is told. */
export class RuleSheet {
  readonly element = document.createElement('form');
  private readonly wrong = make('p', 'wrong');
  private readonly fields = new Fields(this.wrong);
  private readonly name = textInput('', 'what you want to read in the alert');
  private readonly targets: Tokens;
  private readonly patterns: Tokens;
  private readonly direction = choice(DIRECTIONS, 'any');
  private readonly confidence = numberInput(null);
  private readonly conditions = new ConditionRows(() => this.known);
  private readonly channels = new ChannelRows();
  private readonly frequency = choice(FREQUENCIES, 'once_per_bar_close');
  private readonly minutes = numberInput(null);
  private readonly cooldown = numberInput(null);
  private readonly hours = tick('only at some hours', false);
  private readonly from = textInput('', '', 'time');
  private readonly to = textInput('', '', 'time');
  private readonly zone: HTMLSelectElement;
  private readonly expires = textInput('', '', 'datetime-local');
  private readonly enabled = tick('switched on', true);
  private readonly frames = make('span', 'segments');
  private readonly days = make('span', 'segments');
  private readonly submit = make('button', 'main', 'Save rule') as HTMLButtonElement;
  private chosenFrames: string[] = [];
  private chosenDays: string[] = [];
  private known: Catalogue = { functions: [], patterns: [] };

  /** Told of the rule that was kept. */
  onSaved: (id: string) => void = () => {};

  /** @param rule to be changed; null for a new one */
  constructor(
    private readonly page: Page,
    private readonly rule: RuleJson | null,
  ) {
    const { universes } = page;
    this.targets = new Tokens('symbols or lists', 'AAPL, nasdaq100…', (typed) => targetHints(universes, page.list.symbols, typed), (word) => shaped(word, universes.names));
    this.patterns = new Tokens('patterns', 'Hammer, Double Top…', (typed) => patternHints(this.known, typed), (word) => this.pattern(word), spoken);
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const form = rule ? formOf(rule) : freshRule();
    this.zone = choice(Object.fromEntries([...new Set([MARKET_ZONE, form.zone, here, 'UTC'])].map((zone) => [zone, zone.replaceAll('_', ' ')])), form.zone);
    this.element.className = 'sheet';
    this.element.noValidate = true;
    this.element.setAttribute('data-testid', 'rule-form');
    this.build();
    this.write(form);
    this.element.addEventListener('input', () => this.arrange());
    this.element.addEventListener('change', () => this.arrange());
    this.element.onsubmit = (event) => {
      event.preventDefault();
      void this.send();
    };
    void catalogue().then(
      (known) => {
        this.known = known;
        this.conditions.set(this.conditions.get());
      },
      () => {},
    );
  }

  private pattern(word: string): string {
    return this.known.patterns.find((kind) => kind.name.toLowerCase() === word.toLowerCase())?.name ?? word;
  }

  private build(): void {
    const { fields } = this;
    const head = make('div', 'sheet-head');
    head.append(make('h1', '', this.rule ? 'Change rule' : 'New rule'), make('span', 'spacer'), this.enabled.element);
    const end = make('div', 'sheet-foot');
    this.submit.type = 'submit';
    end.append(this.submit, button('Cancel', 'plain', () => go('alerts')), this.wrong);
    this.frames.setAttribute('role', 'group');
    this.days.setAttribute('role', 'group');
    this.frames.tabIndex = this.days.tabIndex = -1;
    this.element.append(
      head,
      group(
        'Of what',
        fields.add('symbols universe', 'Symbols or lists', this.targets.element, this.targets.field),
        fields.add('timeframes', 'Bars of', this.frames),
      ),
      group(
        'Fires when',
        fields.add('patterns', 'Any of these patterns is detected', this.patterns.element, this.patterns.field),
        row(fields.add('direction', 'Direction', this.direction), fields.add('min_confidence', 'Least confidence', this.confidence, this.confidence, { unit: '%' })),
        fields.add('conditions', 'And all of this holds', this.conditions.element, this.conditions.field, { hint: 'Without patterns: on every bar on which all of this holds.' }),
      ),
      group(
        'How often',
        row(
          fields.add('frequency', 'Fires', this.frequency),
          fields.add('minutes', 'Minutes', this.minutes, this.minutes, { unit: 'min' }),
          fields.add('cooldown_seconds', 'Then quiet for', this.cooldown, this.cooldown, { unit: 'min' }),
          fields.add('expires_at', 'Expires', this.expires),
        ),
        this.hours.element,
        row(
          fields.add('active_hours.from', 'From', this.from),
          fields.add('active_hours.to', 'To', this.to),
          fields.add('active_hours.days', 'On', this.days),
          fields.add('active_hours.zone active_hours', 'Clock of', this.zone),
        ),
      ),
      group('Told through', fields.add('channels', 'Channels', this.channels.element, this.channels.field)),
      group('Named', fields.add('name', 'Name', this.name)),
      end,
    );
  }

  private toggles(): void {
    const toggle = (list: string[], name: string, all: string[]) => (list.includes(name) ? list.filter((other) => other !== name) : all.filter((each) => each === name || list.includes(each)));
    choices(this.frames, TIMEFRAMES, (name) => this.chosenFrames.includes(name), (name) => {
      this.chosenFrames = toggle(this.chosenFrames, name, TIMEFRAMES);
      this.toggles();
      this.frames.querySelector<HTMLElement>(`[data-name="${name}"]`)?.focus();
    });
    choices(this.days, DAYS, (name) => this.chosenDays.includes(name), (name) => {
      this.chosenDays = toggle(this.chosenDays, name, DAYS);
      this.toggles();
      this.days.querySelector<HTMLElement>(`[data-name="${name}"]`)?.focus();
    }, (name) => name[0] + name.slice(1, 2).toLowerCase());
  }

  /** Only what applies is shown. */
  private arrange(): void {
    const show = (element: HTMLElement, isShown: boolean) => ((element.closest('.field') as HTMLElement).hidden = !isShown);
    const ofPatterns = this.patterns.get().length > 0;
    show(this.direction, ofPatterns);
    show(this.confidence, ofPatterns);
    show(this.minutes, this.frequency.value === 'every_minutes');
    for (const part of [this.from, this.to, this.days, this.zone]) show(part, this.hours.input.checked);
    this.name.placeholder = saidRule(ruleOf(this.read(), () => false), spoken) || 'what you want to read in the alert';
  }

  private read(): RuleForm {
    return {
      name: this.name.value,
      targets: this.targets.get(),
      timeframes: this.chosenFrames,
      patterns: this.patterns.get(),
      direction: this.direction.value,
      confidence: numberOf(this.confidence),
      conditions: this.conditions.get(),
      frequency: this.frequency.value,
      minutes: numberOf(this.minutes),
      cooldown: numberOf(this.cooldown),
      hours: this.hours.input.checked,
      from: this.from.value,
      to: this.to.value,
      days: this.chosenDays,
      zone: this.zone.value,
      expires: this.expires.value,
      ...this.channels.get(),
      enabled: this.enabled.input.checked,
    };
  }

  private write(form: RuleForm): void {
    this.name.value = form.name;
    this.targets.set(form.targets);
    this.patterns.set(form.patterns);
    this.patterns.onChange = () => this.arrange();
    this.direction.value = form.direction;
    this.confidence.value = form.confidence === null ? '' : String(form.confidence);
    this.conditions.set(form.conditions);
    this.conditions.onChange = () => this.arrange();
    this.frequency.value = form.frequency;
    this.minutes.value = form.minutes === null ? '' : String(form.minutes);
    this.cooldown.value = form.cooldown === null ? '' : String(form.cooldown);
    this.hours.input.checked = form.hours;
    this.from.value = form.from;
    this.to.value = form.to;
    this.expires.value = form.expires;
    this.channels.set(form);
    this.enabled.input.checked = form.enabled;
    this.chosenFrames = form.timeframes;
    this.chosenDays = form.days;
    this.toggles();
    this.arrange();
  }

  /** A rule without a name is called what it says. */
  private async send(): Promise<void> {
    const rule = ruleOf(this.read(), (word) => this.page.universes.has(word));
    if (rule.name === '') rule.name = saidRule(rule, spoken).slice(0, 80);
    this.submit.disabled = true;
    try {
      const id = this.rule ? idOf(this.rule) : '';
      const kept = this.rule
        ? await put<RuleJson | null>(`/api/alerts/${encodeURIComponent(id)}`, rule)
        : await post<RuleJson | null>('/api/alerts', rule);
      this.fields.clear();
      this.onSaved(kept ? idOf(kept) || id : id);
    } catch (error) {
      this.fields.refuse(error, true);
    } finally {
      this.submit.disabled = false;
    }
  }
}
