import { make } from '../dom';
import { button, choice, textInput, tick } from '../fields';
import type { RuleForm, WebhookForm } from './model';

type Channels = Pick<RuleForm, 'browser' | 'webhooks' | 'emails'>;

const TEMPLATES = { json: 'JSON, signed', telegram: 'Telegram', discord: 'Discord' };

/** Where alerts of a rule go: this page, web addresses, mail. */
export class ChannelRows {
  readonly element = make('div', 'lines');
  private readonly browser = tick('this page, here and on your other devices', true);
  private readonly webhooks: { box: HTMLElement; read: () => WebhookForm }[] = [];
  private readonly emails: { box: HTMLElement; read: () => string }[] = [];
  private readonly foot = make('div', 'fields');

  onChange: () => void = () => {};

  constructor() {
    this.foot.append(
      button('+ webhook', 'small', () => {
        this.webhook({ url: '', secret: '', template: 'json', chat: '' });
        this.onChange();
      }),
      button('+ e-mail', 'small', () => {
        this.email('');
        this.onChange();
      }),
    );
    this.element.append(this.browser.element, this.foot);
  }

  get field(): HTMLElement {
    return this.browser.input;
  }

  get(): Channels {
    return {
      browser: this.browser.input.checked,
      webhooks: this.webhooks.map(({ read }) => read()),
      emails: this.emails.map(({ read }) => read()).filter((to) => to.trim() !== ''),
    };
  }

  set(channels: Channels): void {
    [...this.webhooks.splice(0), ...this.emails.splice(0)].forEach(({ box }) => box.remove());
    this.browser.input.checked = channels.browser;
    channels.webhooks.forEach((webhook) => this.webhook(webhook));
    channels.emails.forEach((to) => this.email(to));
  }

  private webhook(form: WebhookForm): void {
    const template = choice(TEMPLATES, form.template, 'shape of the message');
    const url = text(form.url, 'https://…', 'address', 'url');
    const secret = text(form.secret, 'secret that signs it', 'secret', 'password');
    const chat = text(form.chat, 'chat id', 'chat id');
    secret.autocomplete = 'new-password';
    const arrange = () => {
      secret.hidden = template.value !== 'json';
      chat.hidden = template.value !== 'telegram';
    };
    template.addEventListener('change', arrange);
    arrange();
    const read = () => ({ url: url.value, secret: secret.hidden ? '' : secret.value, template: template.value, chat: chat.value });
    this.row(this.webhooks, [template, url, secret, chat], read);
    if (form.url === '') url.focus();
  }

  private email(to: string): void {
    const input = text(to, 'you@example.org', 'mail address', 'email');
    this.row(this.emails, [make('span', 'quiet', 'E-mail to'), input], () => input.value);
    if (to === '') input.focus();
  }

  private row<T>(rows: { box: HTMLElement; read: () => T }[], content: HTMLElement[], read: () => T): void {
    const box = make('div', 'condition');
    const row = { box, read };
    const out = button('×', 'plain', () => {
      rows.splice(rows.indexOf(row), 1);
      box.remove();
      this.onChange();
    });
    out.setAttribute('aria-label', 'without this channel');
    box.append(...content, out);
    rows.push(row);
    this.foot.before(box);
  }
}

function text(value: string, placeholder: string, label: string, type = 'text'): HTMLInputElement {
  const input = textInput(value, placeholder, type);
  input.setAttribute('aria-label', label);
  return input;
}
