import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { day } from '@throughcare/pathway';
import { NotAllowed, type Repository } from '../../src/index.ts';
import { answers, mayAsk, type Answer } from '../../src/access/policy.ts';
import { sees, worksHere, type Viewer } from '../../src/access/viewer.ts';
import { testRecords, withClient, type TestRecords } from '../database.ts';
import { make, toldAsSender, viewersOf, worlds, type Made, type World } from './world/world.ts';

let at: TestRecords;
before(async () => {
  at = await testRecords();
});
after(() => at.close());

type Ids = readonly string[];

/** What one answer tells, as the ids of the records in it; undefined where it is not asked for records. */
type Tells = (repository: Repository, made: readonly Made[]) => Promise<unknown>;

/** Everything that a repository answers, asked of everything that was made. */
const everything: Readonly<Record<Answer, Tells>> = {
  organisation: one => one.organisation(),
  today: one => one.today(),
  welfare: one => one.welfare(),
  people: one => one.people(),
  person: (one, made) => each(made, id => one.person(id)),
  referrals: one => one.referrals(),
  sent: one => one.sent(),
  waitingList: one => one.waitingList(),
  groups: one => one.groups(),
  group: (one, made) => each(made, id => one.group(id)),
  contacts: one => one.contacts(),
  contact: (one, made) => each(made, id => one.contact(id)),
  contactByCode: one => one.contactByCode('7KQ4-M9X-T2B'),
  callBackNumber: (one, made) => each(made, id => one.callBackNumber(id)),
  useSlip: one =>
    one.useSlip(randomUUID(), { case: randomUUID(), slip: '7KQ4-M9X-T2B', on: day('2026-03-12') }),
  leftBehind: one => one.leftBehind(),
  openWork: one => one.openWork('u1'),
  keptApart: one => one.keptApart(),
  unanswered: one => one.unanswered(),
  concerns: one => one.concerns(),
  concern: (one, made) => each(made, id => one.concern(id)),
  drafts: one => one.drafts(),
  accessCounts: one => one.accessCounts(2026),
  letter: (one, made) => each(made, id => one.letter(id, randomUUID())),
  findCase: (one, made) => each(references(made), reference => one.findCase(reference)),
  caseToLink: async () => null, // A stand-in links to what they do not see; held by a test of its own.
  reportingDuties: one => one.reportingDuties(),
  recordsHolds: one => one.recordsHolds(),
  retention: one => one.retention(),
  concernRetention: one => one.concernRetention(),
  subjectAccess: (one, made) => each(made, id => one.subjectAccess(id, randomUUID())),
  subjectConcerns: (one, made) => each(made, id => one.subjectConcerns(id, randomUUID())),
  caseToOpen: async () => null, // It is there to find what somebody does not see; held by a test of its own.
  sensitiveReads: one => one.sensitiveReads(0),
  openings: one => one.openings(),
  opening: (one, made) => each(made, id => one.opening(id)),
  auditTrail: async () => null, // That it happened is told of every record, and no more; see the trail's own test.
  auditUnusual: async () => null, // Counts by account and day; see its own test.
  auditReport: async () => null,
  extract: one => one.extract(),
  identityFile: one => one.identityFile('as told'),
};

const references = (made: readonly Made[]) => made.flatMap(one => one.reference ?? []);

async function each<Value>(asked: readonly (string | Made)[], ask: (id: string) => Promise<Value>) {
  const found: Record<string, Value> = {};
  for (const one of asked) {
    const id = typeof one === 'string' ? one : one.id;
    const value = await ask(id);
    if (value !== null) found[id] = value;
  }
  return found;
}

const askerOf = ({ user, organisation: organisationId }: Viewer) =>
  at.records.as({ userId: user, organisationId, name: user });

test('E20: no answer of any kind tells of a record that is not theirs: list, count, search, page, queue or export', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async drawn => {
      const organisation = randomUUID();
      const made = await make(at, organisation, drawn);
      for (const viewer of viewersOf(organisation, drawn)) await hold(viewer, made);
      await trailHolds(organisation, drawn, made);
    }),
    { numRuns: 8 },
  );
});

/** After everybody asked everything: each concern is noted under its own kind, and no auditor reads the id of one about them. */
async function trailHolds(organisation: string, drawn: World, made: readonly Made[]): Promise<void> {
  const concerns = made.filter(one => one.kind === 'concern');
  const noted = await withClient(at.database.superuserUrl, client =>
    client.query<{ kind: string; streams: string[] }>(
      'select kind, streams from throughcare.access where organisation = $1',
      [organisation],
    ),
  );
  const among = noted.rows.filter(row => concerns.some(one => row.streams.includes(one.id)));
  assert.ok(among.every(row => row.kind === 'concern'));
  for (const viewer of viewersOf(organisation, drawn).filter(one => one.roles.includes('auditor'))) {
    const { rows } = await askerOf(viewer).auditTrail({ sinceMs: 0, limit: 5000 });
    const told = JSON.stringify(rows);
    for (const one of concerns) {
      if (one.about?.includes(viewer.user)) assert.ok(!told.includes(one.id), viewer.user);
    }
  }
}

async function hold(viewer: Viewer, made: readonly Made[]): Promise<void> {
  const asker = askerOf(viewer);
  const who = `${viewer.user} as ${viewer.roles.join(', ') || 'nobody'}`;
  const records = made.filter(one => one.kind !== 'organisation');
  const hidden = records.filter(one => !sees(viewer, one));
  for (const name of Object.keys(answers) as Answer[]) {
    const asked = everything[name](asker, records);
    if (!mayAsk(viewer.roles, name)) {
      if (everything[name].length > 0) await assert.rejects(asked, NotAllowed, `${name}, asked by ${who}`);
      continue;
    }
    const told = JSON.stringify(await asked) ?? '';
    for (const one of hidden) {
      assert.ok(!told.includes(one.id), `${name} tells ${who} of a ${one.kind} that is not theirs`);
    }
  }
  await countsHold(viewer, made, asker);
}

/** What a list holds and what it counts is what the policy lets somebody see: no less either. */
async function countsHold(viewer: Viewer, made: readonly Made[], asker: Repository): Promise<void> {
  const mine = (kind: Made['kind']): Ids =>
    made
      .filter(one => one.kind === kind && sees(viewer, one))
      .map(one => one.id)
      .sort();
  const same = (told: Ids, kind: Made['kind']) => assert.deepEqual([...told].sort(), mine(kind));
  const may = (name: Answer) => mayAsk(viewer.roles, name);
  if (may('people')) {
    const all = await asker.people();
    same(
      all.rows.map(row => row.case),
      'case',
    );
    assert.equal(all.total, mine('case').length);
    const found = await asker.people({ search: 'Ashgrove' });
    assert.equal(found.total, mine('case').length);
    const seen = await each(mine('case'), id => asker.person(id));
    same(Object.keys(seen), 'case');
    // What an emergency alone opens is read and not recorded on; what is open by work as well, is not.
    for (const one of made.filter(each => each.id in seen)) {
      const byWork = sees(viewer, { ...one, openTo: [] });
      assert.equal(seen[one.id]!.readOnly, !byWork, `${viewer.user} as ${viewer.roles.join(', ')}`);
    }
  }
  if (may('contacts')) {
    same(
      (await asker.contacts()).map(row => row.contact),
      'contact',
    );
  }
  if (may('concerns')) {
    same(
      (await asker.concerns()).map(row => row.concern),
      'concern',
    );
  }
  if (may('openings')) {
    same(
      (await asker.openings()).rows.map(row => row.opening),
      'opening',
    );
  }
  if (may('sent')) {
    const own = made.filter(one => toldAsSender(viewer, one)).map(one => one.reference);
    const { rows, more } = await asker.sent();
    assert.deepEqual(rows.map(row => row.reference).sort(), own.sort());
    assert.equal(more, false);
  }
  assert.equal(worksHere(viewer), may('organisation'));
}

test('E20: not found means not theirs: one who sees everything finds the same record, and another organisation’s nobody finds', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, worlds, async (drawn, other) => {
      const [here, there] = [randomUUID(), randomUUID()];
      const made = await make(at, here, drawn);
      const elsewhere = await make(at, there, other);
      const allSeeing = await everyRole(here);
      for (const viewer of viewersOf(here, drawn)) {
        const asker = askerOf(viewer);
        for (const one of made.filter(record => record.kind === 'contact' || record.kind === 'group')) {
          const name = one.kind as 'contact' | 'group';
          if (!mayAsk(viewer.roles, name)) continue;
          assert.equal((await asker[name](one.id)) !== null, sees(viewer, one));
          assert.notEqual(await allSeeing[name](one.id), null);
        }
        for (const one of elsewhere) {
          for (const name of ['person', 'contact', 'concern', 'group', 'opening'] as const) {
            if (mayAsk(viewer.roles, name)) assert.equal(await asker[name](one.id), null);
            assert.equal(await allSeeing[name](one.id), null);
          }
        }
      }
    }),
    { numRuns: 3 },
  );
});

/** Somebody with every role there is, new in an organisation. */
async function everyRole(organisation: string): Promise<Repository> {
  const user = `all-${organisation.slice(0, 8)}`;
  const roles = [
    'helpline_worker',
    'practitioner',
    'programme_lead',
    'safeguarding_lead',
    'administrator',
    'auditor',
  ] as const;
  const admin = at.records.as({ userId: 'founder', name: 'Founder', organisationId: organisation });
  const join = { do: 'join', on: '2026-03-10', user, name: user, roles } as never;
  const joined = await admin.decide('organisation', organisation, 'latest', randomUUID(), join);
  assert.ok(joined.ok);
  return at.records.as({ userId: user, organisationId: organisation, name: user });
}
