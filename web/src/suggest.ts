import { make } from './dom';

export interface Hint {
  value: string;
  note?: string;
}

/** What may stand in the place of a part of the text. */
export interface Hints {
  from: number;
  to: number;
  items: Hint[];
}

const MOST = 12;
let lists = 0;

/**
 * Offers words while somebody types: arrow keys choose, Enter or Tab takes, Escape closes. The input must be in an
 * element with a position, below which the list hangs.
 *
 * @param hints for a text and where the cursor is in it
 * @param taken told the word; without it the word takes its place in the text
 */
export function suggest(
  input: HTMLInputElement,
  hints: (text: string, cursor: number) => Hints,
  taken?: (value: string) => void,
): void {
  const list = make('ul', 'hints');
  list.id = `hints-${++lists}`;
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) {
    input.setAttribute(name, value);
  }
  input.autocomplete = 'off';
  input.spellcheck = false;
  let now: Hints = { from: 0, to: 0, items: [] };
  let at = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index: number) => {
    at = (index + now.items.length) % now.items.length;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    const item = list.children[at];
    if (item) {
      input.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    }
  };
  const take = (value: string) => {
    close();
    if (taken) {
      taken(value);
    } else {
      input.setRangeText(value, now.from, now.to, 'end');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      close();
    }
    input.focus();
  };
  const open = () => {
    now = hints(input.value, input.selectionStart ?? input.value.length);
    now.items = now.items.slice(0, MOST);
    list.replaceChildren(...now.items.map((hint, index) => entry(hint, `${list.id}-${index}`, () => take(hint.value))));
    list.hidden = now.items.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (!list.hidden) mark(0);
  };

  input.addEventListener('input', open);
  input.addEventListener('click', open);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && list.hidden) open();
    if (list.hidden) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = now.items[at];
    if (by) {
      mark(at + by);
    } else if (event.key === 'Escape') {
      close();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && (input.value !== '' || event.key === 'Enter')) {
      take(chosen.value);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

function entry(hint: Hint, id: string, take: () => void): HTMLElement {
  const item = make('li');
  item.id = id;
  item.setAttribute('role', 'option');
  item.append(make('b', '', hint.value), make('span', 'quiet', hint.note ?? ''));
  // Before the input loses the focus, and with it the list.
  item.onpointerdown = (event) => {
    event.preventDefault();
    take();
  };
  return item;
}

/** The words that fit what is typed: those that begin so first, then those that hold it somewhere. */
export function fitting(words: Hint[], typed: string): Hint[] {
  const wanted = typed.toLowerCase();
  const at = (hint: Hint) => hint.value.toLowerCase().indexOf(wanted);
  return words
    .filter((hint) => at(hint) >= 0)
    .sort((a, b) => Number(at(a) > 0) - Number(at(b) > 0));
}

/** Of a condition as people write it, words for the one at the cursor. */
export function conditionHints(words: Hint[], text: string, cursor: number): Hints {
  const before = /[A-Za-z_][\w.]*$/.exec(text.slice(0, cursor))?.[0] ?? '';
  const after = /^[\w.]*/.exec(text.slice(cursor))?.[0] ?? '';
  const items = before === '' ? [] : fitting(words, before).filter((hint) => hint.value !== before + after);
  return { from: cursor - before.length, to: cursor + after.length, items };
}
