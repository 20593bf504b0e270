import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  addDays,
  correctionReasons,
  day,
  type CaseCommand,
  type CorrectionReason,
} from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';
import { communityOrder } from '@throughcare/pathway/testing';

const on = day('2026-03-10');
const sentence = communityOrder;
const convict: CaseCommand = { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' };

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;

  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
  });
  after(() => at.close());

  /** Convicted (entry 4) and sentenced (entry 5) on one day. */
  const sentenced = async () => {
    const id = await openCase(at.records, ines, { stage: 'before_the_court' });
    const mine = at.records.as(ines);
    await done(mine.decide('case', id, 3, randomUUID(), convict));
    await done(mine.decide('case', id, 4, randomUUID(), { do: 'record_sentence', on, sentence }));
    return { id, mine };
  };

  test(
    title('a correction that makes a later entry impossible is refused, and names it with its day'),
    async () => {
      const { id, mine } = await sentenced();
      const outcome = await mine.correct('case', id, 5, randomUUID(), 4, null, 'entered_wrongly');
      assert.ok(!outcome.ok && outcome.reason === 'refused');
      assert.equal(outcome.refusal.code, 'later_entries');
      assert.equal(outcome.refusal.field, 'laterStand');
      assert.match(
        outcome.refusal.words,
        /^One later entry .* 10 March 2026: A sentence needs a conviction first\./,
      );
      assert.equal(outcome.refusal.words.split('Nothing was saved.').length, 2);
      assert.equal((await mine.person(id))!.version, 5);
    },
  );

  test(title('it stands when somebody says that they have seen it, and that they did is kept'), async () => {
    const { id, mine } = await sentenced();
    await done(mine.correct('case', id, 5, randomUUID(), 4, null, 'entered_wrongly', true));
    const person = (await mine.person(id))!;
    assert.equal(person.state.convictedOn, null);
    assert.equal(person.state.orders.length, 1);
    const audit = await at.records.verifyAudit();
    assert.deepEqual([audit.whole, audit.projections], [true, {}]);
  });

  test(
    title('a correction after which all that came later would have been allowed asks for nothing'),
    async () => {
      const { id, mine } = await sentenced();
      const earlier = { ...convict, on: addDays(on, -2) };
      await done(mine.correct('case', id, 5, randomUUID(), 4, earlier, 'entered_wrongly'));
      assert.equal((await mine.person(id))!.state.convictedOn, addDays(on, -2));
      const tooLate = await mine.correct(
        'case',
        id,
        6,
        randomUUID(),
        4,
        { ...convict, on: addDays(on, 1) },
        'entered_wrongly',
      );
      assert.ok(!tooLate.ok && tooLate.reason === 'refused' && tooLate.refusal.code === 'later_entries');
    },
  );

  test(title('E23: why an entry was put right or taken out is kept with who did it and when'), async () => {
    const { id, mine } = await sentenced();
    const other = await at.join('practitioner', 'programme_lead');
    const reasons = Object.keys(correctionReasons) as CorrectionReason[];
    const earlier = { ...convict, on: addDays(on, -2) };
    let head = 5;
    for (const why of reasons) {
      at.clock.now += 60_000;
      await done(at.records.as(other).correct('case', id, head++, randomUUID(), 4, earlier, why));
    }
    await done(mine.correct('case', id, head, randomUUID(), 5, null, 'entered_twice'));
    const person = (await mine.person(id))!;
    const last = { entry: 5, version: head + 1, takenOut: true, by: ines.userId, why: 'entered_twice' };
    const { recordedAt, ...taken } = person.corrections.at(-1)!;
    assert.deepEqual(taken, last);
    assert.equal(recordedAt, at.clock.now);
    assert.deepEqual(
      person.corrections.slice(0, -1).map(one => [one.entry, one.takenOut, one.by, one.why]),
      reasons.map(why => [4, false, other.userId, why]),
    );
    assert.equal(person.events.find(event => event.replaces === 4)!.why, reasons.at(-1));
    const audit = await at.records.verifyAudit();
    assert.deepEqual([audit.whole, audit.projections], [true, {}]);
  });

  test(title('E23: a correction that gives no reason, or one that there is not, is refused'), async () => {
    const { id, mine } = await sentenced();
    for (const why of [undefined, null, '', 'because', 'toString', 3, {}]) {
      const outcome = await mine.correct('case', id, 5, randomUUID(), 5, null, why as CorrectionReason);
      assert.ok(!outcome.ok && outcome.reason === 'refused', JSON.stringify(why));
      assert.equal(outcome.refusal.code, 'no_reason');
      assert.match(outcome.refusal.words, /Nothing was saved\./);
    }
    assert.equal((await mine.person(id))!.version, 5);
  });

  test(title('what was taken out can be put back'), async () => {
    const { id, mine } = await sentenced();
    await done(mine.correct('case', id, 5, randomUUID(), 5, null, 'entered_wrongly'));
    assert.deepEqual((await mine.person(id))!.state.orders, []);
    await done(
      mine.correct(
        'case',
        id,
        6,
        randomUUID(),
        5,
        { do: 'record_sentence', on, sentence },
        'entered_wrongly',
      ),
    );
    assert.equal((await mine.person(id))!.state.orders.length, 1);
  });
}
