import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { AppOptions } from '../src/app.ts';
import { listen } from '../src/listen.ts';
import { chromiumPath } from './chromium.ts';
import { testOptions } from './services.ts';

export interface Walk {
  readonly origin: string;
  readonly browser: Browser;
  /** A page of a new browser context: 1280 px wide, JavaScript on (axe needs it) unless told otherwise. */
  open(options?: OpenOptions): Promise<Page>;
  stop(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly javaScript?: boolean;
  readonly dark?: boolean;
  /** A Cookie header's content, as from `signedInAs`. */
  readonly cookie?: string;
}

/** Starts the application on a free port and opens a browser. Stop it in `after`. */
export async function startWalk(given: Partial<AppOptions> = {}): Promise<Walk> {
  const { origin: _, ...options } = testOptions(given);
  const running = await listen({ ...options, port: 0 });
  const browser = await openBrowser();
  return {
    origin: running.origin,
    browser,
    open: async openOptions => (await openContext(browser, running.origin, openOptions)).newPage(),
    stop: async () => {
      await browser.close();
      await running.stop();
    },
  };
}

/** Only what a container needs; nothing that would loosen what a page may do. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await asInAContainer());
}

/** A browser whose profile lies in a folder, as that of somebody who comes back does: what it keeps can be looked at. */
export async function openProfile(folder: string, origin: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...(await asInAContainer()),
    baseURL: origin,
    viewport: { width: 1280, height: 900 },
  });
}

async function asInAContainer() {
  return {
    executablePath: await chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      // Nothing but this machine can be found, whatever a page asks for.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  };
}

async function openContext(
  browser: Browser,
  origin: string,
  options: OpenOptions = {},
): Promise<BrowserContext> {
  const { width = 1280, javaScript = true, dark = false, cookie } = options;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: 900 },
    javaScriptEnabled: javaScript,
    colorScheme: dark ? 'dark' : 'light',
  });
  if (cookie) await context.addCookies(cookiesIn(cookie, origin));
  return context;
}

/** The cookies of a Cookie header. */
export function cookiesIn(header: string, origin: string) {
  return header.split('; ').map(pair => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin };
  });
}

/** Every address that a page asks for, from now on. */
export function watchRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  return asked;
}

/** E30: nothing was asked of anybody but this service. */
export function assertOwnOnly(asked: readonly string[], origin: string): void {
  assert.deepEqual(
    asked.filter(url => !url.startsWith(`${origin}/`)),
    [],
  );
  assert.ok(asked.length > 0, 'no request was seen at all');
}

/** No accessibility fault that a machine can find: WCAG 2.2 A and AA and best practice. No page of ours has frames. */
export async function assertAccessible(page: Page, state: string, rules?: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    ([runOnly]) =>
      // What passed and what did not apply is not asked for, which takes axe half its time.
      (globalThis as unknown as { axe: typeof axe }).axe
        .run({ resultTypes: ['violations'], ...(runOnly && { runOnly }) })
        .then(found => found.violations),
    [rules && [...rules]] as const,
  );
  const said = violations.map(
    v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')} ${n.failureSummary}`).join('\n    ')}`,
  );
  assert.deepEqual(said, [], `axe on ${state}`);
}

/** Nothing sticks out sideways. */
export async function assertNoSidewaysScroll(page: Page, state: string): Promise<void> {
  const { wide, view } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    view: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= view, `${state} is ${wide} px wide in ${view} px`);
}

/** What the keyboard reaches, in its order: tag and name of each stop, until it comes round. */
export async function tabOrder(page: Page, most = 60): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return '';
      const name = at.getAttribute('aria-label') ?? at.textContent?.trim() ?? '';
      return `${at.tagName.toLowerCase()} ${name || at.getAttribute('name') || at.id}`.replace(/\s+/g, ' ');
    });
    if (stop === '') break;
    stops.push(stop);
  }
  return stops;
}
