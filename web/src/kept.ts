import { ask, Refused, send } from './api';

const SOON_MILLIS = 800;
const CHANGED_MEANWHILE = 412;
const NOT_THERE = 404;

/**
 * One JSON object that the server keeps for whoever is signed in, so that another browser goes on from it. It is
 * written a moment after the last change; of two browsers that write, the later one has its way.
 */
export class Kept<T extends object> {
  private tag: string | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private newest: T | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** @param isThere whether anything is kept, where that is known: then nothing is asked for in vain */
  constructor(
    private readonly path: string,
    private readonly isThere: () => boolean = () => true,
    private readonly onFirst: () => void = () => {},
  ) {
    addEventListener('pagehide', () => this.flush());
    document.addEventListener('visibilitychange', () => document.hidden && this.flush());
  }

  /** What is kept; null if there is nothing, or no answer. */
  async load(): Promise<T | null> {
    if (!this.isThere()) return null;
    try {
      const response = await ask(this.path);
      this.tag = response.headers.get('ETag');
      return (await response.json()) as T;
    } catch (error) {
      if (error instanceof Refused && error.status !== NOT_THERE) console.warn(`${this.path}: ${error.message}`);
      return null;
    }
  }

  /** Keeps this, a moment later. */
  save(value: T): void {
    this.newest = value;
    if (this.timer === null) {
      this.timer = setTimeout(() => this.flush(), SOON_MILLIS);
    }
  }

  /** Keeps what is waiting now. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const value = this.newest;
    this.newest = null;
    if (value !== null) {
      this.writing = this.writing.then(() => this.write(value, true)).catch((error) => {
        console.warn(`${this.path} is not kept: ${error instanceof Error ? error.message : error}`);
      });
    }
  }

  private async write(value: T, again: boolean): Promise<void> {
    try {
      const answer = await send('PUT', this.path, value, this.tag === null ? {} : { 'If-Match': this.tag });
      this.tag = answer.headers.get('ETag');
      if (!this.isThere()) this.onFirst();
    } catch (error) {
      if (!again || !(error instanceof Refused) || error.status !== CHANGED_MEANWHILE) throw error;
      await this.load();
      await this.write(value, false);
    }
  }
}
