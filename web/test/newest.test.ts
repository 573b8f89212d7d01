import { describe, expect, it } from 'vitest';
import { Newest } from '../src/newest';

/** A promise and what decides it. */
function pending() {
  let resolve!: (value: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((done, failed) => ([resolve, reject] = [done, failed]));
  return { promise, resolve, reject };
}

describe('of the answers to a question', () => {
  it('only that to the newest counts, whichever comes first', async () => {
    const newest = new Newest();
    const first = pending();
    const second = pending();
    const answers = [newest.of(first.promise), newest.of(second.promise)];
    second.resolve('after');
    first.resolve('before');
    expect(await Promise.all(answers)).toEqual([null, 'after']);
  });

  it('a failure counts only if it is of the newest', async () => {
    const newest = new Newest();
    const first = pending();
    const old = newest.of(first.promise);
    const now = newest.of(Promise.reject(new Error('away')));
    first.reject(new Error('long ago'));
    expect(await old).toBeNull();
    await expect(now).rejects.toThrow('away');
  });

  it('each counts where the next is asked for after it', async () => {
    const newest = new Newest();
    expect(await newest.of(Promise.resolve(1))).toBe(1);
    expect(await newest.of(Promise.resolve(2))).toBe(2);
  });
});
