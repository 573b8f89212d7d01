import { $, make, options } from './dom';
import { button, Fields, textInput } from './fields';
import type { Page } from './page';
import { keep, settings } from './settings';
import { targetHints, type Universe } from './universes';
import { Tokens } from './tokens';

const MOST_BYTES = 1_000_000;

/** The lists of symbols: which one the watchlist shows, and a dialog that makes and changes them. */
export class Lists {
  private readonly dialog = $<HTMLDialogElement>('lists');
  private readonly select = $<HTMLSelectElement>('universe');

  constructor(private readonly page: Page) {
    page.universes.onChange = () => this.draw();
    $('edit-lists').onclick = () => this.open();
    this.dialog.addEventListener('click', (event) => event.target === this.dialog && this.dialog.close());
    this.draw();
  }

  /** Asks which there are, and shows the chosen one. */
  async load(): Promise<void> {
    try {
      await this.page.universes.load();
      await this.apply();
    } catch (error) {
      console.warn(`lists: ${error instanceof Error ? error.message : error}`);
    }
  }

  private draw(): void {
    const names = this.page.universes.names;
    const chosen = names.includes(settings.universe) ? settings.universe : '';
    options(this.select, ['', ...names], chosen, (name) => name || 'all symbols', (name) => {
      settings.universe = name;
      keep();
      void this.apply();
    });
  }

  private async apply(): Promise<void> {
    const name = settings.universe;
    if (name === '' || !this.page.universes.has(name)) {
      this.page.list.restrict(null);
      return;
    }
    const { symbols } = await this.page.universes.one(name);
    if (settings.universe === name) this.page.list.restrict(symbols);
  }

  private open(): void {
    this.index('');
    this.dialog.showModal();
  }

  /** All lists, with a word on what was done. */
  private index(news: string): void {
    const { universes } = this.page;
    const rows = universes.all.map((each) => {
      const row = make('div', 'list-row');
      const words = [`${each.count} symbols`, each.shared ? 'shared' : '', each.description ?? ''].filter((word) => word !== '');
      row.append(make('b', '', each.name), make('span', 'quiet said', words.join(' · ')), button(each.shared ? 'Show' : 'Change', 'small', () => void this.edit(each.name)));
      return row;
    });
    const foot = make('div', 'sheet-foot');
    foot.append(button('New list', 'main', () => this.form(null)), make('span', 'quiet', news), make('span', 'spacer'), button('Close', 'plain', () => this.dialog.close()));
    if (rows.length === 0) rows.push(make('p', 'quiet', 'No list yet. A list names some symbols: to watch, to test, to be told of.'));
    this.dialog.replaceChildren(make('h2', '', 'Lists of symbols'), ...rows, foot);
  }

  private async edit(name: string): Promise<void> {
    try {
      this.form(await this.page.universes.one(name));
    } catch (error) {
      this.index(error instanceof Error ? error.message : String(error));
    }
  }

  private form(universe: Universe | null): void {
    const { universes, list } = this.page;
    const wrong = make('p', 'wrong');
    const fields = new Fields(wrong);
    const name = textInput(universe?.name ?? '', 'letters, digits, - and _');
    const description = textInput(universe?.description ?? '');
    const symbols = new Tokens('symbols', 'AAPL, MSFT…', (typed) => targetHints(universes, list.symbols, typed).filter((hint) => !universes.has(hint.value)), (word) => word.toUpperCase());
    symbols.set(universe?.symbols ?? []);
    name.disabled = universe !== null;
    const isShared = universe?.shared ?? false;
    const file = textInput('', '', 'file');
    file.accept = '.csv,text/csv';
    const attempt = async (action: () => Promise<void>, done: string) => {
      try {
        await action();
        await this.apply();
        this.index(done);
      } catch (error) {
        fields.refuse(error, true);
      }
    };
    file.onchange = () => {
      const csv = file.files?.[0];
      file.value = '';
      if (!csv) return;
      void attempt(async () => {
        if (csv.size > MOST_BYTES) throw new Error('csv: expected a file of at most 1 MB');
        await universes.csv(name.value.trim(), await csv.text());
      }, 'Imported.');
    };
    const foot = make('div', 'sheet-foot');
    if (!isShared) {
      foot.append(button('Save list', 'main', () => attempt(() => universes.save(name.value.trim(), symbols.get(), description.value.trim()), 'Saved.')));
    }
    foot.append(button('Back', 'plain', () => this.index('')), wrong, make('span', 'spacer'));
    if (universe && !isShared) {
      const out = button('Delete', 'plain', () => {
        if (out.dataset.asked) void attempt(() => universes.remove(universe.name), 'Deleted.');
        out.dataset.asked = 'yes';
        out.textContent = 'Delete for good?';
      });
      foot.append(out);
    }
    const parts = [
      fields.add('name', 'Name', name),
      fields.add('description', 'Description', description),
      fields.add('symbols', isShared ? 'Symbols of this shared list' : 'Symbols', symbols.element, symbols.field),
    ];
    if (!isShared) parts.push(fields.add('csv', 'Or from a file', file, file, { hint: 'A CSV with a column “symbol”; it takes the place of the list.' }));
    this.dialog.replaceChildren(make('h2', '', universe ? universe.name : 'New list'), ...parts, foot);
    (universe ? symbols.field : name).focus();
  }
}
