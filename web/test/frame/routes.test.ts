import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { roles, type Role } from '@throughcare/pathway';
import { buildApp, listRoutes } from '../../src/app.ts';
import { page } from '../../src/frame/answer.ts';
import { allows, anybody, type Policy } from '../../src/frame/policy.ts';
import { path } from '../../src/frame/path.ts';
import { route, type Route } from '../../src/frame/route.ts';
import { routes } from '../../src/routes.ts';
import { signedInAs, testOptions } from '../services.ts';
import { post } from '../post.ts';

const address = (pattern: string) => pattern.replaceAll(/:[a-zA-Z]+/g, 'a');
const everyRole = Object.keys(roles) as Role[];

test('every route and who may open it stands in routes.txt, so that a new one is looked at', () => {
  const known = readFileSync(new URL('../../routes.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  assert.deepEqual(listRoutes().toSorted(), known, 'looked at it? then: node web/test/list-routes.ts');
});

test('every folder with routes is registered', async () => {
  const folder = new URL('../../src/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const declaring = files.filter(name =>
    /^export const \w+ = \[\s*(\/\/[^\n]*\s*)?route\(/m.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  const declared: Route[] = [];
  for (const name of declaring) {
    const module = (await import(new URL(name, folder).href)) as Record<string, unknown>;
    declared.push(...(Object.values(module).filter(Array.isArray).flat() as Route[]));
  }
  const isRoute = (one: unknown): one is Route =>
    typeof one === 'object' && one !== null && 'pattern' in one && 'policy' in one;
  const missing = declared.filter(isRoute).filter(one => !routes.includes(one));
  assert.deepEqual(
    missing.map(one => `${one.method} ${one.pattern}`),
    [],
  );
  assert.ok(declaring.length >= 8, 'the search for routes found almost none');
});

test('a route without a policy stops the start', async () => {
  const bare = route({
    method: 'GET',
    path: path('/bare'),
    policy: undefined as unknown as Policy,
    handle: () => page('x'),
  });
  await assert.rejects(buildApp(testOptions({ extraRoutes: [bare] })), /policy/);
});

test('a declaration without a policy is no program', () => {
  // @ts-expect-error a route has to say who may open it
  const bare = () => route({ method: 'GET', path: path('/bare'), handle: () => page('x') });
  const post = { method: 'POST', path: path('/bare'), policy: anybody, handle: () => page('x') } as const;
  // @ts-expect-error a POST has to say what form it reads
  const formless = () => route(post);
  assert.equal(typeof bare, typeof formless);
});

const isForStaff = ({ policy }: Route) => policy.who !== 'public' && policy.who !== 'caller';

test('nobody who is not signed in opens a staff route: a page leads to sign-in, a form says so', async () => {
  const app = await buildApp(testOptions({ demonstration: false }));
  for (const { method, pattern, policy } of routes.filter(isForStaff)) {
    const url = address(pattern);
    const answer = method === 'GET' ? await app.inject({ url }) : await post(app, url, {});
    assert.equal(answer.statusCode, method === 'GET' ? 303 : 401, `${method} ${pattern} ${policy.who}`);
    if (method === 'GET') assert.match(String(answer.headers.location), /^\/sign-in\?next=/);
  }
});

test('every staff route refuses each role that it does not name, before it reads anything', async () => {
  const app = await buildApp(testOptions({ demonstration: false }));
  for (const { method, pattern, policy } of routes.filter(isForStaff)) {
    for (const role of everyRole.filter(one => !allows(policy, [one]))) {
      const url = address(pattern);
      const cookie = signedInAs(role);
      const answer =
        method === 'GET' ? await app.inject({ url, headers: { cookie } }) : await post(app, url, {}, cookie);
      assert.equal(answer.statusCode, 403, `${method} ${pattern} as ${role}`);
    }
  }
});

test('in a demonstration only results about made-up people are open beside the public pages', async () => {
  const app = await buildApp(testOptions());
  for (const { method, pattern, policy } of routes.filter(isForStaff)) {
    if (method !== 'GET') continue;
    const { statusCode, headers } = await app.inject({ url: address(pattern) });
    const asksWho = statusCode === 303 && String(headers.location).startsWith('/sign-in');
    assert.equal(asksWho, policy.who === 'staff', `${pattern} ${policy.who}`);
  }
});

test('somebody signed in whom no organisation knows opens nothing', async () => {
  const app = await buildApp(testOptions());
  const answer = await app.inject({ url: '/account', headers: { cookie: signedInAs() } });
  assert.equal(answer.statusCode, 403);
});
