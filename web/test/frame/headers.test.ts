import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { buildApp } from '../../src/app.ts';
import { routes } from '../../src/routes.ts';
import { testOptions } from '../services.ts';

/** All but downloads, which are no pages. */
const publicPages = routes
  .filter(one => one.method === 'GET' && one.policy.who !== 'staff' && !one.pattern.includes(':'))
  .map(one => one.pattern)
  .filter(pattern => !['/plans/try/file', '/plans/try/data'].includes(pattern));

/** The pages of a plan are there once it is worked out, whichever test asks for one first. */
before(async () => {
  const app = await buildApp(testOptions());
  for (let looks = 0; looks < 600; looks++) {
    // As its form asks: looking alone begins nothing.
    await app.inject({ url: '/plans/try?lines=' });
    if ((await app.inject({ url: '/plans/try/sources' })).statusCode === 200) return;
    await wait(100);
  }
  assert.fail('The plan that the page begins with was not worked out.');
});

test('E30: a page may run no script, take styles by nonce alone, and be framed by nobody', async () => {
  const app = await buildApp(testOptions());
  const answer = await app.inject({ url: '/' });
  const policy = String(answer.headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /form-action 'self'/);
  assert.doesNotMatch(policy, /unsafe|script-src|https?:|\*|upgrade-insecure/);
  assert.equal(answer.headers['referrer-policy'], 'no-referrer');
  assert.equal(answer.headers['strict-transport-security'], undefined);
});

test('a nonce is never used twice', async () => {
  const app = await buildApp(testOptions());
  const nonces = await Promise.all(
    [1, 2, 3].map(async () => {
      const { headers } = await app.inject({ url: '/' });
      return /nonce-([^']+)/.exec(String(headers['content-security-policy']))![1];
    }),
  );
  assert.equal(new Set(nonces).size, 3);
  assert.ok(nonces.every(nonce => Buffer.from(nonce, 'base64').length === 16));
});

test('E29: every page is no-store, and assets keep their address as long as their bytes', async () => {
  const app = await buildApp(testOptions());
  for (const url of [...publicPages, '/not/here']) {
    const answer = await app.inject({ url });
    assert.equal(answer.headers['cache-control'], 'no-store', url);
  }
  const { body } = await app.inject({ url: '/' });
  const assets = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(found => found[1]);
  assert.ok(assets.length >= 4);
  for (const url of assets) {
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 200, url);
    assert.match(String(answer.headers['cache-control']), /immutable/);
    assert.match(url, /\.[A-Za-z0-9_-]{16}\./);
  }
});

test('no page has a style attribute, a script that is not the service’s own or an event attribute, which the policy would only half stop', async () => {
  const app = await buildApp(testOptions());
  for (const url of publicPages) {
    const { body } = await app.inject({ url });
    assert.doesNotMatch(body, /<[^>]*\sstyle=/, url);
    // One page has a script of this service, in the head and by the page's nonce.
    const scripts = body.match(/<script[^>]*>/gi) ?? [];
    const own = /^<script src="\/assets\/sliders\.[^"]+" nonce="[^"]+" defer>$/;
    assert.ok(url === '/plans/try' ? scripts.every(one => own.test(one)) : scripts.length === 0, url);
    assert.doesNotMatch(body, /\son[a-z]+=|javascript:/i, url);
  }
});

test('the style sheets name no typeface licensed to somebody else and fetch nothing from anywhere', async () => {
  const app = await buildApp(testOptions());
  const { body } = await app.inject({ url: '/' });
  for (const [, url] of body.matchAll(/rel="stylesheet" href="([^"]+)"/g)) {
    const sheet = (await app.inject({ url: url })).body;
    assert.ok(!/GDS Transport|@import/i.test(sheet), url);
    const fetched = [...sheet.matchAll(/url\(([^)]+)\)/g)].map(found => found[1]);
    assert.ok(
      fetched.every(one => /^\/assets\/latin(-ext)?\./.test(one) || one.startsWith('data:')),
      fetched.join(' '),
    );
  }
});

test('E39: "made-up people" stands on every page of a demonstration, twice, so that a print has it too; on no other', async () => {
  const demonstration = await buildApp(testOptions());
  const service = await buildApp(testOptions({ demonstration: false }));
  for (const url of [...publicPages, '/not/here', '/help/a']) {
    const made = (await demonstration.inject({ url })).body.match(/Made-up people/g);
    assert.equal(made?.length, 2, url);
    assert.doesNotMatch((await service.inject({ url })).body, /made-up/i, url);
  }
});
