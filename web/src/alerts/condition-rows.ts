import { operands, outputsOf, type Catalogue } from '../catalogue';
import { make } from '../dom';
import { button, choice, numberInput, numberOf, textInput } from '../fields';
import { conditionHints, suggest } from '../suggest';
import { freshCondition, isChange, isChannel, OPS, type ConditionForm } from './model';

/** Conditions of a rule, one a row: an indicator, what it does, and against what. */
export class ConditionRows {
  readonly element = make('div', 'lines');
  private readonly rows: { box: HTMLElement; read: () => ConditionForm }[] = [];
  private readonly more: HTMLButtonElement;

  onChange: () => void = () => {};

  constructor(private readonly known: () => Catalogue) {
    this.more = button('+ condition', 'small', () => {
      this.add(freshCondition()).querySelector('input')?.focus();
      this.onChange();
    });
    this.element.append(this.more);
  }

  /** What an error is about. */
  get field(): HTMLElement {
    return this.more;
  }

  get(): ConditionForm[] {
    return this.rows.map(({ read }) => read());
  }

  set(forms: ConditionForm[]): void {
    this.rows.splice(0).forEach(({ box }) => box.remove());
    forms.forEach((form) => this.add(form));
  }

  private add(form: ConditionForm): HTMLElement {
    const box = make('div', 'condition');
    const value = this.operand('indicator', form.indicator, form.output, 'RSI(14)');
    const other = this.operand('other indicator', form.other, form.otherOutput, 'SMA(200)');
    const op = choice(OPS, form.op, 'comparison');
    const against = choice({ level: 'a level', other: 'another indicator' }, form.against, 'against');
    const level = numberInput(form.level);
    const upper = numberInput(form.upper);
    const bars = numberInput(form.bars);
    const hysteresis = numberInput(form.hysteresis);
    level.setAttribute('aria-label', 'level');
    upper.setAttribute('aria-label', 'upper level');
    const to = make('span', 'quiet', 'to');
    const over = labelled('in', bars, 'bars');
    const back = labelled('again once back by', hysteresis, '');
    const arrange = () => {
      const channel = isChannel(op.value);
      const isOther = against.value === 'other' && !channel && !isChange(op.value);
      against.hidden = channel || isChange(op.value);
      upper.hidden = to.hidden = !channel;
      level.hidden = isOther;
      value.arrange(true);
      other.arrange(isOther);
      over.hidden = !isChange(op.value);
    };
    box.append(value.box, value.output, op, against, level, to, upper, other.box, other.output, over, back);
    const row = {
      box,
      read: (): ConditionForm => ({
        ...{ indicator: value.input.value, output: value.read(), other: other.input.value, otherOutput: other.read() },
        op: op.value,
        against: against.value === 'other' ? 'other' : 'level',
        level: numberOf(level),
        upper: numberOf(upper),
        bars: numberOf(bars),
        hysteresis: numberOf(hysteresis),
      }),
    };
    const out = button('×', 'plain', () => {
      this.rows.splice(this.rows.indexOf(row), 1);
      box.remove();
      this.onChange();
    });
    out.setAttribute('aria-label', 'without this condition');
    box.append(out);
    box.addEventListener('input', arrange);
    box.addEventListener('change', arrange);
    arrange();
    this.rows.push(row);
    this.more.before(box);
    return box;
  }

  /** An indicator as it is written, and which of its outputs, where it has several. */
  private operand(label: string, written: string, chosen: string, placeholder: string) {
    const { box, input } = this.named(label, written, placeholder);
    const output = choice({ '': 'first output' }, '', `output of the ${label}`);
    let wanted = chosen;
    output.addEventListener('change', () => (wanted = output.value));
    const outputs = () => outputsOf(this.known(), input.value);
    const arrange = (isShown: boolean) => {
      const names = outputs();
      output.replaceChildren(...['', ...names].map((name) => new Option(name || 'first output', name, false, name === wanted)));
      box.hidden = !isShown;
      output.hidden = !isShown || names.length < 2;
    };
    // Of one that is not known yet, because the registry is still to come, what was chosen stays.
    const read = () => (outputs().length > 1 ? output.value : outputs().length === 0 ? wanted : '');
    return { box, input, output, arrange, read };
  }

  private named(label: string, value: string, placeholder: string): { box: HTMLElement; input: HTMLInputElement } {
    const box = make('span', 'one-line');
    const input = textInput(value, placeholder);
    input.className = 'code';
    input.setAttribute('aria-label', label);
    box.append(input);
    suggest(input, (text, cursor) => conditionHints(operands(this.known()), text, cursor));
    return { box, input };
  }
}

function labelled(before: string, input: HTMLInputElement, after: string): HTMLElement {
  const label = make('label', 'quiet small-field');
  label.append(make('span', '', before), input, make('span', '', after));
  return label;
}
