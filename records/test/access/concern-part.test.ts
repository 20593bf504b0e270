import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { deciderCommands } from '../../src/access/concern-part.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');
const reason = 'as told';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let lead: Actor;
  let raiser: Actor;
  let first: Actor;
  let second: Actor;
  let administrator: Actor;
  let ofFirst: string;
  let ofSecond: string;

  before(async () => {
    at = await testRecords({ version });
    lead = await at.join('safeguarding_lead');
    raiser = await at.join('helpline_worker');
    first = await at.join('practitioner');
    second = await at.join('practitioner');
    administrator = await at.join('administrator');
    ofFirst = await openCase(at.records, first, { reference: 'TC-1' });
    ofSecond = await openCase(at.records, second, { reference: 'TC-2' });
  });
  after(() => at.close());

  const decide = (who: Actor, concern: string, command: object) =>
    at.records.as(who).decide('concern', concern, 'latest', randomUUID(), command as never);

  async function raise(about: readonly Actor[] = []): Promise<string> {
    const concern = randomUUID();
    await done(
      decide(raiser, concern, {
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: false,
        about: about.map(one => one.userId),
        said: 'neutral words',
        child: '',
      }),
    );
    return concern;
  }

  /** Each of the acts that are the deciders’, in an order in which each can be done. */
  const actsOn = (linked: string): readonly object[] => {
    const hold = randomUUID();
    return [
      { do: 'link_to_case', on, case: linked },
      { do: 'unlink_from_case', on, case: linked },
      { do: 'place_hold', on, hold, ground: 'court', until: null, reason },
      { do: 'lift_hold', on, hold, reason },
    ];
  };

  test(title('E6: whoever is named to decide links it to a case and holds it, as a lead does'), async () => {
    const concern = await raise();
    const name = { do: 'name_deciders', on, first: first.userId, second: second.userId };
    await done(decide(lead, concern, name));
    for (const who of [lead, first]) {
      for (const act of actsOn(ofFirst)) await done(decide(who, concern, act));
    }
    assert.deepEqual(
      actsOn(ofFirst).map(act => (act as { do: string }).do),
      deciderCommands,
    );
  });

  test(title('E6: whoever raised it and decides nothing does none of it, and nothing is saved'), async () => {
    const concern = await raise();
    const { version: before } = (await at.records.as(lead).concern(concern))!;
    for (const act of actsOn(ofFirst)) await assert.rejects(decide(raiser, concern, act), NotAllowed);
    assert.equal((await at.records.as(lead).concern(concern))!.version, before);
  });

  test(
    title('E6: nor by putting another entry right, into the place of which a link would come'),
    async () => {
      const concern = await raise();
      await done(decide(raiser, concern, { do: 'add_words', on, said: 'neutral words', child: '' }));
      const instead = (who: Actor) =>
        at.records
          .as(who)
          .correct(
            'concern',
            concern,
            2,
            randomUUID(),
            2,
            { do: 'link_to_case', on, case: ofFirst },
            'entered_wrongly',
          );
      await assert.rejects(instead(raiser), NotAllowed);
      assert.deepEqual((await at.records.as(lead).concern(concern))!.linked, []);
      await done(instead(lead));
    },
  );

  test(
    title(
      'E6, E20: the record takes no link to a case that whoever decides does not see, whoever told the id',
    ),
    async () => {
      const concern = await raise();
      await done(
        decide(lead, concern, { do: 'name_deciders', on, first: first.userId, second: lead.userId }),
      );
      const { version: before } = (await at.records.as(lead).concern(concern))!;
      for (const linked of [ofSecond, randomUUID()]) {
        const outcome = await decide(first, concern, { do: 'link_to_case', on, case: linked });
        assert.equal(!outcome.ok && outcome.reason === 'refused' && outcome.refusal.code, 'no_such_case');
      }
      assert.equal((await at.records.as(lead).concern(concern))!.version, before);
      await done(decide(lead, concern, { do: 'link_to_case', on, case: ofSecond }));
      // Taken back by whoever decides, though they do not see which it was.
      await done(decide(first, concern, { do: 'unlink_from_case', on, case: ofSecond }));
    },
  );

  test(title('E6, E20: a decider finds the cases that they see, and no other'), async () => {
    const concern = await raise();
    await done(decide(lead, concern, { do: 'name_deciders', on, first: first.userId, second: lead.userId }));
    const found = (who: Actor, reference: string, of = concern) =>
      at.records.as(who).caseToLink(of, reference);
    assert.equal(await found(first, 'TC-1'), ofFirst);
    assert.equal(await found(first, 'TC-2'), null);
    assert.equal(await found(lead, 'TC-2'), ofSecond);
    assert.equal(await found(lead, 'TC-99'), null);
    // Another’s concern, or none at all, leads nowhere.
    assert.equal(await found(second, 'TC-2'), null);
    assert.equal(await found(lead, 'TC-2', randomUUID()), null);
    assert.equal(await found(lead, 'TC-2', 'no id'), null);
    // Whom the concern is about does not get there, and an administrator sees no case while a lead is left.
    assert.equal(await found(administrator, 'TC-1'), null);
    const aboutFirst = await raise([first]);
    assert.equal(await found(first, 'TC-1', aboutFirst), null);
  });

  test(
    title(
      'E6, E20: where it is about the only lead the administrator links it and holds it, and sees no case',
    ),
    async () => {
      const concern = await raise([lead]);
      const mine = at.records.as(administrator);
      const found = await mine.caseToLink(concern, 'TC-2');
      assert.equal(found, ofSecond);
      for (const act of actsOn(found)) await done(decide(administrator, concern, act));
      await done(decide(administrator, concern, { do: 'link_to_case', on, case: found }));
      const shown = (await mine.concern(concern))!;
      assert.deepEqual(
        shown.linked.map(one => one.reference),
        [null],
        'what is linked is not named to whoever does not see it',
      );
      await assert.rejects(mine.person(ofSecond), NotAllowed);
      // Of a concern that is not about the lead they learn nothing, by this way either.
      assert.equal(await mine.caseToLink(await raise(), 'TC-2'), null);
      assert.equal(await at.records.as(lead).concern(concern), null);
    },
  );
}
