import { post, Refused } from './api';
import { $ } from './dom';

/** Asks for a token until one is taken. */
export function signIn(why: string): Promise<void> {
  for (const view of ['desk', 'backtests', 'alerting', 'nav', 'bell', 'inbox']) $(view).hidden = true;
  $('signin').hidden = false;
  $('why').textContent = why;
  const form = document.querySelector<HTMLFormElement>('#signin form')!;
  return new Promise((done) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      try {
        await post('/login', { token: $<HTMLTextAreaElement>('token').value });
        $<HTMLTextAreaElement>('token').value = '';
        $('signin').hidden = true;
        done();
      } catch (error) {
        $('refused').textContent =
          error instanceof Refused ? error.message : 'The server does not answer.';
      }
    };
  });
}
