import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, roles as roleWords, type Role } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import { allows } from '../../src/frame/policy.ts';
import { paths } from '../../src/paths.ts';
import { routes } from '../../src/routes.ts';
import { openHouse, type Walker } from '../helpline/house.ts';
import { formFields, post } from '../post.ts';
import { CANARY, recordsIn } from './records-in.ts';

const on = day('2026-03-12');
const house = await openHouse();
const every = Object.keys(roleWords) as Role[];

/** The routes that name a record, as somebody of this role may ask for them. */
function routesFor(role: Role, kinds: readonly string[]) {
  return routes.filter(
    ({ pattern, policy }) => kinds.some(kind => pattern.includes(`:${kind}`)) && allows(policy, [role]),
  );
}

const address = (pattern: string, ids: Readonly<Record<string, string>>) =>
  pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => ids[name] ?? '1');

/** Asks for every such record, reading and sending, and holds that nothing of it comes back. */
async function holdNotFound(
  walker: Walker,
  role: Role,
  ids: Record<string, string>,
  kinds: readonly string[],
) {
  const fields = formFields((await walker.open('/account')).body, '/sign-out');
  const found = routesFor(role, kinds);
  for (const { method, pattern } of found) {
    const url = address(pattern, ids);
    const said = `${method} ${pattern} as ${role}`;
    const answer =
      method === 'GET'
        ? await walker.open(url)
        : await post(house.app, url, { ...fields, _command: randomUUID() }, walker.cookie);
    assert.ok(!answer.body.includes(CANARY), `${said} tells of it`);
    // A form may say first that it is not filled in, which says nothing of the record. And nothing stands between a
    // reporter and a report (E34): a concern is raised all the same, without the contact that is not there.
    const isReport = method === 'POST' && pattern === paths.helplineConcern.pattern;
    const allowed = method === 'GET' ? [404] : isReport ? [303, 422] : [404, 422];
    assert.ok(allowed.includes(answer.statusCode), `${said} answers ${answer.statusCode}`);
  }
  return found.length;
}

test('E20: by every route and in every role, a record of another organisation is not found', async () => {
  const other = randomUUID();
  const administrator: Actor = { userId: 'elsewhere', organisationId: other, name: 'Elsewhere' };
  await house.records.found({ id: other, name: 'Elsewhere', madeUp: true, on, administrator });
  const ids = await recordsIn(house, other, []);
  let asked = 0;
  for (const role of every) {
    const walker = await house.walker(role);
    asked += await holdNotFound(walker, role, ids, ['case', 'contact', 'concern', 'group', 'opening']);
  }
  assert.ok(asked > 60, `only ${asked} routes name a record`);
});

test('E20: by every route and in every role, a case one is kept out of and a concern about oneself are not found', async () => {
  const walkers: (readonly [Role, Walker])[] = [];
  for (const role of every) walkers.push([role, await house.walker(role)]);
  const ids = await recordsIn(
    house,
    house.organisation,
    walkers.map(([, walker]) => walker.actor.userId),
  );
  for (const [role, walker] of walkers) await holdNotFound(walker, role, ids, ['case', 'concern', 'opening']);
  // It is there: somebody who is not kept out finds it.
  const lead = await house.walker('programme_lead');
  assert.match((await lead.open(`/people/${ids.case}`)).body, new RegExp(CANARY));
});

test('E31: an outside partner opens no page of the service but what they sent themselves, and the way to raise a concern', async () => {
  const partner = await house.walker('outside_partner');
  const open = routes.filter(({ policy }) => policy.who === 'staff' && allows(policy, ['outside_partner']));
  assert.deepEqual(open.map(({ method, pattern }) => `${method} ${pattern}`).sort(), [
    'GET /account',
    'GET /sent',
    'GET /sent/concern',
    'GET /sent/concern/raised',
    'GET /sent/new',
    'GET /sign-in/set-up',
    'GET /start',
    'POST /sent/concern',
    'POST /sent/new',
    'POST /sign-in/set-up',
    'POST /sign-in/set-up/code',
    'POST /sign-out',
  ]);
  for (const url of ['/account', '/sent', '/sent/new', '/sent/concern', '/sent/concern?danger=no']) {
    const { body, statusCode } = await partner.open(url);
    assert.equal(statusCode, 200, url);
    assert.ok(!body.includes('Ada Quill'), `${url} names somebody who works here`);
  }
});
