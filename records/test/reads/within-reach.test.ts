import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sees } from '../../src/access/viewer.ts';
import { make, viewersOf, type World } from '../access/world/world.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';

/** A case of u2's that u1 has nothing to do with, but for what is added to it. */
const stranger: World['cases'][number] = {
  practitioner: 'u2',
  excluded: [],
  steppedAway: [],
  restrictedTo: null,
  inGroup: false,
  sentBy: null,
  team: null,
  openings: [],
};

/** By each tie one case, which no other tie leads to; then those that no tie leads past what keeps them back. */
const cases = {
  own: { ...stranger, practitioner: 'u1' },
  covered: { ...stranger, practitioner: 'u3' },
  triage: { ...stranger, practitioner: null },
  group: { ...stranger, inGroup: true },
  'of a team they are in': { ...stranger, team: '00000000-0000-4000-8000-00000000000a' },
  opened: { ...stranger, openings: [{ by: 'u1', hours: 24, hoursAgo: 3 }] },
  'of somebody else': stranger,
  'opened too long ago': { ...stranger, openings: [{ by: 'u1', hours: 1, hoursAgo: 30 }] },
  'own, and kept out of it': { ...stranger, practitioner: 'u1', excluded: ['u1'] },
  'in the group, and restricted to another': { ...stranger, inGroup: true, restrictedTo: ['u2'] },
} satisfies Record<string, World['cases'][number]>;

const world: World = {
  roles: [['practitioner'], ['practitioner'], ['practitioner'], ['programme_lead']],
  cases: Object.values(cases),
  covers: [{ by: 'u1', absent: 'u3', days: 'today' }],
  concerns: [{ raisedBy: 'u4', about: [], named: ['u3', 'u4'] }],
  left: [],
  lead: 'u1',
};

for (const version of postgresVersions) {
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E20: the list and its count hold the people of every tie, each alone, and nobody else`, async () => {
    const organisation = randomUUID();
    const made = await make(at, organisation, world);
    for (const viewer of viewersOf(organisation, world)) {
      const { user } = viewer;
      const mine = made.filter(one => one.kind === 'case' && sees(viewer, one)).map(one => one.id);
      const repository = at.records.as({ userId: user, organisationId: organisation, name: user });
      const { rows, total } = await repository.people();
      assert.deepEqual(rows.map(row => row.case).sort(), mine.sort(), user);
      assert.equal(total, mine.length, user);
    }
    const u1 = at.records.as({ userId: 'u1', organisationId: organisation, name: 'u1' });
    assert.equal((await u1.people()).total, 6);
  });
}
