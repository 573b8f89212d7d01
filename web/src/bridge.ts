/**
 * The server's WebSocket bridge: registrations that survive a reconnect, the position up to which
 * nothing is missed, the server's clock. It comes back for ever, later each time, up to ten seconds.
 */
export type State = 'connecting' | 'live' | 'away' | 'signed out';

export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((close: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

interface Message {
  type: string;
  address?: string;
  headers?: { position?: string };
  body?: unknown;
  time?: number;
  positions?: Record<string, string>;
  message?: string;
}

export type Filter = Record<string, string[] | number>;
type Handler = (body: any) => void;

const SIGN_IN = 4401;
const PING_MILLIS = 10_000;
const SILENT_MILLIS = 25_000;
const LONGEST_WAIT_MILLIS = 10_000;

export class Bridge {
  private readonly filters = new Map<string, Filter>();
  private readonly handlers = new Map<string, Handler>();
  private readonly positions = new Map<string, string>();
  private socket: Socket | null = null;
  private tries = 0;
  private heard = 0;
  private pinged = 0;
  private offset = 0;
  private timer: ReturnType<typeof setInterval> | null = null;
  private again: ReturnType<typeof setTimeout> | null = null;
  private wasLive = false;
  /** Only an open socket takes what is sent; one that connects throws. */
  private ready = false;

  /** Told when it goes live, and whether it was live before: then what has no position was missed. */
  onState: (state: State, returned: boolean) => void = () => {};

  constructor(
    private readonly connect: () => Socket,
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    this.open();
    this.timer = setInterval(() => this.beat(), PING_MILLIS);
  }

  /** Hears an address from now on. A new filter takes the place of the old one. */
  register(address: string, filter: Filter, handler: Handler): void {
    this.filters.set(address, filter);
    this.handlers.set(address, handler);
    if (this.ready) {
      this.say(address);
    }
  }

  /** The server's clock, Unix milliseconds, as far as known. */
  serverNow(): number {
    return this.now() + this.offset;
  }

  /** Comes back at once, if it is waiting. */
  hurry(): void {
    if (this.again !== null) {
      clearTimeout(this.again);
      this.open();
    }
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.again !== null) clearTimeout(this.again);
    this.lose()?.close();
  }

  private lose(): Socket | null {
    const socket = this.socket;
    this.socket = null;
    this.ready = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
    }
    return socket;
  }

  private open(): void {
    this.again = null;
    const socket = this.connect();
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (message) => this.take(String(message.data));
    socket.onclose = (close) => this.closed(close.code);
  }

  private opened(): void {
    this.heard = this.now();
    this.tries = 0;
    const returned = this.wasLive;
    this.wasLive = this.ready = true;
    for (const address of this.filters.keys()) {
      this.say(address);
    }
    this.ping();
    this.onState('live', returned);
  }

  private say(address: string): void {
    const position = this.positions.get(address);
    const filter = this.filters.get(address);
    const headers = position === undefined ? filter : { ...filter, position };
    this.socket?.send(JSON.stringify({ type: 'register', address, headers }));
  }

  private ping(): void {
    this.pinged = this.now();
    this.socket?.send('{"type":"ping"}');
  }

  private beat(): void {
    if (!this.ready) {
      return;
    }
    if (this.now() - this.heard > SILENT_MILLIS) {
      const dead = this.lose();
      dead?.close();
      this.closed(1006);
    } else {
      this.ping();
    }
  }

  private take(text: string): void {
    this.heard = this.now();
    const data = JSON.parse(text) as Message | Message[];
    for (const message of Array.isArray(data) ? data : [data]) {
      this.obey(message);
    }
  }

  private obey(message: Message): void {
    if (message.type === 'rec' && message.address !== undefined) {
      if (message.headers?.position !== undefined) {
        this.positions.set(message.address, message.headers.position);
      }
      this.handlers.get(message.address)?.(message.body);
    } else if (message.type === 'pong') {
      this.offset = (message.time ?? 0) * 1000 - (this.pinged + this.now()) / 2;
      for (const [address, position] of Object.entries(message.positions ?? {})) {
        this.positions.set(address, position);
      }
    } else if (message.type === 'err') {
      console.warn(`${message.address ?? 'the bridge'}: ${message.message}`);
    }
  }

  private closed(code: number): void {
    this.lose();
    if (code === SIGN_IN) {
      this.onState('signed out', this.wasLive);
      return;
    }
    this.onState(this.wasLive ? 'away' : 'connecting', this.wasLive);
    const most = Math.min(LONGEST_WAIT_MILLIS, 250 * 2 ** this.tries++);
    this.again = setTimeout(() => this.open(), most / 2 + (this.random() * most) / 2);
  }
}
