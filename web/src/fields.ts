import { Refused } from './api';
import { make } from './dom';

let ids = 0;

/** Things to fill in, by the name that errors call them, each with a label and room for what is wrong with it. */
export class Fields {
  private readonly notes = new Map<string, { note: HTMLElement; input: HTMLElement; box: HTMLElement }>();

  /** @param elsewhere for errors that are about no field here */
  constructor(private readonly elsewhere: HTMLElement) {
    elsewhere.setAttribute('role', 'alert');
  }

  /**
   * @param control what is shown, `input` in it what is filled in
   * @param more a unit behind it, a hint below it
   */
  add(name: string, label: string, control: HTMLElement, input: HTMLElement = control, more: { unit?: string; hint?: string } = {}): HTMLElement {
    const box = make('div', 'field');
    const words = make('label', '', label) as HTMLLabelElement;
    const note = make('p', 'wrong');
    note.id = `note-${++ids}`;
    note.hidden = true;
    input.id ||= `field-${ids}`;
    words.htmlFor = input.id;
    const line = make('span', 'line');
    line.append(control);
    if (more.unit) line.append(make('span', 'quiet unit', more.unit));
    box.append(words, line);
    if (more.hint) box.append(make('p', 'quiet small', more.hint));
    box.append(note);
    this.notes.set(name, { note, input, box });
    return box;
  }

  /** Nothing is wrong, as far as known. */
  clear(): void {
    this.elsewhere.textContent = '';
    for (const { note, input } of this.notes.values()) {
      note.hidden = true;
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
    }
  }

  /** Says what is wrong, at the field it is about; `seek` brings it into view. */
  refuse(error: unknown, seek: boolean): void {
    this.clear();
    const words = error instanceof Error ? error.message : String(error);
    const field = error instanceof Refused ? error.field : null;
    const name = field && nameIn([...this.notes.keys()], field);
    const found = name ? this.notes.get(name) : undefined;
    if (!found) {
      this.elsewhere.textContent = words;
      if (seek) this.elsewhere.scrollIntoView({ block: 'nearest' });
      return;
    }
    const which = /\[(\d+)\]/.exec(field ?? '')?.[1];
    const said = words.replace(`${field}: `, '');
    found.note.textContent = which === undefined ? said : `${Number(which) + 1}. ${said}`;
    found.note.hidden = false;
    found.input.setAttribute('aria-invalid', 'true');
    found.input.setAttribute('aria-describedby', found.note.id);
    const fold = found.box.closest('details');
    if (fold) fold.open = true;
    if (seek) {
      found.input.focus();
      found.box.scrollIntoView({ block: 'center' });
    }
  }
}

/** The name of what an error is about: `symbols` of `symbols[3]`, `rules.stop_loss` of `stop_loss`. */
export function nameIn(names: string[], field: string): string | undefined {
  const plain = field.replace(/\[\d+\].*$/, '');
  return (
    names.find((name) => name.split(' ').includes(field)) ??
    names.find((name) => name.split(' ').includes(plain)) ??
    names.find((name) => name.split(' ').some((each) => each.endsWith(`.${plain}`)))
  );
}

/** An empty field is null. */
export function numberInput(value: number | null): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'number';
  input.step = 'any';
  input.inputMode = 'decimal';
  input.value = value === null ? '' : String(value);
  return input;
}

export function numberOf(input: HTMLInputElement): number | null {
  return Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber;
}

export function textInput(value: string, placeholder = '', type = 'text'): HTMLInputElement {
  const input = document.createElement('input');
  input.type = type;
  input.value = value;
  input.placeholder = placeholder;
  return input;
}

export function choice(choices: Record<string, string>, value: string, label = ''): HTMLSelectElement {
  const select = document.createElement('select');
  select.append(...Object.entries(choices).map(([key, words]) => new Option(words, key, false, key === value)));
  if (label) select.setAttribute('aria-label', label);
  return select;
}

/** A box to tick, with its words. */
export function tick(label: string, value: boolean): { element: HTMLElement; input: HTMLInputElement } {
  const element = make('label', 'tick');
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.checked = value;
  element.append(input, make('span', '', label));
  return { element, input };
}

export function button(words: string, className: string, then: () => unknown): HTMLButtonElement {
  const element = make('button', className, words) as HTMLButtonElement;
  element.type = 'button';
  element.onclick = then;
  return element;
}

/** A part of a form under a heading. */
export function group(heading: string, ...content: HTMLElement[]): HTMLElement {
  const box = document.createElement('fieldset');
  box.append(make('legend', '', heading), ...content);
  return box;
}

/** A part that is seldom needed. */
export function fold(heading: string, ...content: HTMLElement[]): HTMLElement {
  const box = document.createElement('details');
  box.append(make('summary', '', heading), ...content);
  return box;
}

export function row(...content: HTMLElement[]): HTMLElement {
  const box = make('div', 'fields');
  box.append(...content);
  return box;
}
