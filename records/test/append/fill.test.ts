import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addDays, day } from '@throughcare/pathway';
import type { Actor, FilledStream } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { identity, refer } from '../people.ts';

/** Another name for each number, of letters alone. */
const letters = (number: number) =>
  String(number)
    .split('')
    .map(digit => 'bdfglmprtz'[Number(digit)])
    .join('o');

type FilledCase = Extract<FilledStream, { kind: 'case' }>;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;
  let lead: Actor;
  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
    lead = await at.join('programme_lead');
  });
  after(() => at.close());

  function history(number: number): FilledCase {
    const began = addDays(day('2023-01-02'), number);
    const told = (days: number) => Date.parse(`${addDays(began, days)}T09:00:00Z`);
    const commands: FilledCase['steps'][number]['command'][] = [
      refer({
        on: began,
        reference: `TC-${number}`,
        identity: identity({ surname: `Vale${letters(number)}` }),
      }),
      { do: 'triage', on: addDays(began, 2), outcome: 'accepted' },
      { do: 'open', on: addDays(began, 3), practitioner: ines.userId },
      ...Array.from({ length: 20 }, (_, week) => ({
        do: 'ask_welfare' as const,
        on: addDays(began, 7 * week + 7),
        because: 'asked',
        outcome: 'spoke' as const,
      })),
    ];
    const steps = commands.map((command, index) => ({
      command,
      actor: ines.userId,
      recordedAt: told(index < 3 ? index + 3 : 7 * index),
    }));
    return { kind: 'case', id: randomUUID(), steps };
  }

  test(
    title('people with years of history are filled in through the deciders, and read like any other'),
    async () => {
      const people = Array.from({ length: 60 }, (_, number) => history(number));
      assert.deepEqual(await at.records.fill(at.organisation, people), {
        streams: 60,
        events: 60 * 23,
        already: 0,
      });
      const found = await at.records.as(lead).people({ search: `Vale${letters(7)}` });
      assert.equal(found.total, 1);
      const one = (await at.records.as(ines).person(people[7].id))!;
      assert.equal(one.version, 23);
      assert.equal(one.events[0].recordedAt, Date.UTC(2023, 0, 12, 9));
      const report = await at.records.verifyAudit();
      assert.deepEqual([report.whole, report.projections], [true, {}]);
    },
  );

  test(title('what is told late is put where it happened, as for anybody who writes by hand'), async () => {
    const one = history(900);
    const [last] = one.steps.slice(-1);
    const late = { do: 'record_life_change', on: addDays(day('2023-01-02'), 904), what: 'work' } as const;
    await at.records.fill(at.organisation, [{ ...one, steps: [...one.steps, { ...last, command: late }] }]);
    const read = (await at.records.as(ines).person(one.id))!;
    assert.equal(
      read.events.findIndex(event => event.type === 'life_changed'),
      3,
    );
    assert.equal(read.version, 24);
  });

  test(title('a refusal stops the filling and says which step of which stream it was'), async () => {
    const one = history(901);
    const wrong = { ...one, steps: [...one.steps.slice(0, 2), one.steps[0]] };
    await assert.rejects(
      at.records.fill(at.organisation, [wrong]),
      new RegExp(
        `Step 3 of case ${one.id} \\(refer on [0-9-]+\\) was refused: This referral is already here`,
      ),
    );
    assert.equal(await at.records.as(lead).person(one.id), null);
  });

  test(title('a stream that is there already is refused, and nothing of the batch is kept'), async () => {
    const [one, other] = [history(902), history(903)];
    await at.records.fill(at.organisation, [one]);
    await assert.rejects(at.records.fill(at.organisation, [other, one]), /already there/);
    assert.equal(await at.records.as(lead).person(other.id), null);
  });

  test(
    title('a filling that stopped half way is finished by filling again, and nothing is there twice'),
    async () => {
      const people = Array.from({ length: 60 }, (_, number) => history(2000 + number));
      const stopped = new Error('the file could not be read any further');
      function* cut() {
        yield* people.slice(0, 40);
        throw stopped;
      }
      await assert.rejects(at.records.fill(at.organisation, cut()), stopped);
      const again = await at.records.fill(at.organisation, people);
      assert.ok(again.already > 0 && again.streams > 0);
      assert.equal(again.already + again.streams, 60);
      const third = await at.records.fill(at.organisation, people);
      assert.deepEqual(third, { streams: 0, events: 0, already: 60 });
      for (const one of people) assert.equal((await at.records.as(ines).person(one.id))!.version, 23);
    },
  );

  test(title('another history under the id of one that is there is refused'), async () => {
    const one = history(904);
    await at.records.fill(at.organisation, [one]);
    const other = { ...one, steps: one.steps.slice(0, 2) };
    await assert.rejects(at.records.fill(at.organisation, [other]), /already there/);
    assert.equal((await at.records.as(ines).person(one.id))!.version, 23);
  });
}
