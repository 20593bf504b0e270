import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../src/routes.ts';
import { listen } from '../../src/listen.ts';
import { assertNoSidewaysScroll, openBrowser } from '../browser.ts';
import { openFilledHouse } from './filled-house.ts';
import { leftInColumns } from '../canary/left-in-database.ts';
import { faultsOf } from './in-browser.ts';
import { inClear } from './in-clear.ts';
import { downloads } from './downloads.ts';
import { linkedOnly, writesNoRow } from './no-row.ts';
import { walkEverything } from './pages.ts';
import { anyMark, LINK_HOST, markOf, written } from './written.ts';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const house = await openFilledHouse();
const seen = await walkEverything(house);
const answered = seen.filter(one => one.status === 200);
const browser = await openBrowser();
after(() => browser.close());

const isForStaff = new Map(routes.map(({ pattern, policy }) => [pattern, policy.who === 'staff']));
const isPage = (one: { readonly type: string }) => one.type.startsWith('text/html');
const said = (one: (typeof seen)[number]) => `${one.url} as ${one.role}`;
const marksIn = (text: string) =>
  [...text.matchAll(anyMark)].map(([, field, record]) => ({
    field: written[Number(field)],
    stream: house.streams[Number(record)],
  }));

test('every field in which somebody can write was written in, and no page that was opened broke on it', () => {
  assert.deepEqual(
    written.filter(field => !house.fieldsWritten.has(field)),
    [],
  );
  assert.deepEqual(seen.filter(one => one.status >= 500).map(said), []);
});

test('E3: of every field in which somebody can write, nothing stands in a column in clear but names of things and of colleagues', async () => {
  const fieldsIn = (text: string) => marksIn(text).map(({ field }) => field);
  const left = await leftInColumns(house.database.superuserUrl, { in: fieldsIn });
  assert.deepEqual(left.map(({ where, field }) => `${where}: ${field}`).sort(), [...inClear].sort());
});

test('every page that names a person, a contact, a concern, a group or an opening was opened by somebody', () => {
  const opened = new Set(answered.map(one => one.pattern));
  const naming = routes.filter(
    ({ method, pattern }) => method === 'GET' && /:(case|contact|concern|group|opening)\b/.test(pattern),
  );
  assert.ok(naming.length > 80);
  assert.deepEqual(
    naming.filter(({ pattern }) => !opened.has(pattern)).map(({ pattern }) => pattern),
    [],
  );
});

test('E37: on no page for anybody do words that somebody wrote become a link, an element, a script or an address', async () => {
  const reader = await browser.newPage();
  const faults: string[] = [];
  for (const one of answered.filter(isPage))
    for (const fault of await faultsOf(reader, one.body)) faults.push(`${said(one)}: ${fault}`);
  assert.deepEqual(faults, []);
  const shown = new Set(answered.flatMap(one => marksIn(one.body)).map(({ field }) => field));
  assert.ok(shown.size > 40, `only ${shown.size} of the fields are shown anywhere`);
});

test('E37: what is given as a file is a file, made whole before its first byte, never a page, and nothing that was written is in a header', () => {
  for (const one of seen) {
    const headers = JSON.stringify(one.headers);
    assert.ok(!headers.includes(LINK_HOST) && !anyMark.test(headers), said(one));
    if (isPage(one) || one.body === '') continue;
    assert.ok(Object.hasOwn(downloads, one.pattern), `${said(one)} is a download that nobody has looked at`);
    assert.equal(Number(one.headers['content-length']), Buffer.byteLength(one.body), said(one));
    assert.ok(Buffer.byteLength(one.body) < 4 * 1024 * 1024, said(one));
    assert.equal(one.headers['x-content-type-options'], 'nosniff', said(one));
    assert.match(
      String(one.headers['content-disposition']),
      /^attachment; filename="[a-z0-9.-]+"$/,
      said(one),
    );
  }
});

test('E20, E29: every answer to somebody who works here is kept by no cache, and may run no script of anybody else', () => {
  for (const one of seen) {
    assert.equal(one.headers['cache-control'], 'no-store', said(one));
    assert.match(String(one.headers['content-security-policy']), /^default-src 'none'/, said(one));
    assert.equal(one.headers['referrer-policy'], 'no-referrer', said(one));
  }
});

test('E37: a browser that opens such pages, on a screen and for a print, asks nobody but this service, and nothing sticks out at 320 px', async () => {
  const { origin: _, ...options } = house.options;
  const running = await listen({ ...options, port: 0 });
  after(() => running.stop());
  const { origin } = running;
  // One page of each kind, with the most words in it.
  const richest = new Map<string, (typeof seen)[number]>();
  for (const one of answered.filter(isPage)) {
    const many = marksIn(one.body).length;
    if (many > marksIn(richest.get(one.pattern)?.body ?? '').length) richest.set(one.pattern, one);
  }
  assert.ok(richest.size > 60, `only ${richest.size} kinds of page`);
  const asked: string[] = [];
  const wide: string[] = [];
  // Whoever is signed in looks at theirs in one window, one after the other, as people do.
  for (const [role, ones] of Map.groupBy(richest.values(), one => one.role)) {
    const [name, value] = house.cookieOf(role).split('=');
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 320, height: 800 } });
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    page.on('request', request => void asked.push(request.url()));
    page.on('dialog', dialog => {
      asked.push(`a dialog on ${page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    for (const one of ones) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(one.url);
      await assertNoSidewaysScroll(page, said(one)).catch((fault: Error) => wide.push(fault.message));
      await page.emulateMedia({ media: 'print' });
      await page.pdf();
    }
    await context.close();
  }
  assert.deepEqual(
    asked.filter(url => !url.startsWith(`${origin}/`)),
    [],
  );
  assert.deepEqual(wide, []);
});

test('E21: every person, contact, concern, group and opening of which an answer shows anything is named by its row', () => {
  const unnamed: string[] = [];
  for (const one of answered) {
    const named = new Set(one.rows.flatMap(row => row.streams));
    const asked = new Set(one.url.match(UUID));
    const shown = new Set(marksIn(one.body).map(({ stream }) => stream));
    for (const stream of shown) {
      if (stream !== house.organisation && !named.has(stream))
        unnamed.push(`${said(one)} shows words of a ${house.kindOf(stream)} that its row does not name`);
    }
    for (const [id] of one.body.matchAll(UUID)) {
      const kind = house.kindOf(id);
      if (!kind || kind === 'organisation' || named.has(id) || asked.has(id)) continue;
      if (!Object.hasOwn(linkedOnly, `${one.pattern} ${kind}`))
        unnamed.push(`${said(one)} links to a ${kind} that its row does not name`);
    }
  }
  assert.deepEqual([...new Set(unnamed)], []);
});

test('E21: a page for staff writes a row in the name of whoever asked, but for those that ask the record nothing', () => {
  const without = new Set<string>();
  for (const one of answered.filter(({ pattern }) => isForStaff.get(pattern))) {
    for (const row of one.rows) assert.equal(row.user, house.who(one.role), said(one));
    if (one.rows.length === 0) without.add(one.pattern);
    else assert.ok(!Object.hasOwn(writesNoRow, one.pattern), `${said(one)} wrote a row after all`);
  }
  assert.deepEqual([...without].sort(), Object.keys(writesNoRow).sort());
});

test('E21: what is downloaded of a person is noted as taken out, not as read', () => {
  const copies = answered.filter(one => one.pattern === '/people/:case/kept/copy/:request/:form');
  assert.ok(copies.length > 0);
  for (const one of copies)
    assert.ok(
      one.rows.some(row => row.act === 'exported'),
      said(one),
    );
});

test('the marks by which this file reads a page are there to be found', () => {
  const page = answered.find(one => one.pattern === '/people/:case' && one.role === 'practitioner')!;
  const whole = house.streams.indexOf(UUID.exec(page.url)![0]);
  assert.ok(page.body.includes(markOf('case refer identity.surname', whole)));
});

test('E37: on every page of casework that shows an address, whoever works here is told where it is reported, with a word for them', () => {
  const silent = answered.filter(
    one =>
      isPage(one) &&
      isForStaff.get(one.pattern) &&
      marksIn(one.body).some(({ field }) => field !== 'organisation join name') &&
      !/Internet Watch Foundation \(report\.iwf\.org\.uk\)[\s\S]*If it was hard to read: stop for a while/.test(
        one.body,
      ),
  );
  assert.deepEqual(silent.map(said), []);
});
