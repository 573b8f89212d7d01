import { button, textInput } from './fields';
import { make } from './dom';
import { conditionHints, suggest, type Hint } from './suggest';

/** Conditions as text, one a line, with the names there are offered while they are typed. */
export class ConditionLines {
  readonly element = make('div', 'lines');
  /** What a label and an error are about: the first line. */
  readonly first: HTMLInputElement;
  private readonly add: HTMLButtonElement;
  private readonly inputs: HTMLInputElement[] = [];

  onChange: () => void = () => {};

  constructor(
    private readonly label: string,
    private readonly placeholder: string,
    private readonly words: () => Hint[],
  ) {
    this.add = button('+ and', 'plain small', () => this.line('').focus());
    this.element.append(this.add);
    this.first = this.line('');
  }

  get(): string[] {
    return this.inputs.map((input) => input.value.trim()).filter((text) => text !== '');
  }

  set(texts: string[]): void {
    while (this.inputs.length > 1) this.inputs.pop()?.closest('.one-line')?.remove();
    this.first.value = texts[0] ?? '';
    texts.slice(1).forEach((text) => this.line(text));
  }

  private line(text: string): HTMLInputElement {
    const box = make('span', 'one-line');
    const input = textInput(text, this.placeholder);
    input.setAttribute('aria-label', this.label);
    input.className = 'code';
    input.addEventListener('input', () => this.onChange());
    box.append(input);
    suggest(input, (typed, cursor) => conditionHints(this.words(), typed, cursor));
    if (this.inputs.length > 0) {
      box.append(
        button('×', 'plain', () => {
          this.inputs.splice(this.inputs.indexOf(input), 1);
          box.remove();
          this.onChange();
        }),
      );
      box.lastElementChild?.setAttribute('aria-label', 'without this condition');
    }
    this.inputs.push(input);
    this.add.before(box);
    return input;
  }
}
