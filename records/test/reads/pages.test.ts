import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { asPlanned, day } from '@throughcare/pathway';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase, refer } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
  });
  after(() => at.close());

  test(
    title('the waiting list warns where the order ends before a place, and falls when places are given'),
    async () => {
      const { lead, cases } = walked;
      const group = randomUUID();
      const plan = {
        do: 'plan',
        on,
        programme: 'P2',
        name: 'Late',
        places: 1,
        sessions: [day('2027-06-01')],
        lead: lead.userId,
      } as const;
      await done(at.records.as(lead).decide('group', group, 0, randomUUID(), plan));
      const before = await at.records.as(lead).waitingList();
      assert.deepEqual(before.rows.map(row => row.warning).sort(), [
        'Order ends 9 March 2027, earliest place 1 June 2027',
        'Order ends 9 March 2027, no place planned',
      ]);
      assert.equal(before.warnings, 2);
      // On their own page each is told what the whole list says of them.
      for (const { reference: _reference, name: _name, version: _version, ...row } of before.rows) {
        assert.deepEqual((await at.records.as(lead).person(row.case))!.earliestPlace, row);
      }
      const sooner = { ...plan, sessions: [day('2026-04-01')], name: 'Soon' };
      const soon = randomUUID();
      await done(at.records.as(lead).decide('group', soon, 0, randomUUID(), sooner));
      assert.equal((await at.records.as(lead).waitingList()).warnings, 1);
      const [first] = (await at.records.as(lead).waitingList()).rows;
      await done(
        at.records.as(lead).decideTogether(randomUUID(), [
          {
            kind: 'group',
            stream: soon,
            expected: 1,
            command: { do: 'take_place', on, case: first.case, enrolment: first.enrolment },
          },
          {
            kind: 'case',
            stream: first.case,
            expected: first.version,
            command: {
              do: 'give_place',
              on,
              enrolment: first.enrolment,
              group: soon,
              startsOn: day('2026-04-01'),
            },
          },
        ]),
      );
      const after = await at.records.as(lead).waitingList();
      assert.deepEqual([after.rows.length, after.warnings], [1, 1]);
      assert.equal(cases.length, 2);
    },
  );

  test(
    title('two who see different parts of the queue are told the same day for the same person'),
    async () => {
      const other = await at.join('practitioner');
      const all = await at.records.as(walked.lead).waitingList();
      const theirs = await at.records.as(walked.practitioner).waitingList();
      assert.deepEqual(
        theirs.rows.map(row => row.earliestPlace),
        all.rows.filter(row => theirs.rows.some(one => one.case === row.case)).map(row => row.earliestPlace),
      );
      assert.deepEqual((await at.records.as(other).waitingList()).rows, []);
      const person = (await at.records.as(walked.practitioner).person(theirs.rows[0].case))!;
      assert.equal(person.earliestPlace?.warning, theirs.rows[0].warning);
    },
  );

  test(title('Today holds what is due for one’s own people, soonest first, and nobody else’s'), async () => {
    const today = await at.records.as(walked.practitioner).today();
    assert.equal(today.today, on);
    const ours = today.due.filter(due => due.case === walked.cases[1]);
    assert.deepEqual(
      ours.map(due => [due.kind, due.name, due.reference]),
      [
        ['children_check', 'Wren Callow', 'TC-2'],
        ['welfare', 'Wren Callow', 'TC-2'],
      ].sort((a, b) => byDue(ours, a[0]) - byDue(ours, b[0])),
    );
    const days = today.due.map(due => due.by);
    assert.deepEqual(days, [...days].sort());
    const other = await at.join('practitioner');
    assert.deepEqual((await at.records.as(other).today()).due, []);
    const sessions = (await at.records.as(walked.lead).today()).sessions;
    assert.deepEqual(
      sessions.map(({ name, session, of, on: when, registerTaken }) => ({
        name,
        session,
        of,
        when,
        registerTaken,
      })),
      [{ name: 'Tuesday', session: 2, of: 2, when: day('2026-03-18'), registerTaken: false }],
    );
  });

  test(title('E36: the register shows initials and reference, and what was marked'), async () => {
    const group = (await at.records.as(walked.lead).group(walked.group))!;
    const attended = {
      session: 1,
      group: walked.group,
      on: day('2026-03-11'),
      code: 'ATTC',
      how: asPlanned,
    };
    assert.deepEqual(
      group.members.map(({ reference, initials, attendances }) => ({ reference, initials, attendances })),
      [
        {
          reference: 'TC-1',
          initials: 'T.A.',
          attendances: [attended],
        },
        {
          reference: 'TC-2',
          initials: 'W.C.',
          attendances: [attended],
        },
      ],
    );
    assert.ok(!JSON.stringify(group).includes('Callow'));
  });

  test(
    title(
      'whoever leads a group marks it, also for people whom somebody else carries, and sees no note of theirs',
    ),
    async () => {
      const leader = await at.join('practitioner');
      const id = await openCase(at.records, walked.practitioner, { reference: 'TC-9' });
      const note = { do: 'write_note', on, words: 'theirs' } as const;
      await done(at.records.as(walked.practitioner).decide('case', id, 3, randomUUID(), note));
      assert.equal(await at.records.as(leader).person(id), null);
      const group = randomUUID();
      const sessions = [on];
      const plan = {
        do: 'plan',
        on,
        programme: 'P3',
        name: 'Mine',
        places: 3,
        sessions,
        lead: leader.userId,
      } as const;
      await done(at.records.as(walked.lead).decide('group', group, 0, randomUUID(), plan));
      const take = { do: 'take_place', on, case: id, enrolment: 'e9' } as const;
      await done(at.records.as(walked.lead).decide('group', group, 1, randomUUID(), take));
      const seen = (await at.records.as(leader).person(id))!;
      assert.ok(seen.events.every(event => event.type !== 'note_written'));
    },
  );

  test(title('referrals wait with the day by which they should be answered'), async () => {
    const id = randomUUID();
    const change = { reference: 'TC-50', identity: identity({ surname: 'Larch', forename: 'Ode' }) };
    await done(at.records.as(walked.practitioner).decide('case', id, 0, randomUUID(), refer(change)));
    const rows = await at.records.as(walked.lead).referrals();
    assert.deepEqual(
      rows.map(({ reference, name, triageBy, status }) => ({ reference, name, triageBy, status })),
      [{ reference: 'TC-50', name: 'Ode Larch', triageBy: day('2026-03-09'), status: 'referred' }],
    );
  });

  test(title('a list is read page by page, each person once, in order'), async () => {
    const streams = Array.from({ length: 30 }, (_, n) => ({
      kind: 'case' as const,
      id: randomUUID(),
      steps: [
        {
          command: refer({ reference: `Z-${String(n).padStart(3, '0')}` }),
          actor: 'import',
          recordedAt: at.clock.now,
        },
      ],
    }));
    await at.records.fill(at.organisation, streams);
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await at.records.as(walked.lead).people({ limit: 7, ...(after && { after }) });
      seen.push(...page.rows.map(row => row.reference));
      assert.ok(page.rows.length <= 7);
      assert.ok(page.total >= 30);
      if (page.next === null) break;
      after = page.next;
    }
    assert.deepEqual(seen, [...new Set(seen)].sort());
    assert.equal(seen.filter(reference => reference.startsWith('Z-')).length, 30);
    assert.deepEqual(
      (await at.records.as(walked.lead).people({ after: "x~'; --" })).rows[0].reference,
      seen[0],
    );
  });
}

function byDue(due: readonly { kind: string; by: string }[], kind: string): number {
  return due.findIndex(one => one.kind === kind);
}
