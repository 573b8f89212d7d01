// Drives Chromium for a test in another language: driver.mjs CHROMIUM. It reads JSON arrays, one a line: the
// name of a command below and its arguments. It answers each with a line, {"value":…} or {"error":"…"}.
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PATIENCE_MILLIS = 60_000;
const POLL_MILLIS = 20;

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let page;
let complaints;
/** What came over WebSockets, and answers that are kept from the page. */
let frames;
let held = null;

async function until(isSo) {
  const end = Date.now() + PATIENCE_MILLIS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`still not so; the page complained of: ${complaints.join('\n') || 'nothing'}`);
    await setTimeout(POLL_MILLIS);
  }
}

const commands = {
  /** A new page that remembers nothing. */
  async fresh(options) {
    await page?.context().close();
    const context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = await context.newPage();
    complaints = [];
    frames = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  },
  goto: async (url) => (await page.goto(url)).status(),
  /** A file, which answers with no status. */
  open: async (url) => void (await page.goto(url)),
  /** Not waitForFunction: it evaluates within the page, where the page's own policy forbids that. */
  until: (expression) => until(() => page.evaluate(expression)),
  /** Waits until something with these words has come over a WebSocket. */
  heard: (words) => until(() => frames.some((frame) => frame.includes(words))),
  /** From now on what is read from here is asked for at once, but its answers are kept back. */
  async hold(addresses) {
    held = [];
    await page.route(addresses, async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      if (held === null) return route.fulfill({ response });
      held.push({ route, response, path: new URL(response.url()).pathname });
    });
  },
  /** Waits until an answer from this path is kept back. */
  held: (path) => until(() => held.some((each) => new RegExp(`^${path}$`).test(each.path))),
  /** Lets the answers go that are kept back, the last one first, and keeps no more. */
  async release() {
    const all = held.reverse();
    held = null;
    for (const { route, response } of all) await route.fulfill({ response });
  },
  evaluate: (expression) => page.evaluate(expression),
  click: (selector) => page.click(selector),
  fill: (selector, text) => page.fill(selector, text),
  press: (key) => page.keyboard.press(key),
  choose: async (selector, value) => void (await page.selectOption(selector, value)),
  /** What a click downloads: the name of the file. */
  async download(selector) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
    return download.suggestedFilename();
  },
  size: (width, height) => page.setViewportSize({ width, height }),
  scheme: (colorScheme) => page.emulateMedia({ colorScheme }),
  shoot: async (path) => void (await page.screenshot({ path })),
  complaints: () => complaints,
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const [command, ...given] = JSON.parse(line);
    answer = { value: (await commands[command](...given)) ?? null };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
await browser.close();
