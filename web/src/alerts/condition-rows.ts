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
    const indicator = this.named('indicator', form.indicator, 'RSI(14)');
    const output = choice({ '': 'first output' }, '', 'output');
    const op = choice(OPS, form.op, 'comparison');
    const against = choice({ level: 'a level', other: 'another indicator' }, form.against, 'against');
    const level = numberInput(form.level);
    const upper = numberInput(form.upper);
    const other = this.named('other indicator', form.other, 'SMA(200)');
    const bars = numberInput(form.bars);
    const hysteresis = numberInput(form.hysteresis);
    level.setAttribute('aria-label', 'level');
    upper.setAttribute('aria-label', 'upper level');
    const parts = {
      to: make('span', 'quiet', 'to'),
      bars: labelled('in', bars, 'bars'),
      back: labelled('again once back by', hysteresis, ''),
    };
    let wanted = form.output;
    const arrange = () => {
      const outputs = outputsOf(this.known(), indicator.input.value);
      wanted = output.value || wanted;
      output.replaceChildren(...['', ...(outputs.length > 1 ? outputs : [])].map((name) => new Option(name || 'first output', name, false, name === wanted)));
      output.hidden = outputs.length < 2;
      const channel = isChannel(op.value);
      const isOther = against.value === 'other' && !channel && !isChange(op.value);
      against.hidden = channel || isChange(op.value);
      upper.hidden = parts.to.hidden = !channel;
      level.hidden = isOther;
      other.box.hidden = !isOther;
      parts.bars.hidden = !isChange(op.value);
    };
    box.append(indicator.box, output, op, against, level, parts.to, upper, other.box, parts.bars, parts.back);
    const row = {
      box,
      read: (): ConditionForm => ({
        indicator: indicator.input.value,
        output: output.hidden ? (outputsOf(this.known(), indicator.input.value).length === 0 ? wanted : '') : output.value,
        op: op.value,
        against: against.value === 'other' ? 'other' : 'level',
        level: numberOf(level),
        upper: numberOf(upper),
        other: other.input.value,
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
