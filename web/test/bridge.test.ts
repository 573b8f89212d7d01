import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bridge, type Socket, type State } from '../src/bridge';

/** A socket as a browser's: to send before it is open is an error. */
class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;
  sent: any[] = [];
  closed = false;
  private ready = false;

  send(text: string): void {
    if (!this.ready) throw new Error('InvalidStateError');
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.ready = true;
    this.onopen?.();
  }

  hear(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  lose(code = 1006): void {
    this.ready = false;
    this.onclose?.({ code });
  }

  registered(): any[] {
    return this.sent.filter(({ type }) => type === 'register');
  }
}

const sockets: FakeSocket[] = [];
const latest = () => sockets[sockets.length - 1]!;
const states: State[] = [];
let bridge: Bridge;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  sockets.length = states.length = 0;
  const connect = () => {
    sockets.push(new FakeSocket());
    return latest();
  };
  bridge = new Bridge(connect, Date.now, () => 1);
  bridge.onState = (state) => states.push(state);
  bridge.start();
});

afterEach(() => {
  bridge.stop();
  vi.useRealTimers();
});

describe('the bridge', () => {
  it('registers once it is open, and hears what it registered for', () => {
    const heard: unknown[] = [];
    bridge.register('bar_update', { symbols: ['AAPL'] }, (body) => heard.push(body));
    latest().open();
    expect(latest().registered()).toEqual([
      { type: 'register', address: 'bar_update', headers: { symbols: ['AAPL'] } },
    ]);
    latest().hear([
      { type: 'rec', address: 'bar_update', body: { close: 1 } },
      { type: 'rec', address: 'market_tick', body: { price: 2 } },
    ]);
    latest().hear({ type: 'rec', address: 'bar_update', body: { close: 3 } });
    expect(heard).toEqual([{ close: 1 }, { close: 3 }]);
  });

  it('comes back with its newest position, of a message or of a pong', () => {
    bridge.register('pattern_alert', {}, () => {});
    bridge.register('backtest_update', {}, () => {});
    latest().open();
    latest().hear({ type: 'rec', address: 'pattern_alert', headers: { position: '5-1' }, body: {} });
    latest().hear({ type: 'pong', time: 1000, positions: { backtest_update: '7-0' } });
    latest().lose();
    vi.advanceTimersByTime(20_000);
    latest().open();
    expect(sockets).toHaveLength(2);
    expect(latest().registered().map(({ headers }) => headers.position)).toEqual(['5-1', '7-0']);
    expect(states).toEqual(['live', 'away', 'live']);
  });

  it('waits longer after each failure, up to ten seconds, and never gives up', () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const before = Date.now();
      latest().lose();
      const count = sockets.length;
      while (sockets.length === count) vi.advanceTimersByTime(50);
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('registers what is asked for while it reconnects as soon as it is open', () => {
    latest().open();
    latest().lose();
    vi.advanceTimersByTime(300);
    expect(sockets).toHaveLength(2);
    bridge.register('bar_update', { symbols: ['MSFT'] }, () => {});
    vi.advanceTimersByTime(10_000);
    latest().open();
    expect(latest().registered()).toHaveLength(1);
  });

  it('gives a socket up that is silent', () => {
    latest().open();
    vi.advanceTimersByTime(20_000);
    expect(sockets[0]!.closed).toBe(false);
    vi.advanceTimersByTime(20_000);
    expect(sockets[0]!.closed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('does not come back without a token', () => {
    latest().open();
    latest().lose(4401);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(states).toEqual(['live', 'signed out']);
  });

  it('knows the clock of the server, half a round trip ago', () => {
    latest().open();
    vi.advanceTimersByTime(40);
    latest().hear({ type: 'pong', time: 2000 });
    expect(bridge.serverNow()).toBe(2_000_020);
  });
});
