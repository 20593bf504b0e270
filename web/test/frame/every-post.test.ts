import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import type { Role, StreamKind } from '@throughcare/pathway';
import { allows } from '../../src/frame/policy.ts';
import { routes } from '../../src/routes.ts';
import { formFields, post } from '../post.ts';
import { everyRole, openEveryRole } from './every-role.ts';
import { filledIn, type FoundForm } from './forms-of.ts';
import { formsOf, guessed, movesOn, ownAddress, postsOf, shapeOf } from './found-forms.ts';
import { needsMore } from './needs-more.ts';

/** By hand from docs/who-may-see-what.md: of which kinds somebody of a role may change anything at all. */
const mayChange: Readonly<Record<Role, readonly StreamKind[]>> = {
  helpline_worker: ['contact', 'concern', 'organisation'],
  practitioner: ['case', 'group', 'concern', 'opening'],
  programme_lead: ['case', 'group', 'concern', 'opening', 'organisation'],
  safeguarding_lead: ['case', 'concern', 'opening', 'organisation'],
  analyst: ['concern'],
  commissioner: ['concern'],
  administrator: ['organisation', 'concern'],
  auditor: ['concern', 'opening', 'organisation'],
  outside_partner: ['case', 'concern'],
};

const house = await openEveryRole();
const { app, kept, log, actors, cookies, closed, own } = house;

interface Written {
  readonly organisation: string;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly type: string;
  readonly actor: string;
}

/** One for all tests: it is asked after every post, and to connect costs more than the question. */
const witness = new pg.Client({ connectionString: kept.database.superuserUrl });
// Its database goes with the house, before it or after.
witness.on('error', () => {});
await witness.connect();
after(() => witness.end());

/** Every entry after this position, with the last position. */
async function writtenSince(position: number): Promise<{ rows: Written[]; last: number }> {
  const { rows } = await witness.query<Written & { position: string }>(
    `select e.position, e.organisation, e.stream, s.kind, e.type, e.actor from throughcare.event e
       join throughcare.stream s on s.id = e.stream where e.position > $1 order by e.position`,
    [position],
  );
  return { rows, last: Number(rows.at(-1)?.position ?? position) };
}

/** The form filled in with words that the guard of notes asks about. */
const noticed = ({ fields }: FoundForm): Record<string, string[]> =>
  Object.fromEntries(
    fields.map(({ name, kind, values }) => [
      name,
      [
        kind !== 'typed'
          ? values[0]
          : /-(day|month|year)$/.test(name)
            ? { day: '12', month: '3', year: '2026' }[name.split('-').at(-1)!]!
            : 'The victim is a neighbour, as told.',
      ],
    ]),
  );

/** What has to hold after any post. */
function hold(rows: readonly Written[], role: Role, said: string): void {
  const { userId, organisationId } = actors.get(role)!;
  const untouchable = new Set(closed.flatMap(ids => Object.values(ids)));
  for (const one of rows) {
    assert.equal(one.organisation, organisationId, `${said} wrote ${one.type} into another organisation`);
    assert.equal(one.actor, userId, `${said} wrote ${one.type} in another's name`);
    assert.ok(!untouchable.has(one.stream), `${said} wrote ${one.type} into a record they are kept out of`);
    assert.ok(mayChange[role].includes(one.kind), `${said} wrote ${one.type} into a ${one.kind}`);
  }
}

// Refusals first, while everybody is what they signed in as: a form of the administrator's may change that.
for (const role of everyRole) {
  test(`E20: signed in as ${role}, every address that is not part of their work refuses a post and writes nothing`, async () => {
    const cookie = cookies.get(role)!;
    const { last } = await writtenSince(0);
    const { _token } = formFields(
      (await app.inject({ url: '/account', headers: { cookie } })).body,
      '/sign-out',
    );
    const shut = routes.filter(
      ({ method, policy }) => method === 'POST' && policy.who === 'staff' && !allows(policy, [role]),
    );
    for (const { pattern } of shut) {
      const answer = await post(app, ownAddress(pattern, own), { _token, _command: randomUUID() }, cookie);
      assert.equal(answer.statusCode, 403, `POST ${pattern} as ${role}`);
    }
    assert.deepEqual((await writtenSince(last)).rows, []);
  });
}

const done: string[] = [];
for (const role of everyRole) {
  test(`E20: signed in as ${role}, every form that is found, filled in with sense and without, writes only where that role may, and is never answered by a fault`, async () => {
    const cookie = cookies.get(role)!;
    const found: FoundForm[] = await formsOf(house, role);
    // What no page led to today is sent all the same, with fields that it may or may not have.
    const unmet = postsOf(role).filter(
      ({ pattern }) => !found.some(form => shapeOf(pattern).test(form.action)),
    );
    const forms = [
      ...found,
      ...unmet.map(({ pattern }) => ({ action: ownAddress(pattern, own), fields: guessed })),
    ];
    const ids = [...closed, own].flatMap(each => Object.values(each));
    let { last } = await writtenSince(0);
    let wrote = 0;
    const token = formFields((await app.inject({ url: '/account', headers: { cookie } })).body, '/sign-out');
    const send = async (action: string, fields: Record<string, string[]>) => {
      const url = action.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent);
      const answer = await post(
        app,
        url,
        { ...fields, _token: token._token, _command: randomUUID() },
        cookie,
      );
      const said = `POST ${action} as ${role} with ${JSON.stringify(fields).slice(0, 400)}`;
      assert.ok(
        answer.statusCode < 500,
        `${said} answers ${answer.statusCode} ${JSON.stringify(log.filter(line => line.what === 'failed').at(-1))}`,
      );
      const since = await writtenSince(last);
      ({ last } = since);
      hold(since.rows, role, said);
      wrote += since.rows.length;
      return { answer, said, rows: since.rows };
    };
    for (const form of forms) {
      for (const fields of fc.sample(filledIn(form, ids), { numRuns: 2, seed: 26 }))
        await send(form.action, fields);
      // Words that ask for a second look are answered by another form, which carries them to a concern.
      for (const moved of movesOn((await send(form.action, noticed(form))).answer.body, form)) {
        found.push(moved);
        for (const fields of fc.sample(filledIn(moved, ids), { numRuns: 2, seed: 3 }))
          await send(moved.action, fields);
      }
      // The same form, sent to the same address of a record that is closed to them.
      for (const other of closed) {
        const action = Object.entries(own).reduce(
          (url, [kind, id]) => url.replaceAll(id, other[kind] ?? id),
          form.action,
        );
        if (action === form.action) continue;
        for (const fields of fc.sample(filledIn(form, ids), { numRuns: 1, seed: 5 })) {
          const { answer, said } = await send(action, fields);
          // Nothing stands between a reporter and a report (E34): a concern is raised without the contact, once.
          const allowed = action.endsWith('/concern') ? [303, 404, 409, 422] : [404, 422];
          assert.ok(allowed.includes(answer.statusCode), `${said} answers ${answer.statusCode}`);
        }
      }
    }
    if (mayChange[role].length > 0)
      assert.ok(wrote > 0, 'nothing at all was written: the forms are not filled in');
    done.push(...found.map(({ action }) => action));
  });
}

test('every address that takes a form was met on a page, with the fields of that page, but for those named here', () => {
  const patterns = new Set(everyRole.flatMap(postsOf).map(({ pattern }) => pattern));
  const met = (pattern: string) => done.some(action => shapeOf(pattern).test(action));
  assert.deepEqual(
    [...patterns].filter(pattern => !met(pattern) && !needsMore.includes(pattern)),
    [],
  );
});
