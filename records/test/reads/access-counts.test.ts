import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addDays, asPlanned, day, type CaseCommand, type Day, type Identity } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, identity } from '../people.ts';

interface Somebody {
  readonly referredOn: string;
  readonly who?: Partial<Identity>;
  readonly told?: Omit<Extract<CaseCommand, { do: 'tell_characteristics' }>, 'do' | 'on'>;
  /** Days after the referral. */
  readonly offeredAfter?: number;
  readonly beganAfter?: number;
  readonly onlyKept?: true;
}

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let practitioner: Actor;
  let commissioner: Actor;
  let safeguarding: Actor;
  before(async () => {
    at = await testRecords({ version });
    practitioner = await at.join('practitioner');
    safeguarding = await at.join('programme_lead', 'safeguarding_lead');
    commissioner = await at.join('commissioner');
  });
  after(() => at.close());

  async function come({
    referredOn,
    who,
    told,
    offeredAfter,
    beganAfter,
    onlyKept,
  }: Somebody): Promise<string> {
    const on = day(referredOn);
    const id = randomUUID();
    const later = (days: number): Day => addDays(on, days);
    const commands: CaseCommand[] = [
      {
        do: 'refer',
        on,
        reference: `TC-${id.slice(0, 8)}`,
        source: 'self',
        stage: 'police_contact',
        identity: identity(who),
      },
      { do: 'triage', on, outcome: 'accepted' },
      { do: 'open', on, practitioner: practitioner.userId },
      { do: 'enrol', on, enrolment: 'e1', programme: 'p1', basis: 'voluntary_before_charge', assessed: true },
      ...(told ? [{ do: 'tell_characteristics', on, ...told } as const] : []),
      ...(offeredAfter === undefined
        ? []
        : [
            {
              do: 'give_place',
              on: later(offeredAfter),
              enrolment: 'e1',
              group: randomUUID(),
              startsOn: later(offeredAfter),
            } as const,
          ]),
      ...(beganAfter === undefined
        ? []
        : [
            {
              do: 'record_attendance',
              on: later(beganAfter),
              enrolment: 'e1',
              session: 1,
              code: 'ATTC',
              how: asPlanned,
            } as const,
          ]),
    ];
    for (const command of commands) {
      await done(at.records.as(practitioner).decide('case', id, 'latest', randomUUID(), command));
    }
    if (onlyKept) {
      const command = { do: 'restrict_processing', on: day('2026-03-01'), ground: 'objected' } as const;
      await done(at.records.as(safeguarding).decide('case', id, 'latest', randomUUID(), command));
    }
    return id;
  }

  test(
    title('E32: the counts of a year are those made by hand, and what was not asked is not known'),
    async () => {
      const asked = { ethnicGroup: 'asian', disability: 'disabled', religion: null } as const;
      // 2024: began after 91 days (soon) and 92 (later), offered at the last day and not begun, began a day too late,
      // nothing at all; and one whose record is only kept, who is not counted. Around them, other years.
      await come({ referredOn: '2024-01-01', told: asked, offeredAfter: 10, beganAfter: 91 });
      await come({ referredOn: '2024-03-01', who: { sex: 'F' }, offeredAfter: 10, beganAfter: 92 });
      await come({ referredOn: '2024-05-01', told: asked, offeredAfter: 182 });
      await come({ referredOn: '2024-06-01', who: { bornOn: null }, offeredAfter: 180, beganAfter: 183 });
      await come({ referredOn: '2024-12-31', who: { bornOn: day('2000-01-01') } });
      await come({ referredOn: '2024-07-01', told: asked, offeredAfter: 1, beganAfter: 2, onlyKept: true });
      await come({ referredOn: '2023-12-31', offeredAfter: 1, beganAfter: 2 });
      await come({ referredOn: '2025-01-01', offeredAfter: 1, beganAfter: 2 });

      const counts = await at.records.as(commissioner).accessCounts(2024);
      const of = (characteristic: string) =>
        Object.fromEntries(
          counts
            .filter(one => one.characteristic === characteristic)
            .map(one => [one.group, [one.soon, one.later, one.offered, one.neither, one.medianDays]]),
        );
      assert.deepEqual(of('sex'), { M: [1, 0, 2, 1, 91], F: [0, 1, 0, 0, 92] });
      // Born 1 February 1980: 43 on New Year’s Day 2024, 44 afterwards.
      assert.deepEqual(of('age'), {
        from_35: [1, 1, 1, 0, 91],
        under_25: [0, 0, 0, 1, null],
        not_known: [0, 0, 1, 0, null],
      });
      assert.deepEqual(of('ethnic_group'), { asian: [1, 0, 1, 0, 91], not_known: [0, 1, 1, 1, 92] });
      assert.deepEqual(of('disability'), { disabled: [1, 0, 1, 0, 91], not_known: [0, 1, 1, 1, 92] });
      assert.deepEqual(of('religion'), { not_known: [1, 1, 2, 1, 91] });
    },
  );

  test(title('E14: a year whose last people were not followed for 26 weeks is not counted'), async () => {
    // The tests’ today is 12 March 2026; 26 weeks after 31 December 2025 are not over.
    assert.deepEqual(await at.records.as(commissioner).accessCounts(2025), []);
    assert.deepEqual(await at.records.as(commissioner).accessCounts(99_999), []);
  });

  test(
    title('E22: what somebody said of themselves stands nowhere in clear but in what is counted'),
    async () => {
      const id = await come({
        referredOn: '2022-05-01',
        told: { ethnicGroup: 'mixed', disability: null, religion: 'sikh' },
      });
      await withClient(at.database.superuserUrl, async client => {
        const { rows } = await client.query<{ facts: Buffer; religion: string }>(
          `select e.facts, q.religion from throughcare.event e join throughcare.equality q on q.case_id = e.stream
          where e.stream = $1 and e.type = 'characteristics_told'`,
          [id],
        );
        assert.equal(rows[0].religion, 'sikh');
        assert.ok(!rows[0].facts.toString('latin1').includes('sikh'));
      });
      assert.deepEqual((await at.records.compareProjections()).differing, {});
    },
  );
}
