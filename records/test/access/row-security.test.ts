import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { day, type Role } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { opens, roleNames } from '../../src/access/policy.ts';
import { sees, seesThatItHappened, worksHere, type Seen, type Viewer } from '../../src/access/viewer.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, refer } from '../people.ts';

const on = day('2026-03-10');
const accounts = ['u1', 'u2', 'u3', 'u4'];

/** A record in the database, and what the policy has to know of it. */
type Made = Seen & { readonly id: string };

const maybeAccount = fc.option(fc.constantFrom(...accounts), { nil: null });
const world = fc.record({
  roles: fc.array(fc.subarray([...roleNames]), { minLength: accounts.length, maxLength: accounts.length }),
  cases: fc.array(
    fc.record({
      practitioner: maybeAccount,
      excluded: fc.subarray(accounts, { maxLength: 2 }),
      inGroup: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  concerns: fc.array(fc.constantFrom(...accounts), { minLength: 1, maxLength: 2 }),
  lead: fc.constantFrom(...accounts),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

for (const version of postgresVersions) {
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E20: raw SQL under row-level security sees what the policy says, for any roles`, async () => {
    await fc.assert(
      fc.asyncProperty(world, async drawn => {
        const organisation = randomUUID();
        const made = await make(at, organisation, drawn);
        await withClient(at.database.serveUrl, async client => {
          for (const [index, user] of accounts.entries()) {
            await compare(client, { user, organisation, roles: drawn.roles[index] }, made);
            // The same account, with the same roles, in the other organisation of the database.
            await compare(client, { user, organisation: at.organisation, roles: [] }, made);
          }
        });
      }),
      { numRuns: 12 },
    );
  });
}

/** Makes the world as the program itself does when it fills: through the deciders. */
async function make({ records, clock }: TestRecords, organisation: string, drawn: World): Promise<Made[]> {
  const founder = { userId: 'founder', name: 'Founder' };
  await records.found({ id: organisation, name: 'Drawn', madeUp: true, on, administrator: founder });
  const admin = records.as({ ...founder, organisationId: organisation });
  for (const [index, user] of accounts.entries()) {
    const join = { do: 'join', on, user, name: user, roles: drawn.roles[index] } as const;
    await done(admin.decide('organisation', organisation, 'latest', randomUUID(), join));
  }
  const told = (command: object, actor = 'founder') => ({
    command: command as never,
    actor,
    recordedAt: clock.now,
  });
  const group = randomUUID();
  const cases = drawn.cases.map(one => ({ ...one, id: randomUUID() }));
  const contact = randomUUID();
  const concerns = drawn.concerns.map(raisedBy => ({ raisedBy, id: randomUUID() }));
  const plan = { do: 'plan', on, programme: 'P', name: 'G', places: 9, sessions: [on], lead: drawn.lead };
  const places = cases
    .filter(one => one.inGroup)
    .map(one => told({ do: 'take_place', on, case: one.id, enrolment: 'e' }));
  await records.fill(organisation, [
    { kind: 'group', id: group, steps: [told(plan), ...places] },
    ...cases.map(({ id, practitioner, excluded }) => ({
      kind: 'case' as const,
      id,
      steps: [
        told(refer({ on })),
        ...(practitioner
          ? [told({ do: 'triage', on, outcome: 'accepted' }), told({ do: 'open', on, practitioner })]
          : []),
        ...(excluded.length > 0
          ? [told({ do: 'exclude_staff', on, staff: excluded, reason: 'as told' })]
          : []),
      ],
    })),
    {
      kind: 'contact',
      id: contact,
      steps: [told({ do: 'open', on, group: 'other', statement: '1', words: 'x' }, 'caller')],
    },
    ...concerns.map(({ id, raisedBy }) => ({
      kind: 'concern' as const,
      id,
      steps: [
        told({ do: 'raise', on, source: 'staff', immediateDanger: false, said: 's', child: 'c' }, raisedBy),
      ],
    })),
  ]);
  return [
    ...cases.map(({ id, practitioner, excluded, inGroup }) => ({
      kind: 'case' as const,
      organisation,
      id,
      practitioner,
      awaitsTriage: practitioner === null,
      excluded,
      groupLeads: inGroup ? [drawn.lead] : [],
    })),
    { kind: 'contact', organisation, id: contact },
    ...concerns.map(one => ({ kind: 'concern' as const, organisation, ...one })),
    { kind: 'group', organisation, id: group },
    { kind: 'organisation', organisation, id: organisation },
  ];
}

async function compare(client: Client, viewer: Viewer, made: readonly Made[]): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select throughcare.enter($1, $2, null, null)', [viewer.organisation, viewer.user]);
    const read = async (sql: string) => {
      const { rows } = await client.query<{ id: string }>(sql);
      return new Set(rows.map(row => row.id));
    };
    const who = `${viewer.user} as ${viewer.roles.join(', ') || 'nobody'}`;
    const same = (actual: Set<string>, expected: readonly Made[], what: string) => {
      assert.deepEqual([...actual].sort(), expected.map(one => one.id).sort(), `${what}, seen by ${who}`);
    };
    const seen = made.filter(one => sees(viewer, one));
    for (const kind of ['case', 'contact', 'concern', 'group'] as const) {
      const ofKind = seen.filter(one => one.kind === kind);
      same(await read(`select id from throughcare.${kind}_row`), ofKind, kind);
    }
    const cases = seen.filter(one => one.kind === 'case');
    for (const table of ['case_due', 'case_token']) {
      const expected =
        table === 'case_token' ? cases : cases.filter(one => one.awaitsTriage || one.practitioner);
      same(await read(`select distinct case_id as id from throughcare.${table}`), expected, table);
    }
    const happened = made.filter(
      one => seesThatItHappened(viewer, one) && (one.kind !== 'organisation' || worksHere(viewer)),
    );
    same(await read('select distinct stream as id from throughcare.event'), happened, 'event');
    same(await read('select id from throughcare.stream'), happened, 'stream');
    const inHouse = made.filter(
      one => one.kind === 'organisation' && one.organisation === viewer.organisation && worksHere(viewer),
    );
    const opened = seen.filter(one => one.kind !== 'organisation');
    same(
      await read(`select stream as id from throughcare.data_key where purpose = 'facts'`),
      [...opened, ...inHouse],
      'keys of facts',
    );
    const byRole = (role: Role, part: 'identity') =>
      opens[role].includes(part)
        ? made.filter(one => one.kind === 'case' && sees({ ...viewer, roles: [role] }, one))
        : [];
    const named = new Set(viewer.roles.flatMap(role => byRole(role, 'identity')));
    same(
      await read(`select stream as id from throughcare.data_key where purpose = 'identity'`),
      [...named],
      'keys of identity',
    );
    const auditor = viewer.roles.includes('auditor');
    const { rows } = await client.query<{ n: number }>('select count(*) as n from throughcare.seal');
    assert.ok(auditor || rows[0].n === 0);
  } finally {
    await client.query('rollback');
  }
}
