import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase, refer } from '../people.ts';

const on = day('2026-03-10');
const move = { do: 'record_life_change', on, what: 'address' } as const;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;
  let hale: Actor;

  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
    hale = await at.join('programme_lead');
  });
  after(() => at.close());

  test(title('the same command sent twice is done once'), async () => {
    const [id, commandId] = [randomUUID(), randomUUID()];
    const mine = at.records.as(ines);
    const first = await done(mine.decide('case', id, 0, commandId, refer()));
    const again = await done(mine.decide('case', id, 0, commandId, refer()));
    assert.equal(first.repeated, false);
    assert.deepEqual(again, { ok: true, repeated: true, versions: { [id]: 1 }, events: [] });
    assert.equal((await mine.person(id))!.events.length, 1);
  });

  test(title('the same command sent many times at once is done once'), async () => {
    const id = await openCase(at.records, ines);
    const commandId = randomUUID();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => at.records.as(ines).decide('case', id, 3, commandId, move)),
    );
    assert.ok(outcomes.every(outcome => outcome.ok));
    assert.equal(outcomes.filter(outcome => outcome.ok && !outcome.repeated).length, 1);
    assert.equal((await at.records.as(ines).person(id))!.version, 4);
  });

  test(title('another command under an id that was used is refused in words'), async () => {
    const id = await openCase(at.records, ines);
    const commandId = randomUUID();
    await done(at.records.as(ines).decide('case', id, 3, commandId, move));
    const other = await at.records.as(ines).decide('case', id, 4, commandId, { ...move, what: 'work' });
    assert.ok(!other.ok && other.reason === 'refused');
    assert.equal(other.refusal.code, 'command_reused');
  });

  test(title('a stale page gets a conflict that shows what happened since, and what it wanted'), async () => {
    const id = await openCase(at.records, ines);
    await done(at.records.as(ines).decide('case', id, 3, randomUUID(), move));
    const late = await at.records.as(ines).decide('case', id, 3, randomUUID(), { ...move, what: 'work' });
    assert.ok(!late.ok && late.reason === 'conflict');
    assert.deepEqual([late.stream, late.expected, late.actual], [id, 3, 4]);
    assert.deepEqual(
      late.since.map(event => [event.actor, event.facts]),
      [[ines.userId, { what: 'address' }]],
    );
    assert.deepEqual(
      late.yours.map(event => event.facts),
      [{ what: 'work' }],
    );
    assert.equal((await at.records.as(ines).person(id))!.version, 4);
  });

  test(
    title('of many who write at once from one page, one is done and none is lost without a word'),
    async () => {
      const id = await openCase(at.records, ines);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => at.records.as(ines).decide('case', id, 3, randomUUID(), move)),
      );
      assert.equal(outcomes.filter(outcome => outcome.ok).length, 1);
      assert.equal(outcomes.filter(outcome => !outcome.ok && outcome.reason === 'conflict').length, 9);
    },
  );

  test(title('a command that needs no page seen is done however many write at once'), async () => {
    const id = await openCase(at.records, ines);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => at.records.as(ines).decide('case', id, 'latest', randomUUID(), move)),
    );
    assert.ok(outcomes.every(outcome => outcome.ok));
    assert.equal((await at.records.as(ines).person(id))!.version, 7);
  });

  test(title('several streams are written together, or none of them'), async () => {
    const id = await openCase(at.records, ines);
    const group = randomUUID();
    const plan = {
      do: 'plan',
      on,
      programme: 'P1',
      name: 'Tuesday',
      places: 1,
      sessions: [day('2026-04-07')],
      lead: hale.userId,
    } as const;
    await done(at.records.as(hale).decide('group', group, 0, randomUUID(), plan));
    const [enrolment, basis] = ['e1', 'voluntary_after_sentence'] as const;
    // Not sentenced yet, so the enrolment is refused, and with it the place.
    const refused = await at.records.as(hale).decideTogether(randomUUID(), [
      { kind: 'group', stream: group, expected: 1, command: { do: 'take_place', on, case: id, enrolment } },
      {
        kind: 'case',
        stream: id,
        expected: 3,
        command: { do: 'enrol', on, enrolment, programme: 'P1', basis, assessed: true },
      },
    ]);
    assert.ok(!refused.ok && refused.reason === 'refused');
    assert.equal(refused.step, 1);
    assert.equal((await at.records.as(hale).group(group))!.version, 1);
    const enrol = { do: 'enrol', on, enrolment, programme: 'P1', basis: 'licence', assessed: true } as const;
    const given = await at.records.as(hale).decideTogether(randomUUID(), [
      { kind: 'group', stream: group, expected: 1, command: { do: 'take_place', on, case: id, enrolment } },
      { kind: 'case', stream: id, expected: 3, command: enrol },
      {
        kind: 'case',
        stream: id,
        expected: 3,
        command: { do: 'give_place', on, enrolment, group, startsOn: day('2026-04-07') },
      },
    ]);
    assert.ok(given.ok, JSON.stringify(given));
    assert.deepEqual(given.versions, { [group]: 2, [id]: 5 });
  });

  test(title('two who take the last place of a group: one is told that it is full'), async () => {
    const cases = await Promise.all([openCase(at.records, ines), openCase(at.records, ines)]);
    const group = randomUUID();
    const sessions = [day('2026-04-07')];
    const plan = {
      do: 'plan',
      on,
      programme: 'P1',
      name: 'B',
      places: 1,
      sessions,
      lead: hale.userId,
    } as const;
    await done(at.records.as(hale).decide('group', group, 0, randomUUID(), plan));
    const outcomes = await Promise.all(
      cases.map(id =>
        at.records
          .as(hale)
          .decide('group', group, 'latest', randomUUID(), { do: 'take_place', on, case: id, enrolment: 'e' }),
      ),
    );
    const refused = outcomes.find(outcome => !outcome.ok);
    assert.ok(refused && refused.reason === 'refused' && refused.refusal.code === 'full');
  });

  test(title('a refusal of the decider comes through in its own words, and nothing is written'), async () => {
    const id = await openCase(at.records, ines);
    const outcome = await at.records
      .as(ines)
      .decide('case', id, 3, randomUUID(), { ...move, on: day('2027-01-01') });
    assert.ok(!outcome.ok && outcome.reason === 'refused');
    assert.match(outcome.refusal.words, /after today/);
    assert.equal((await at.records.as(ines).person(id))!.version, 3);
  });

  test(title('E20: another organisation’s record is not found, by command or by page'), async () => {
    const id = await openCase(at.records, ines);
    const stranger = { ...ines, organisationId: randomUUID() };
    const administrator = {
      userId: ines.userId,
      name: 'Ines',
      roles: ['practitioner', 'programme_lead'],
    } as const;
    await at.records.found({ id: stranger.organisationId, name: 'Other', madeUp: true, on, administrator });
    assert.equal(await at.records.as(stranger).person(id), null);
    const outcome = await at.records.as(stranger).decide('case', id, 3, randomUUID(), move);
    assert.deepEqual(outcome, { ok: false, reason: 'not_found', stream: id });
    assert.equal((await at.records.as(stranger).people()).total, 0);
  });

  test(
    title('E20: a role that may never do it is told so; somebody who left can do nothing at once'),
    async () => {
      const worker = await at.join('helpline_worker');
      await assert.rejects(
        at.records.as(worker).decide('case', randomUUID(), 0, randomUUID(), refer()),
        NotAllowed,
      );
      const leaver = await at.join('practitioner');
      const id = await openCase(at.records, leaver);
      const leave = { do: 'leave', on, user: leaver.userId } as const;
      await done(
        at.records
          .as(at.administrator)
          .decide('organisation', at.organisation, 'latest', randomUUID(), leave),
      );
      await assert.rejects(at.records.as(leaver).decide('case', id, 3, randomUUID(), move), NotAllowed);
      await assert.rejects(at.records.as(leaver).person(id), NotAllowed);
      assert.deepEqual(await at.records.as(leaver).roles(), []);
    },
  );

  test(title('nobody can write in another name, nor pose as the program or as a caller'), async () => {
    for (const userId of ['system', 'caller', '']) {
      assert.throws(() => at.records.as({ ...ines, userId }));
    }
    await withClient(at.database.serveUrl, async client => {
      const head = JSON.stringify([
        { id: randomUUID(), kind: 'concern', expected: 0, version: 1, digest: '00' },
      ]);
      const arrays = `array['concern'], array[gen_random_uuid()], array[1], array['raised'], array[1],
        array[current_date], array[now()], array['somebody-else'], array[gen_random_uuid()], array['\\x00'::bytea],
        array[null::bytea], array['\\x00'::bytea], '{}', '{}', '{}', '{}', null, '{}'`;
      await assert.rejects(
        client.query(`select throughcare.append($1, $2, null, gen_random_uuid(), '\\x00', $3, ${arrays})`, [
          at.organisation,
          ines.userId,
          head,
        ]),
        /nobody records in another name/,
      );
    });
  });

  test(
    title('what was wrong is corrected, shown beside the right, and believed as it was on the day'),
    async () => {
      const id = await openCase(at.records, ines);
      const mine = at.records.as(ines);
      await done(mine.decide('case', id, 3, randomUUID(), move));
      at.clock.now += 3 * 86_400_000;
      const work = { ...move, what: 'work' } as const;
      await done(mine.correct('case', id, 4, randomUUID(), 4, work, 'entered_wrongly'));
      const now = (await mine.person(id))!;
      assert.deepEqual(
        now.state.lifeChanges.map(change => change.what),
        ['work'],
      );
      assert.deepEqual(
        now.superseded.map(event => event.facts),
        [{ what: 'address' }],
      );
      const then = (await mine.person(id, { believedOn: day('2026-03-12') }))!;
      assert.deepEqual(
        then.state.lifeChanges.map(change => change.what),
        ['address'],
      );
      await done(mine.correct('case', id, 5, randomUUID(), 4, null, 'entered_wrongly'));
      assert.deepEqual((await mine.person(id))!.state.lifeChanges, []);
      const impossible = await mine.correct('case', id, 6, randomUUID(), 3, refer(), 'entered_wrongly');
      assert.ok(!impossible.ok && impossible.reason === 'refused');
      at.clock.now -= 3 * 86_400_000;
    },
  );
}
