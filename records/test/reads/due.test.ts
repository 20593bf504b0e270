import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { day, numberSettings, type Day, type DueLength } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase, refer } from '../people.ts';
import { walk } from '../walk.ts';

/** The day of the tests’ clock: a Thursday. */
const today = day('2026-03-12');
const check = {
  do: 'check_children',
  on: day('2026-03-11'),
  check: {
    atHome: { '0 to 4': 0, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'none',
    role: 'none',
    socialCare: 'not_involved',
  },
} as const;

/** An organisation with one referral of today's, and one open case whose children were checked yesterday. */
interface Place {
  readonly administrator: Actor;
  readonly practitioner: Actor;
  readonly lead: Actor;
  readonly referred: string;
  readonly checked: string;
}

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let usual: Place;
  let strict: Place;
  let everybody: Actor;
  before(async () => {
    at = await testRecords({ version });
    everybody = (await walk(at)).lead;
    usual = await place(at, at.administrator);
    const administrator: Actor = { userId: 'account-b', organisationId: randomUUID(), name: 'Bo Fallow' };
    const on = day('2022-01-03');
    await at.records.found({
      id: administrator.organisationId,
      name: 'Ashgrove',
      madeUp: true,
      on,
      administrator,
    });
    strict = await place(at, administrator);
  });
  after(() => at.close());

  test(title('two organisations side by side count what falls due each with its own lengths'), async () => {
    await set(at, strict, { childrenCheckEvery: 7, triageWithin: 1 });
    // By hand: the fifth working day after Thursday 12 March is Thursday the 19th; 90 days after 11 March is 9 June.
    const counted = { usual: ['2026-03-19', '2026-06-09'], strict: ['2026-03-13', '2026-03-18'] };
    assert.deepEqual(await seen(at, usual), counted.usual);
    assert.deepEqual(await seen(at, strict), counted.strict);
    await at.records.rebuild();
    assert.deepEqual((await at.records.verifyAudit()).projections, {});
    assert.deepEqual(await seen(at, usual), counted.usual);
    assert.deepEqual(await seen(at, strict), counted.strict);
  });

  test(title('what comes into the next two weeks by a shorter length stands on Today at once'), async () => {
    const kinds = async (who: Actor) =>
      (await at.records.as(who).today()).due.map(due => `${due.kind} ${due.by}: ${due.because}`);
    assert.deepEqual(await kinds(usual.practitioner), []);
    assert.deepEqual(await kinds(strict.practitioner), [
      'children_check 2026-03-18: A check falls due every 7 days.',
    ]);
  });

  test(title('a day is read as it was believed with the lengths of that day'), async () => {
    at.clock.now = Date.UTC(2026, 2, 13, 10);
    await set(at, strict, { childrenCheckEvery: 60 }, day('2026-03-13'));
    const dueOn = async (believedOn?: Day) => {
      const options = believedOn ? { believedOn } : {};
      return (await at.records.as(strict.practitioner).person(strict.checked, options))!.due[0].by;
    };
    assert.equal(await dueOn(), '2026-05-10');
    assert.equal(await dueOn(day('2026-03-13')), '2026-05-10');
    assert.equal(await dueOn(day('2026-03-12')), '2026-03-18');
  });

  test(
    title('whatever is set, the list of people and the page of each say the same day, and no row changes'),
    async () => {
      const lengths = ['childrenCheckEvery', 'childrenCheckAfterChange', 'triageWithin'] as const;
      const drawn = fc.record(
        Object.fromEntries(
          lengths.map(name => [
            name,
            fc.integer({ min: numberSettings[name].least, max: numberSettings[name].most }),
          ]),
        ),
      );
      await fc.assert(
        fc.asyncProperty(drawn, async numbers => {
          await set(at, usual, numbers);
          const { rows } = await at.records.as(everybody).people({ limit: 100 });
          assert.ok(rows.length > 2);
          for (const row of rows) {
            const person = (await at.records.as(everybody).person(row.case))!;
            assert.equal(row.nextDue, person.due[0]?.by ?? null);
          }
        }),
        { numRuns: 8 },
      );
      assert.deepEqual((await at.records.verifyAudit()).projections, {});
    },
  );
}

async function place(at: TestRecords, administrator: Actor): Promise<Place> {
  const organisation = administrator.organisationId;
  const join = async (role: 'practitioner' | 'programme_lead'): Promise<Actor> => {
    const user = randomUUID();
    await done(
      at.records.as(administrator).decide('organisation', organisation, 'latest', randomUUID(), {
        do: 'join',
        on: today,
        user,
        name: role,
        roles: [role],
      }),
    );
    return { userId: user, organisationId: organisation, name: role };
  };
  const practitioner = await join('practitioner');
  const lead = await join('programme_lead');
  const checked = await openCase(at.records, practitioner, { reference: 'DUE-1', stage: 'convicted' });
  await done(at.records.as(practitioner).decide('case', checked, 'latest', randomUUID(), check));
  const referred = randomUUID();
  await done(
    at.records.as(lead).decide('case', referred, 0, randomUUID(), refer({ reference: 'DUE-2', on: today })),
  );
  return { administrator, practitioner, lead, referred, checked };
}

async function set(
  at: TestRecords,
  { administrator }: Place,
  numbers: Readonly<Partial<Record<DueLength, number>>>,
  on = today,
): Promise<void> {
  for (const [setting, value] of Object.entries(numbers) as [DueLength, number][]) {
    await done(
      at.records
        .as(administrator)
        .decide('organisation', administrator.organisationId, 'latest', randomUUID(), {
          do: 'set_number',
          on,
          setting,
          value,
          owner: administrator.userId,
          reason: 'a test',
        }),
    );
  }
}

/** When the referral is to be answered and the children to be checked, where every list and page says the same. */
async function seen(at: TestRecords, { practitioner, lead, referred, checked }: Place): Promise<Day[]> {
  const referral = (await at.records.as(lead).referrals()).find(one => one.case === referred)!;
  const { rows } = await at.records.as(lead).people();
  const inList = (id: string) => rows.find(one => one.case === id)!.nextDue!;
  const onPage = async (who: Actor, id: string, kind: string) =>
    (await at.records.as(who).person(id))!.due.find(one => one.kind === kind)!.by;
  assert.equal(inList(referred), referral.triageBy);
  assert.equal(await onPage(lead, referred, 'triage'), referral.triageBy);
  const checkBy = await onPage(practitioner, checked, 'children_check');
  assert.equal(inList(checked), checkBy);
  return [referral.triageBy, checkBy];
}
