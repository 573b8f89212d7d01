// Pictures of every view over a made-up mesh, dark at a desk and light on a phone:
//   npm run build -- --outDir DIST && node test/mock/look.mjs CHROMIUM DIST FUNCTIONS.json OUT
// FUNCTIONS.json is what `tickstock.jar list-functions --json` prints.
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { alert, mesh } from './mesh.mjs';

const [executablePath, dist, functionsFile, out, only] = process.argv.slice(2);
const functions = JSON.parse(await readFile(functionsFile, 'utf8'));
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath, args });

const steps = {
  live: async (page, says) => {
    await setTimeout(600);
    says('pattern_alert', alert('a1', 'AAPL'));
    says('pattern_alert', alert('a2', 'TSLA', { pattern: 'ShootingStar', direction: 'bearish', name: 'Tops' }));
    await setTimeout(500);
  },
  silent: async (page, says) => {
    await setTimeout(600);
    const since = Date.now() / 1000 - 47;
    const feed = { state: 'silent', silent_seconds: 47, since, reason: 'no ticks for 47 s: no publisher of ticks is heard' };
    says('system_health', { source: 'pl', node: 'desk-1', status: 'degraded', error: feed.reason, rates: {}, queues: {}, counts: {}, feed, timestamp: Date.now() / 1000 });
    await setTimeout(1_200);
  },
  gaps: async (page) => {
    await setTimeout(400);
    await page.click('#badge');
    await setTimeout(500);
  },
  inbox: async (page, says) => {
    await setTimeout(600);
    for (const i of [3, 2, 1]) says('pattern_alert', alert(`m${i}`, ['AAPL', 'NVDA', 'KO'][i - 1], {}, i * 9_000));
    says('pattern_alert', alert('a1', 'TSLA'));
    says('indicator_update', alert('a2', 'MSFT', { pattern: null, condition: 'RSI(14) crosses_below 30', value: 29.4, direction: null, confidence: null, record: null, name: 'RSI' }));
    await setTimeout(300);
    await page.click('#bell');
  },
  lists: async (page) => {
    await page.waitForSelector('#universe option:nth-child(2)', { state: 'attached' });
    if (!(await page.isVisible('#edit-lists'))) return;
    await page.click('#edit-lists');
  },
  'backtests/new': async (page) => {
    await page.fill('.tokens input', 'nas');
    await page.keyboard.press('Enter');
    await page.fill('[aria-label=patterns]', 'hamm');
    await page.keyboard.press('Enter');
    await page.fill('[aria-label="enter only while"]', 'RSX(14) < 30');
    await setTimeout(900);
    await page.fill('[aria-label="enter only while"]', 'RSX(14) < 30 and close crosses above SM');
  },
  'backtests/bt_1': () => setTimeout(700),
  'backtests/bt_running': () => setTimeout(300),
  'backtests/compare/bt_1,bt_2,bt_3': () => setTimeout(700),
  backtests: () => setTimeout(500),
  alerts: () => setTimeout(500),
  'alerts/history': () => setTimeout(500),
  'alerts/undelivered': () => setTimeout(300),
  'alerts/new': async (page) => {
    await page.waitForSelector('[data-testid=rule-form]');
    await page.click('[data-testid=rule-form] .lines button >> nth=0');
    await page.fill('[aria-label=patterns]', 'hamm');
    await page.keyboard.press('Enter');
  },
  'alerts/r1': () => setTimeout(500),
};

for (const [name, width, height, colorScheme] of [['desk', 1440, 900, 'dark'], ['phone', 390, 844, 'light']]) {
  for (const [place, act] of Object.entries(steps)) {
    if (only && !place.startsWith(only)) continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const { says } = await mesh(context, dist, functions);
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${place}: ${error.stack}`));
    page.on('console', (message) => message.type() === 'error' && !/404/.test(message.text()) && console.error(`${place}: ${message.text()}`));
    const hash = ['inbox', 'lists', 'silent', 'gaps'].includes(place) ? 'live' : place;
    await page.goto(`http://mesh.test/#/${hash}`);
    await page.waitForSelector('#badge[data-state=live]', { state: 'attached' });
    await act(page, says);
    await setTimeout(250);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) console.error(`${place}: wider than the window at ${width}`);
    await page.screenshot({ path: `${out}/${name}-${place.replaceAll('/', '-').replaceAll(',', '_')}.png` });
    await context.close();
  }
}
await browser.close();
