import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Role } from '@throughcare/pathway';
import { cookiesIn, openProfile, startWalk } from '../browser.ts';
import { everyRole, openEveryRole } from '../frame/every-role.ts';
import { formsOn } from '../frame/forms-of.ts';
import { formsOf, type MetForm } from '../frame/found-forms.ts';
import { filledWith, nextAttempts, type Attempts } from './filled.ts';
import { keptByPage, leftInBrowser } from './left-in-browser.ts';
import { leftInFiles } from './left-in-files.ts';
import { patternOf } from './walk.ts';
import { openWords, type Words } from './words.ts';

// What somebody typed must not lie on the computer that they typed it on: it may be shared, or be taken.
const ATTEMPTS = 3;
const house = await openEveryRole();
const walk = await startWalk(house.options);
after(() => walk.stop());

/** A profile of its own on disk, and what it holds once the browser is closed. */
async function inProfile<Value>(words: Words, use: (page: Page) => Promise<Value>) {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-profile-'));
  try {
    const context = await openProfile(folder, walk.origin);
    const value = await use(context.pages()[0] ?? (await context.newPage())).finally(() => context.close());
    return { value, left: leftInFiles(folder, words) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Types into the form of a page, and sends it as its button does. */
async function sendTyped(page: Page, form: MetForm, fields: Record<string, string>): Promise<void> {
  const gone = page.waitForNavigation({ waitUntil: 'domcontentloaded' });
  await page.evaluate(
    ({ action, typed }) => {
      const at = [...document.forms].find(one => one.getAttribute('action') === action)!;
      for (const element of at.elements) {
        if (!(
          element instanceof HTMLInputElement ||
          element instanceof HTMLTextAreaElement ||
          element instanceof HTMLSelectElement
        ))
          continue;
        const text = typed[element.name];
        if (text === undefined || element.type === 'hidden' || element.type === 'file') continue;
        if (element.type === 'radio' || element.type === 'checkbox') {
          (element as HTMLInputElement).checked = element.value === text;
        } else element.value = text;
        for (const heard of ['input', 'change', 'blur'])
          element.dispatchEvent(new Event(heard, { bubbles: true }));
      }
      at.noValidate = true;
      at.requestSubmit();
    },
    { action: form.action, typed: fields },
  );
  await gone;
}

/** Fills in one form with its words until it is taken; after every answer the browser is looked through. */
async function fillInBrowser(page: Page, form: MetForm, words: Words): Promise<number> {
  await page.goto(form.page);
  const pattern = patternOf(form.action);
  let attempts: Attempts = new Map();
  for (let round = 1; ; round++) {
    const now = formsOn(await page.content()).find(one => one.action === form.action);
    if (!now) return round - 1;
    await sendTyped(
      page,
      form,
      filledWith(now, attempts, name => words.of(`${pattern} ${name}`)),
    );
    assert.deepEqual(await leftInBrowser(page, page.context(), words), [], `after POST ${pattern}`);
    const next = nextAttempts(now, attempts, await page.content());
    if (next === undefined || round === ATTEMPTS) return round;
    attempts = next;
  }
}

/** Forms in which somebody types, each once. */
async function typedForms(role: Role, done: Set<string>): Promise<MetForm[]> {
  const found = await formsOf(house, role, 1);
  return found.filter(form => {
    const pattern = patternOf(form.action);
    const types = form.fields.some(({ kind, name }) => kind === 'typed' && name !== 'file');
    if (!types || done.has(pattern)) return false;
    done.add(pattern);
    return true;
  });
}

test('the look through a browser finds a word wherever a page could have kept it', async () => {
  const words = openWords();
  const word = words.of('planted');
  const { value: found, left } = await inProfile(words, async page => {
    await page.goto('/');
    await page.evaluate(async planted => {
      localStorage.setItem('kept', planted);
      sessionStorage.setItem('kept', planted);
      document.cookie = `kept=${planted}; max-age=600`;
      await (await caches.open('kept')).put('/kept', new Response(planted));
      const database = await new Promise<IDBDatabase>(resolve => {
        const asked = indexedDB.open('kept');
        asked.onupgradeneeded = () => void asked.result.createObjectStore('kept');
        asked.onsuccess = () => resolve(asked.result);
      });
      await new Promise<void>(resolve => {
        const put = database.transaction('kept', 'readwrite').objectStore('kept').put(planted, 1);
        put.onsuccess = () => resolve();
      });
      database.close();
    }, word);
    return leftInBrowser(page, page.context(), words);
  });
  assert.deepEqual(
    found.map(({ where, field }) => `${where}: ${field}`).sort(),
    ['cacheStorage', 'cookies', 'indexedDB', 'localStorage', 'sessionStorage'].map(one => `${one}: planted`),
  );
  assert.ok(left.length > 0, 'nothing of it was found in the files of the profile');
});

test('E3, E4: what a caller typed and sent lies nowhere in their browser, while they are there or afterwards', async () => {
  const words = openWords();
  const { value: shown, left } = await inProfile(words, async page => {
    await page.goto('/help/a');
    await page.locator('main form button').first().click();
    await page.goto('/help/a/write');
    await page.locator('textarea[name="words"]').fill(words.of('first'));
    const onlyTyped = await leftInBrowser(page, page.context(), words);
    await page.locator('main form button').first().click();
    const code = await page.locator('.code-shown').innerText();
    const onceSent = await leftInBrowser(page, page.context(), words);
    await page.goto('/help/code');
    await page.locator('[name="code"]').fill(code);
    await page.locator('main form button').first().click();
    await page.locator('textarea[name="words"]').fill(words.of('more'));
    await page.locator('form[action="/help/code/more"] button').first().click();
    const later = await leftInBrowser(page, page.context(), words);
    return [...onlyTyped, ...onceSent, ...later];
  });
  assert.deepEqual(shown, []);
  assert.deepEqual(left, []);
});

for (const role of everyRole) {
  test(`E3: what a ${role} typed into any form, refused or taken, lies nowhere in their browser, nor in its files`, async () => {
    const words = openWords();
    const { left } = await inProfile(words, async page => {
      await page.context().addCookies(cookiesIn(house.cookies.get(role)!, walk.origin));
      await page.goto('/account');
      let sent = 0;
      for (const form of await typedForms(role, done)) sent += await fillInBrowser(page, form, words);
      assert.deepEqual(Object.keys(JSON.parse((await keptByPage(page)).serviceWorkers) as object), []);
      counted.sent += sent;
    });
    assert.deepEqual(left, []);
  });
}
const done = new Set<string>();
const counted = { sent: 0 };

test('hardly a form in which somebody types was left out', () => {
  assert.ok(done.size > 100, `only ${done.size} forms`);
  assert.ok(counted.sent > done.size, `only ${counted.sent} were sent`);
});
