import type { Bridge, State } from './bridge';
import { get } from './api';
import { $, make } from './dom';
import * as format from './format';
import { gapTable } from './gaps';

const KEPT = 15;
const FORGOTTEN_SECONDS = 60;

/** The badge: whether we are connected, and how late news is; behind it how the servers are. */
export class Status {
  private state: State = 'connecting';
  private readonly lags: number[] = [];
  private readonly halves = new Map<string, Record<string, any>>();

  constructor(private readonly bridge: Bridge) {
    $('badge').onclick = () => void this.open();
  }

  /** The way to the server changed. */
  connection(state: State): void {
    this.state = state;
    this.lags.length = 0;
    this.draw();
  }

  /** An event was made then, Unix seconds. */
  made(timestamp: number): void {
    this.lags.push(Math.max(0, this.bridge.serverNow() - timestamp * 1000));
    if (this.lags.length > KEPT) this.lags.shift();
    this.draw();
  }

  /** A half's health message. */
  health(message: Record<string, any>): void {
    for (const [key, half] of this.halves) {
      // A process that was started anew has another name.
      if (half.source === message.source && message.timestamp - half.timestamp > FORGOTTEN_SECONDS) this.halves.delete(key);
    }
    this.halves.set(`${message.source} ${message.node}`, message);
    this.draw();
  }

  get isLive(): boolean {
    return this.state === 'live';
  }

  private draw(): void {
    const badge = $('badge');
    const ill = [...this.halves.values()].find((half) => half.status !== 'healthy');
    const lag = [...this.lags].sort((a, b) => a - b)[this.lags.length >> 1];
    const state = this.state !== 'live' ? this.state : ill ? 'degraded' : 'live';
    badge.dataset.state = state;
    const words =
      this.state === 'away' ? 'reconnecting' : state === 'live' && lag !== undefined ? `live · ${format.millis(lag)}` : state;
    (badge.lastElementChild as HTMLElement).textContent = words;
  }

  /** Shows how the servers are. */
  async open(): Promise<void> {
    const body = $('status-body');
    body.replaceChildren(make('h2', '', 'How the servers are'), make('p', 'quiet', 'asking…'));
    $<HTMLDialogElement>('status').showModal();
    const answers: HTMLElement[] = [make('h2', '', 'How the servers are')];
    try {
      const health = await get<Record<string, any>>('/health');
      answers.push(checks(health));
      for (const [name, half] of Object.entries<Record<string, any>>(health.halves ?? {})) {
        this.halves.set(`${name} ${half.node}`, half);
      }
    } catch (error) {
      answers.push(make('p', 'down', `no answer: ${error instanceof Error ? error.message : error}`));
    }
    for (const half of this.halves.values()) {
      answers.push(halfTable(half));
    }
    answers.push(await gapTable());
    body.replaceChildren(...answers);
  }
}

function checks(health: Record<string, any>): HTMLElement {
  const list = make('div', 'checks');
  for (const [name, check] of Object.entries<Record<string, any>>(health.checks ?? {})) {
    const up = check.status === 'UP';
    const item = make('div', up ? 'check up' : 'check down', `${up ? '●' : '▲'} ${name}`);
    if (check.reason) item.append(make('span', 'quiet', ` ${check.reason}`));
    list.append(item);
  }
  for (const [name, state] of Object.entries<string>(health.breakers ?? {})) {
    if (state !== 'closed') list.append(make('div', 'check down', `▲ ${name}: not asked for a moment`));
  }
  return list;
}

function halfTable(half: Record<string, any>): HTMLElement {
  const box = make('section', 'half');
  const name = half.source === 'pl' ? 'PL, the producer' : 'App, the consumer';
  box.append(make('h3', half.status === 'healthy' ? '' : 'down', `${name} — ${half.status}`));
  if (half.error) box.append(make('p', 'down', half.error));
  const table = make('table');
  const rows: [string, unknown][] = [
    ['node', half.node],
    ['behind', half.lag_seconds === undefined ? undefined : format.millis(half.lag_seconds * 1000)],
    ...Object.entries(half.rates ?? {}),
    ...Object.entries(half.counts ?? {}),
    ...Object.entries(half.queues ?? {}).map(([key, value]): [string, unknown] => [`waiting: ${key}`, value]),
  ];
  for (const [key, value] of rows) {
    if (value !== undefined) {
      const row = make('tr');
      const text = typeof value === 'number' ? Math.round(value * 10) / 10 : value;
      row.append(make('td', 'quiet', key.replaceAll('_', ' ')), make('td', 'num', typeof text === 'number' ? text.toLocaleString('en') : String(text)));
      table.append(row);
    }
  }
  box.append(table);
  return box;
}
