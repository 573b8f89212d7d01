// Drives Chromium for a test in another language: driver.mjs CHROMIUM. It reads JSON arrays, one a line: the
// name of a command below and its arguments. It answers each with a line, {"value":…} or {"error":"…"}.
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PATIENCE_MILLIS = 20_000;
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

const commands = {
  /** A new page that remembers nothing. */
  async fresh(options) {
    await page?.context().close();
    const context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  },
  goto: async (url) => (await page.goto(url)).status(),
  /** A file, which answers with no status. */
  open: async (url) => void (await page.goto(url)),
  /** Not waitForFunction: it evaluates within the page, where the page's own policy forbids that. */
  async until(expression) {
    const end = Date.now() + PATIENCE_MILLIS;
    while (!(await page.evaluate(expression))) {
      if (Date.now() > end) throw new Error(`still not so; the page complained of: ${complaints.join('\n') || 'nothing'}`);
      await setTimeout(POLL_MILLIS);
    }
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
