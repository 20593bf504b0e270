import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  startWalk,
  tabOrder,
  watchRequests,
  type Walk,
} from './browser.ts';
import { testDesk } from './help/desk.ts';
import { testServices } from './services.ts';

const desk = testDesk();
const base = testServices();
const services = testServices({
  records: { ...base.records, asCaller: () => desk },
  tryAs: [
    { email: 'ines@example.org', password: 'made up, made up', name: 'Ines Vale', role: 'practitioner' },
  ],
});
let walk: Walk;
before(async () => {
  walk = await startWalk({ services });
});
after(() => walk.stop());

const quiet = [
  '/',
  '/sources',
  '/accessibility',
  '/help',
  '/help/kept',
  '/help/tonight',
  '/help/a',
  '/help/f',
  '/help/code',
  '/sign-in',
  '/sign-in/code',
  '/not/here',
  '/help/not/here',
];

/** Every state of every page for everybody: how one gets there, in a browser that may or may not run scripts. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  ...Object.fromEntries(quiet.map(url => [url, (page: Page) => page.goto(url)])),
  'claims with the table open': async page => {
    await page.goto('/');
    await page.getByText('See this as a table').click();
  },
  'message box': toTheBox,
  'message box with an error': async page => {
    await toTheBox(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await saysError(page);
  },
  'code shown': async page => {
    await write(page);
  },
  'code to be typed': async page => {
    await write(page);
    await page.getByRole('button', { name: 'I have written it down' }).click();
  },
  'code typed wrong': async page => {
    await write(page);
    await page.getByRole('button', { name: 'I have written it down' }).click();
    await page.getByLabel('Your code').fill('9999-0000-0000-0000');
    await page.getByRole('button', { name: 'Check it' }).click();
    await saysError(page);
  },
  'code confirmed': async page => {
    const code = await write(page);
    await page.getByRole('button', { name: 'I have written it down' }).click();
    await page.getByLabel('Your code').fill(code);
    await page.getByRole('button', { name: 'Check it' }).click();
    assert.ok(await page.getByText('That is right').isVisible());
  },
  'no answer yet': async page => comeBack(page, await write(page)),
  'an answer': async page => {
    const code = await write(page);
    desk.answer(code, 'Thank you for writing.\n\nLook at https://quill.example when you can.');
    await comeBack(page, code);
  },
  'written again': async page => {
    await comeBack(page, await write(page));
    await page.getByLabel('Write again').fill('One more thing.');
    await page.getByRole('button', { name: 'Send' }).click();
    assert.ok(await page.getByText('We have your message').isVisible());
  },
  'record down': async page => {
    await toTheBox(page);
    await page.locator('textarea').fill('Forty characters and a few more, so that it is shown.');
    desk.loseConnection();
    await page.getByRole('button', { name: 'Send' }).click();
    assert.ok(await page.getByRole('button', { name: 'Send it again' }).isVisible());
  },
  'sign-in with errors': async page => {
    await page.goto('/sign-in');
    await page.locator('.govuk-button').first().click();
    await saysError(page);
  },
  'sign-in refused': async page => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill('ines@example.org');
    await page.getByLabel('Password').fill('not this one, surely');
    await page.locator('.govuk-button').first().click();
    await saysError(page);
  },
};

/** The page that came back says so in its title; on a busy machine it has none until it is there. */
async function saysError(page: Page) {
  await page.locator('.govuk-error-summary').waitFor();
  assert.match(await page.title(), /^Error/);
}

async function toTheBox(page: Page) {
  await page.goto('/help/a');
  await page.getByRole('button', { name: 'I have read this' }).click();
}

async function write(page: Page): Promise<string> {
  await toTheBox(page);
  await page.locator('textarea').fill('I do not know what to do next.');
  await page.getByRole('button', { name: 'Send' }).click();
  return page.locator('.code-shown').innerText();
}

async function comeBack(page: Page, code: string) {
  await page.goto('/help/code');
  await page.getByLabel('Your code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

describe('every state of every page for everybody', () => {
  for (const [state, reach] of Object.entries(states)) {
    test(`${state}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, async () => {
      const page = await walk.open();
      const asked = watchRequests(page);
      const stopped: string[] = [];
      page.on(
        'console',
        said => void (/Content Security Policy/.test(said.text()) && stopped.push(said.text())),
      );
      await reach(page);
      await assertAccessible(page, `${state}, wide`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await assertAccessible(page, `${state}, dark`, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 320, height: 800 });
      await assertAccessible(page, `${state}, narrow`);
      await assertNoSidewaysScroll(page, state);
      assertOwnOnly(asked, walk.origin);
      assert.deepEqual(stopped, [], 'the content-security-policy stopped something of ours');
      await page.context().close();
    });
  }
});

test('what looks for faults finds one where there is one, and so does what looks for overhang', async () => {
  const page = await walk.open({ width: 320 });
  await page.goto('/help');
  await page.evaluate(() => {
    const main = document.querySelector('main')!;
    main.innerHTML = '<img src="/x"><p>pale</p>';
    main.style.color = '#ccc';
  });
  await assert.rejects(
    assertAccessible(page, 'altered'),
    /image-alt[^]*color-contrast|color-contrast[^]*image-alt/,
  );
  await assert.rejects(assertAccessible(page, 'altered', ['color-contrast']), /axe on altered/);
  await page.evaluate(() => (document.querySelector('main')!.style.width = '400px'));
  await assert.rejects(assertNoSidewaysScroll(page, 'altered'), /altered is \d+ px wide in 320 px/);
  await page.context().close();
});

test('the whole way of a caller goes without JavaScript', async () => {
  const page = await walk.open({ javaScript: false, width: 320 });
  await page.goto('/');
  await page.getByRole('link', { name: 'I need help' }).click();
  await page.getByRole('link', { name: 'Someone in my family' }).click();
  await page.getByRole('button', { name: 'I have read this' }).click();
  await page.locator('textarea').fill('I do not know what to do next.');
  await page.getByRole('button', { name: 'Send' }).click();
  const code = await page.locator('.code-shown').innerText();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await page.getByRole('button', { name: 'Show me the code again' }).click();
  assert.equal(await page.locator('.code-shown').innerText(), code);
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await page.getByLabel('Your code').fill(code);
  await page.getByRole('button', { name: 'Check it' }).click();
  desk.answer(code, 'We are glad that you wrote.');
  await page.getByRole('link', { name: 'I have a code' }).click();
  await page.getByLabel('Your code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  assert.ok(await page.getByText('We are glad that you wrote.').isVisible());
  await page.context().close();
});

test('the keyboard goes as the eye does, begins with the skip link, and is always seen', async () => {
  const page = await walk.open();
  await page.goto('/help');
  const stops = await tabOrder(page);
  assert.deepEqual(stops.slice(0, 6), [
    'a Skip to main content',
    'a Leave this page',
    'a Throughcare',
    'a 999',
    'a My own thoughts or behaviour',
    'a Someone in my family',
  ]);
  assert.ok(stops.includes('a I am under 18'));
  await page.goto('/help');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  assert.ok((await skip.boundingBox())!.height > 20, 'the skip link is seen when it is reached');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await page.context().close();
});

test('an error is the first thing in the page after the frame, and its link leads to the field', async () => {
  const page = await walk.open();
  await states['message box with an error'](page);
  await page.getByRole('link', { name: /Nothing is written yet/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'words');
  const order = await page.evaluate(() =>
    [...document.querySelectorAll('.govuk-error-summary, h1')].map(one => one.tagName),
  );
  assert.deepEqual(order, ['DIV', 'H1']);
  await page.context().close();
});

test('E29: leaving the page goes to an ordinary page and adds to the history like any link', async () => {
  const page = await walk.open({ width: 320 });
  await page.goto('/help');
  await page.goto('/help/a');
  const before = await page.evaluate(() => history.length);
  const leave = page.getByRole('link', { name: 'Leave this page' });
  const box = (await leave.boundingBox())!;
  assert.ok(box.y > 700 && box.height >= 44, 'it lies under the thumb and is large enough');
  // Nothing outside this machine can be reached from a test, so the browser shows its own page for that.
  const gone = page.waitForEvent('requestfailed');
  await leave.click();
  const request = await gone;
  assert.equal(request.url(), 'https://www.bbc.co.uk/weather');
  assert.equal(request.headers().referer, undefined);
  await page.waitForURL(/^chrome-error:/);
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.context().close();
});

test('a focused link is never hidden under the leave bar', async () => {
  const page = await walk.open({ width: 320 });
  await page.goto('/help');
  for (let i = 0; i < 18; i++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body || at.closest('.leave')) return false;
      const { bottom } = at.getBoundingClientRect();
      return bottom > document.querySelector('.leave')!.getBoundingClientRect().top;
    });
    assert.equal(hidden, false, `stop ${i + 1}`);
  }
  await page.context().close();
});

test('E39: a printed page of the demonstration says that its people are made up', async () => {
  const page = await walk.open();
  await page.goto('/');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.demo').isVisible());
  assert.ok(await page.locator('.demo-print').isVisible());
  await page.context().close();
});
