/** The JSON API. Failures carry the server's own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
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
  throw new Refused(response.status, problem.detail ?? response.statusText);
}

export async function get<T>(path: string, query: Record<string, string | number> = {}): Promise<T> {
  const words = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
  const url = words.size ? `${path}?${words}` : path;
  let response = await fetch(url, { cache: 'no-store' });
  for (let tries = 1; response.status === UNAVAILABLE && tries < MOST_TRIES; tries++) {
    await new Promise((done) => setTimeout(done, AGAIN_MILLIS));
    response = await fetch(url, { cache: 'no-store' });
  }
  return (await answer(response)).json() as Promise<T>;
}

export async function post(path: string, body: unknown): Promise<void> {
  await answer(
    await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}
