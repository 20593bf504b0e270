import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { make, viewersOf, type World } from './world/world.ts';

const usual: World['cases'][number] = {
  practitioner: 'u1',
  excluded: [],
  steppedAway: [],
  restrictedTo: null,
  inGroup: false,
  sentBy: null,
  team: null,
  openings: [],
};

const cases = {
  own: usual,
  'own, and in a group': { ...usual, inGroup: true },
  'own, and kept out by name': { ...usual, excluded: ['u1'] },
  'own, and not for me': { ...usual, steppedAway: ['u1'] },
  'own, and restricted to another': { ...usual, restrictedTo: ['u2'] },
  'own, and restricted to them': { ...usual, restrictedTo: ['u1'] },
  'in triage': { ...usual, practitioner: null },
  covered: { ...usual, practitioner: 'u3' },
  'of a team they are in': { ...usual, practitioner: 'u4', team: '00000000-0000-4000-8000-00000000000a' },
  'of one who is no practitioner': { ...usual, practitioner: 'u4' },
} satisfies Record<string, World['cases'][number]>;

const world: World = {
  roles: [['practitioner'], ['practitioner'], ['practitioner'], ['analyst']],
  cases: Object.values(cases),
  covers: [{ by: 'u1', absent: 'u3', days: 'today' }],
  concerns: [{ raisedBy: 'u4', about: [], named: ['u2', 'u3'] }],
  left: [],
  lead: 'u2',
};

interface Answer {
  readonly near: boolean;
  readonly whole: boolean;
}

for (const version of postgresVersions) {
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E20: the near way to one’s own case lets nobody record where the whole rule does not`, async () => {
    const organisation = randomUUID();
    const made = (await make(at, organisation, world)).filter(one => one.kind === 'case');
    const names = Object.keys(cases);
    const near: string[] = [];
    await withClient(at.database.superuserUrl, async client => {
      // Whoever is kept out no longer carries it; a row that says both is not let through either.
      await client.query(
        `update throughcare.case_row set practitioner = 'u1' where 'u1' = any (excluded || stepped_away)`,
      );
      for (const { user } of [...viewersOf(organisation, world), { user: 'nobody' }, { user: null }]) {
        await client.query('begin');
        await client.query(
          `select throughcare.enter($1, $2, null, null), set_config('throughcare.at', $3, true)`,
          [organisation, user, new Date(at.clock.now).toISOString()],
        );
        for (const [index, { id }] of made.entries()) {
          const { rows } = await client.query<Answer>(
            'select throughcare.records_own_case($1) as near, throughcare.records_case($1) as whole',
            [id],
          );
          const [answer] = rows;
          assert.ok(!answer.near || answer.whole, `${user}: ${names[index]}`);
          assert.notEqual(answer.near, null);
          if (answer.near) near.push(`${user}: ${names[index]}`);
        }
        await client.query('rollback');
      }
    });
    assert.deepEqual(near.sort(), ['u1: own', 'u1: own, and in a group', 'u3: covered']);
  });
}
