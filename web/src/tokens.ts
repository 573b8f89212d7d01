import { make } from './dom';
import { suggest, type Hint } from './suggest';

/** Several words in one field, each with a button that takes it out again. */
export class Tokens {
  readonly element = make('div', 'tokens');
  private readonly input = document.createElement('input');
  private readonly box = make('span', 'token-input');
  private values: string[] = [];

  /** Told after each change by hand. */
  onChange: () => void = () => {};

  /**
   * @param hints for what is typed
   * @param shape how a word is written: upper case, say
   */
  constructor(
    label: string,
    placeholder: string,
    hints: (typed: string) => Hint[],
    private readonly shape: (word: string) => string = (word) => word,
    private readonly spoken: (word: string) => string = (word) => word,
  ) {
    this.input.placeholder = placeholder;
    this.input.setAttribute('aria-label', label);
    this.box.append(this.input);
    this.element.append(this.box);
    suggest(
      this.input,
      (text) => ({ from: 0, to: text.length, items: hints(text.trim()).filter((hint) => !this.values.includes(hint.value)) }),
      (value) => this.add([value]),
    );
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('change', () => this.add(this.input.value.split(/[\s,;]+/)));
    this.element.onclick = (event) => event.target === this.element && this.input.focus();
  }

  get(): string[] {
    return [...this.values];
  }

  set(values: string[]): void {
    this.values = [...new Set(values)];
    this.draw();
  }

  /** The input that a label or an error is about. */
  get field(): HTMLInputElement {
    return this.input;
  }

  private key(event: KeyboardEvent): void {
    if ((event.key === 'Enter' || event.key === ',') && this.input.value.trim() !== '') {
      event.preventDefault();
      this.add(this.input.value.split(/[\s,;]+/));
    } else if (event.key === 'Backspace' && this.input.value === '' && this.values.length > 0) {
      this.values.pop();
      this.changed();
    }
  }

  private add(words: string[]): void {
    this.input.value = '';
    const fresh = words.map((word) => this.shape(word.trim())).filter((word) => word !== '');
    if (fresh.length > 0) {
      this.values = [...new Set([...this.values, ...fresh])];
      this.changed();
    }
  }

  private changed(): void {
    this.draw();
    this.onChange();
  }

  private draw(): void {
    const tokens = this.values.map((value) => {
      const token = make('span', 'token', this.spoken(value));
      const out = make('button', '', '×') as HTMLButtonElement;
      out.type = 'button';
      out.setAttribute('aria-label', `without ${value}`);
      out.onclick = () => {
        this.values = this.values.filter((other) => other !== value);
        this.changed();
        this.input.focus();
      };
      token.append(out);
      return token;
    });
    // The input stays where it is: taken out and put back it would lose the focus.
    this.element.querySelectorAll('.token').forEach((token) => token.remove());
    this.box.before(...tokens);
  }
}
