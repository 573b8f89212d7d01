/** The JSON API. Failures carry the server's own words, and the field they are about. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly field: string | null = fieldOf(detail),
  ) {
    super(detail);
  }
}

/** `rules.stop_loss` of `rules.stop_loss: expected a number, was "far"`. */
export function fieldOf(detail: string): string | null {
  return /^([a-z_][\w.[\]]*): /i.exec(detail)?.[1] ?? null;
}

/** What a server says that has just started, or whose database has. */
const UNAVAILABLE = 503;
const MOST_TRIES = 10;
const AGAIN_MILLIS = 1_000;

async function answer(response: Response): Promise<Response> {
  if (response.ok) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  const detail = problem.detail ?? response.statusText;
  throw new Refused(response.status, detail, problem.field ?? fieldOf(detail));
}

type Query = Record<string, string | number>;

/** A path with its query. */
export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
  return words.size ? `${path}?${words}` : path;
}

/** The whole answer, for who wants its headers. */
export async function ask(path: string, query: Query = {}): Promise<Response> {
  const url = address(path, query);
  let response = await fetch(url, { cache: 'no-store' });
  for (let tries = 1; response.status === UNAVAILABLE && tries < MOST_TRIES; tries++) {
    await new Promise((done) => setTimeout(done, AGAIN_MILLIS));
    response = await fetch(url, { cache: 'no-store' });
  }
  return answer(response);
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await ask(path, query)).json() as Promise<T>;
}

/** Sends a body; text is CSV, anything else JSON. Once: what fails is told. */
export async function send(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const isText = typeof body === 'string';
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': isText ? 'text/csv' : 'application/json' };
  const text = isText ? body : body === undefined ? undefined : JSON.stringify(body);
  // A page that is being closed still says its last words, if they are short.
  const keepalive = (text?.length ?? 0) < 60_000;
  return answer(await fetch(path, { method, headers: { ...type, ...headers }, body: text ?? null, keepalive }));
}

async function content<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as T;
}

export async function post<T = void>(path: string, body: unknown): Promise<T> {
  return content<T>(await send('POST', path, body));
}

export async function put<T = void>(path: string, body: unknown): Promise<T> {
  return content<T>(await send('PUT', path, body));
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}
