/** Small words for the page's elements. Text only ever goes in as text. */
export function $<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

export function make(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** Buttons of which one, or any number, is on. */
export function choices(
  into: HTMLElement,
  names: string[],
  isOn: (name: string) => boolean,
  chosen: (name: string) => void,
  words: (name: string) => string = (name) => name,
): void {
  into.replaceChildren(
    ...names.map((name) => {
      const button = make('button', isOn(name) ? 'on' : '', words(name)) as HTMLButtonElement;
      button.type = 'button';
      button.dataset.name = name;
      button.setAttribute('aria-pressed', String(isOn(name)));
      button.onclick = () => chosen(name);
      return button;
    }),
  );
}

/** A select of these, one of them chosen. */
export function options(
  select: HTMLSelectElement,
  values: string[],
  chosen: string,
  words: (value: string) => string,
  then: (value: string) => void,
): void {
  select.replaceChildren(...values.map((value) => new Option(words(value), value, false, value === chosen)));
  select.onchange = () => then(select.value);
}
