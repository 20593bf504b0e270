import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type Role } from '@throughcare/pathway';
import { NotAllowed, type Actor, type Repository } from '../../src/index.ts';
import { answers, mayAsk, type Answer } from '../../src/access/policy.ts';
import { roleNames } from '../../src/access/roles.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');
const nowhere = randomUUID();

/** Every question that a repository answers, asked of something that need not exist. */
const ask: Record<Answer, (repository: Repository) => Promise<unknown>> = {
  organisation: one => one.organisation(),
  today: one => one.today(),
  welfare: one => one.welfare(),
  people: one => one.people(),
  person: one => one.person(nowhere),
  sent: one => one.sent(),
  drafts: one => one.drafts(),
  accessCounts: one => one.accessCounts(2025),
  letter: one => one.letter(nowhere, nowhere),
  referrals: one => one.referrals(),
  waitingList: one => one.waitingList(),
  groups: one => one.groups(),
  group: one => one.group(nowhere),
  contacts: one => one.contacts(),
  contact: one => one.contact(nowhere),
  contactByCode: one => one.contactByCode('7KQ4-M9X-T2B'),
  callBackNumber: one => one.callBackNumber(nowhere),
  useSlip: one => one.useSlip(randomUUID(), { case: randomUUID(), slip: '7KQ4-M9X-T2B', on }),
  leftBehind: one => one.leftBehind(),
  openWork: one => one.openWork('u1'),
  keptApart: one => one.keptApart(),
  unanswered: one => one.unanswered(),
  concerns: one => one.concerns(),
  concern: one => one.concern(nowhere),
  reportingDuties: one => one.reportingDuties(),
  recordsHolds: one => one.recordsHolds(),
  findCase: one => one.findCase('nobody'),
  caseToLink: one => one.caseToLink(nowhere, 'nobody'),
  caseToOpen: one => one.caseToOpen('nobody'),
  sensitiveReads: one => one.sensitiveReads(0),
  openings: one => one.openings(),
  opening: one => one.opening(nowhere),
  retention: one => one.retention(),
  concernRetention: one => one.concernRetention(),
  subjectAccess: one => one.subjectAccess(nowhere, nowhere),
  subjectConcerns: one => one.subjectConcerns(nowhere, nowhere),
  auditTrail: one => one.auditTrail({ sinceMs: 0 }),
  auditUnusual: one => one.auditUnusual({ sinceMs: 0, untilMs: 1 }),
  auditReport: one => one.auditReport(),
  extract: one => one.extract(),
  identityFile: one => one.identityFile('a test'),
};

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  const staff = {} as Record<Role, Actor>;
  before(async () => {
    at = await testRecords({ version });
    for (const role of roleNames) staff[role] = await at.join(role);
  });
  after(() => at.close());

  test(title('E20: every question is answered to the roles that may ask, and to no other'), async () => {
    for (const role of roleNames) {
      for (const answer of Object.keys(answers) as Answer[]) {
        const asked = ask[answer](at.records.as(staff[role]));
        if (mayAsk([role], answer)) await assert.doesNotReject(asked, `${role} may ask ${answer}`);
        else await assert.rejects(asked, NotAllowed, `${role} may not ask ${answer}`);
      }
    }
  });

  test(
    title('E21: what was read, by whom and when, stands in the log, and so does what was refused'),
    async () => {
      const id = await openCase(at.records, staff.practitioner);
      at.clock.now += 60_000;
      await at.records.as(staff.practitioner).person(id);
      await assert.rejects(at.records.as(staff.helpline_worker).people(), NotAllowed);
      const { rows: trail } = await at.records.as(staff.auditor).auditTrail({ sinceMs: at.clock.now });
      assert.deepEqual(
        trail.map(({ at: when, user, act, what, streams }) => ({ when, user, act, what, streams })),
        [
          {
            when: at.clock.now,
            user: staff.helpline_worker.userId,
            act: 'refused',
            what: 'people',
            streams: [],
          },
          { when: at.clock.now, user: staff.practitioner.userId, act: 'read', what: 'person', streams: [id] },
        ],
      );
    },
  );

  test(title('E21: an answer whose reading cannot be written down is not given'), async () => {
    const id = await openCase(at.records, staff.practitioner);
    await withClient(at.database.superuserUrl, async client => {
      await client.query(
        `alter table throughcare.access add constraint broken check (what <> 'person') not valid`,
      );
      try {
        await assert.rejects(at.records.as(staff.practitioner).person(id), /broken/);
      } finally {
        await client.query('alter table throughcare.access drop constraint broken');
      }
    });
    assert.ok(await at.records.as(staff.practitioner).person(id));
  });

  test(
    title('E20: a restricted case is gone for whom it names: page, list, count, search and today'),
    async () => {
      const surname = 'Quillfeather';
      const id = await openCase(at.records, staff.practitioner, {
        reference: 'TC-77',
        identity: {
          surname,
          forename: 'Wren',
          bornOn: day('1971-05-05'),
          sex: 'F',
          postcodeDistrict: null,
          pnc: null,
        },
      });
      const lead = at.records.as(staff.programme_lead);
      assert.equal((await lead.people({ search: surname })).total, 1);
      const excluded = [staff.programme_lead.userId, staff.practitioner.userId];
      await done(
        at.records.as(staff.safeguarding_lead).decide('case', id, 3, randomUUID(), {
          do: 'exclude_staff',
          on,
          staff: excluded,
          reason: 'as told',
        }),
      );
      for (const one of [lead, at.records.as(staff.practitioner)]) {
        assert.equal(await one.person(id), null);
        assert.equal((await one.people({ search: surname })).total, 0);
        assert.ok((await one.people()).rows.every(row => row.case !== id));
        assert.ok((await one.today()).due.every(due => due.case !== id));
      }
      assert.equal((await at.records.as(staff.safeguarding_lead).people({ search: surname })).total, 1);
    },
  );

  test(
    title('a note is read by the person’s own practitioner alone, and does not disturb what others decide'),
    async () => {
      const id = await openCase(at.records, staff.practitioner);
      const note = { do: 'write_note', on, words: 'seedling' } as const;
      await done(at.records.as(staff.practitioner).decide('case', id, 3, randomUUID(), note));
      const mine = (await at.records.as(staff.practitioner).person(id))!;
      assert.deepEqual(mine.events.at(-1)?.sealed, { words: 'seedling' });
      for (const role of ['programme_lead', 'safeguarding_lead'] as const) {
        const theirs = (await at.records.as(staff[role]).person(id))!;
        assert.ok(theirs.events.every(event => event.type !== 'note_written'));
        assert.equal(theirs.version, 4);
      }
      const handOver = {
        do: 'change_practitioner',
        on,
        practitioner: (await at.join('practitioner')).userId,
      } as const;
      await done(at.records.as(staff.programme_lead).decide('case', id, 4, randomUUID(), handOver));
      assert.equal(await at.records.as(staff.practitioner).person(id), null);
    },
  );

  test(title('what cannot be the id of a record is not found'), async () => {
    for (const id of ['', 'x', "'; drop table event", '../..', nowhere.toUpperCase()]) {
      assert.equal(await at.records.as(staff.practitioner).person(id), null);
      assert.equal(await at.records.as(staff.helpline_worker).contact(id), null);
      assert.equal(await at.records.as(staff.safeguarding_lead).concern(id), null);
      assert.equal(await at.records.as(staff.programme_lead).group(id), null);
    }
  });
}
