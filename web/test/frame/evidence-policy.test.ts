import { test } from 'node:test';
import assert from 'node:assert/strict';
import { roles as allRoles, type Role } from '@throughcare/pathway';
import { buildApp } from '../../src/app.ts';
import { evidenceReaders } from '../../src/frame/policy.ts';
import { page } from '../../src/frame/answer.ts';
import { path } from '../../src/frame/path.ts';
import { route } from '../../src/frame/route.ts';
import { routes } from '../../src/routes.ts';
import { signedInAs, testOptions } from '../services.ts';

/** The pages of results. One that is added has to be added here, so that nobody opens one by accident. */
const evidence = [
  '/linkage',
  '/studies',
  '/studies/:study',
  '/plans',
  '/plans/:plan',
  '/plans/:plan/board',
  '/plans/:plan/sources',
  '/plans/try',
  '/plans/try/board',
  '/plans/try/sources',
  '/plans/try/file',
  '/plans/try/data',
];
/** Begin and end a calculation whose numbers stand in the request. */
const calculations = ['/plans/try/run', '/plans/try/cancel', '/plans/try/own'];
const readers: readonly Role[] = ['analyst', 'commissioner'];
const everyRole = Object.keys(allRoles) as Role[];

test('just the pages of results are open in a demonstration, and they only read or calculate', () => {
  const open = routes.filter(one => one.policy.who === 'evidence');
  const by = (method: string) => open.filter(one => one.method === method).map(one => one.pattern);
  assert.deepEqual(by('GET').sort(), [...evidence].sort());
  assert.deepEqual(by('POST').sort(), [...calculations].sort());
});

test('in a demonstration anybody opens them without a name, and finds the way between them', async () => {
  const app = await buildApp(testOptions({ demonstration: true }));
  for (const url of ['/studies', '/plans']) {
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 200, url);
    assert.match(answer.body, /href="\/linkage"/);
    assert.doesNotMatch(answer.body, /href="\/(today|people|audit)"/);
  }
  await app.close();
});

test('in a service they are for analysts and commissioners alone, studies that nobody let go out for analysts', async () => {
  const app = await buildApp(testOptions({ demonstration: false }));
  for (const url of [
    '/linkage',
    '/studies',
    '/studies/prison-or-community',
    '/plans',
    '/plans/two-chief-officers/sources',
  ]) {
    const nobody = await app.inject({ url });
    assert.equal(nobody.statusCode, 303, url);
    assert.match(String(nobody.headers.location), /^\/sign-in/);
    for (const role of everyRole) {
      const answer = await app.inject({ url, headers: { cookie: signedInAs(role) } });
      const may = url.startsWith('/studies') ? role === 'analyst' : readers.includes(role);
      assert.equal(answer.statusCode === 403, !may, `${role} at ${url}: ${answer.statusCode}`);
    }
  }
  await app.close();
});

test('a page of results has no way to the record, whoever opens it', async () => {
  let held: string[] = [];
  const spy = route({
    method: 'GET',
    path: path('/spy'),
    policy: evidenceReaders,
    handle: visit => ((held = Object.keys(visit)), page('studies/list.njk', { studies: [] })),
  });
  const app = await buildApp(testOptions({ demonstration: true, extraRoutes: [spy] }));
  const answer = await app.inject({ url: '/spy', headers: { cookie: signedInAs('practitioner') } });
  assert.equal(answer.statusCode, 200);
  assert.ok(!held.includes('records') && !held.includes('desk') && !held.includes('who'), held.join());
  assert.match(answer.body, /Ines Vale/, 'somebody signed in keeps their own header');
  await app.close();
});
