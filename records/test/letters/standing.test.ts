import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { asPlanned, day, type CaseCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions } from '../database.ts';
import { everything, live, on, type Lived } from '../lifetime/erasing.ts';
import { done, identity, openCase } from '../people.ts';

const surname = 'Brackenthistle';
const forename = 'Quindelora';
const initials = 'Q. B.';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: Lived;
  before(async () => {
    at = await live(version);
  });
  after(() => at.close());

  const act = (id: string, command: CaseCommand) =>
    done(at.records.as(at.walked.practitioner).decide('case', id, 'latest', randomUUID(), command));

  /** Somebody who came once, by choice, and has a letter that says so. */
  async function withLetter(reference: string) {
    const who = identity({ surname, forename });
    const id = await openCase(at.records, at.walked.practitioner, {
      identity: who,
      reference,
      stage: 'not_known_to_police',
    });
    await act(id, {
      do: 'enrol',
      on,
      enrolment: 'e9',
      programme: 'P1',
      basis: 'voluntary_before_charge',
      assessed: true,
    });
    await act(id, { do: 'give_place', on, enrolment: 'e9', group: at.walked.group, startsOn: on });
    await act(id, { do: 'record_attendance', on, enrolment: 'e9', session: 1, code: 'ATTC', how: asPlanned });
    const letter = randomUUID();
    await act(id, {
      do: 'issue_letter',
      on,
      letter,
      kind: 'attendance',
      to: 'person',
      personAsked: true,
      enrolment: 'e9',
      name: `${forename} ${surname}`,
      until: on,
    });
    const seen = await at.records.as(at.walked.practitioner).letter(id, letter);
    assert.ok(seen);
    return { id, letter, seen, face: { initials, on, attended: 1 } };
  }

  test(
    title('E38: a code says that a letter is genuine, then that it was withdrawn, and never whose it is'),
    async () => {
      const { id, letter, seen, face } = await withLetter('TC-L1');
      assert.match(seen.code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      assert.equal(await at.records.letterStanding(seen.code, face), 'genuine');
      assert.equal(
        await at.records.letterStanding(seen.code.toLowerCase().replaceAll('-', ' '), face),
        'genuine',
      );
      await act(id, { do: 'withdraw_letter', on, letter, reason: 'issued_in_error' });
      assert.equal(await at.records.letterStanding(seen.code, face), 'withdrawn');
    },
  );

  test(title('E38: a letter that was changed, a wrong code and nonsense are answered alike'), async () => {
    const { seen, face } = await withLetter('TC-L2');
    const wrong = seen.code.startsWith('0') ? `1${seen.code.slice(1)}` : `0${seen.code.slice(1)}`;
    for (const [code, changed] of [
      [wrong, face],
      ['', face],
      ["' or 1 = 1 --", face],
      [seen.code, { ...face, attended: 2 }],
      [seen.code, { ...face, on: day('2026-03-13') }],
      [seen.code, { ...face, initials: 'X.B.' }],
    ] as const) {
      assert.equal(await at.records.letterStanding(code, changed), 'not_known');
    }
  });

  test(title('E38: to ask leaves no trace of who asked or of which letter'), async () => {
    const { seen, face } = await withLetter('TC-L3');
    const before = await everything(at);
    await at.records.letterStanding(seen.code, face);
    await at.records.letterStanding('7KQ4-M9XT-2BFH', face);
    assert.equal(await everything(at), before);
  });

  test(title('E21: a letter that was opened stands in the access log as taken out'), async () => {
    const { id } = await withLetter('TC-L4');
    const { rows } = await at.records.as(at.walked.auditor).auditTrail({ sinceMs: 0 });
    const row = rows.find(one => one.what === 'letter' && one.streams.includes(id));
    assert.deepEqual([row?.act, row?.user], ['exported', at.walked.practitioner.userId]);
  });

  test(
    title('E38: after a correction the letter stands as it was said, and its officer is told'),
    async () => {
      const { id, letter, face, seen } = await withLetter('TC-L5');
      const mine = at.records.as(at.walked.practitioner);
      const person = (await mine.person(id))!;
      const mark = person.events.find(event => event.type === 'attended')!;
      await done(
        mine.correct('case', id, person.version, randomUUID(), mark.version, null, 'entered_wrongly', true),
      );
      const after = (await mine.letter(id, letter))!;
      assert.equal(after.agrees, false);
      assert.equal(after.letter.shows.attended, 1);
      assert.equal(after.today?.attended, 0);
      assert.equal(await at.records.letterStanding(seen.code, face), 'genuine');
      const { due } = (await mine.person(id))!;
      assert.ok(due.some(one => one.kind === 'letter'));
    },
  );

  test(title('E38: that a letter was issued cannot be taken out of the record'), async () => {
    const { id } = await withLetter('TC-L6');
    const mine = at.records.as(at.walked.practitioner);
    const person = (await mine.person(id))!;
    const issued = person.events.find(event => event.type === 'letter_issued')!;
    await assert.rejects(
      mine.correct('case', id, person.version, randomUUID(), issued.version, null, 'entered_wrongly', true),
    );
  });

  test(
    title('E22: after an erasure a code is not known, like one that never was, and no mark is left'),
    async () => {
      const { id, seen, face } = await withLetter('TC-L7');
      await act(id, { do: 'leave_programme', on, enrolment: 'e9', reason: 'moved' });
      await act(id, { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null });
      const lead = at.records.as(at.lead);
      await done(
        lead.decide('case', id, 'latest', randomUUID(), {
          do: 'ask_erasure',
          on,
          ground: 'no_longer_needed',
          personAsked: true,
          reason: 'as told',
        }),
      );
      const other = at.records.as(at.other);
      const expected = (await other.person(id))!.version;
      await done(other.agreeErasure(randomUUID(), { case: id, expected, on }));
      assert.equal(await at.records.letterStanding(seen.code, face), 'not_known');
      const left = await withClient(at.database.superuserUrl, client =>
        client.query('select from throughcare.letter where case_id = $1', [id]),
      );
      assert.equal(left.rowCount, 0);
      assert.deepEqual((await at.records.compareProjections()).differing, {});
    },
  );

  test(
    title('E20: nobody who serves reads a mark, and no letter is found from another organisation'),
    async () => {
      const { id, letter } = await withLetter('TC-L8');
      const stranger = { ...at.walked.practitioner, organisationId: randomUUID() };
      await assert.rejects(at.records.as(stranger).letter(id, letter));
      assert.equal(await at.records.as(at.walked.practitioner).letter(randomUUID(), letter), null);
    },
  );
}
