import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type StreamKind } from '@throughcare/pathway';
import type { Actor, Commands, LetStand } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

/** The day of the tests’ clock, on which all is told that turns out to be wrong, and the day after. */
const told = day('2026-03-12');
const next = day('2026-03-13');
const [noon, nextNoon] = [Date.UTC(2026, 2, 12, 12), Date.UTC(2026, 2, 13, 12)];

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
  });
  after(() => at.close());

  const tell = async <Kind extends StreamKind>(
    who: Actor,
    kind: Kind,
    stream: string,
    command: Commands[Kind],
  ) => {
    at.clock.now = noon;
    const { versions } = await done(at.records.as(who).decide(kind, stream, 'latest', randomUUID(), command));
    return versions[stream];
  };

  /** On the day after, takes out what was told as `wrong`: refused first, and then let stand what came later. */
  const takeOut = async (who: Actor, kind: StreamKind, stream: string, wrong: number, head: number) => {
    at.clock.now = nextNoon;
    const mine = at.records.as(who);
    const outcome = await mine.correct(kind, stream, head, randomUUID(), wrong, null, 'entered_wrongly');
    assert.ok(!outcome.ok && outcome.reason === 'refused', `${kind}: ${JSON.stringify(outcome)}`);
    assert.equal(outcome.refusal.code, 'later_entries');
    await done(mine.correct(kind, stream, head, randomUUID(), wrong, null, 'entered_wrongly', true));
    const audit = await at.records.verifyAudit();
    assert.deepEqual([audit.whole, audit.projections], [true, {}]);
    return outcome.refusal.words;
  };
  const types = (stands: readonly LetStand[]) => stands.map(one => `${one.entry.type} by ${one.by}`);

  test(
    title('a place that was never taken names the register, and the group is read as it was believed'),
    async () => {
      const { lead, group, cases } = walked;
      const mine = at.records.as(lead);
      const words = await takeOut(lead, 'group', group, 3, 4);
      assert.match(words, /11 March 2026: Somebody marked has no place in this group\./);
      const now = (await mine.group(group))!;
      assert.deepEqual(
        now.state.members.map(one => one.case),
        [cases[0]],
      );
      assert.deepEqual(types(now.letStand), [`register_taken by ${lead.userId}`]);
      const then = (await mine.group(group, { believedOn: told }))!;
      assert.deepEqual(
        then.members.map(one => one.case),
        cases,
      );
      assert.deepEqual(then.letStand, []);
    },
  );

  test(
    title('E7: deciders who were never named name the decision, and the concern is read as it was believed'),
    async () => {
      const { safeguarding, concern } = walked;
      const other = await at.join('safeguarding_lead');
      const naming = {
        do: 'name_deciders',
        on: told,
        first: safeguarding.userId,
        second: other.userId,
      } as const;
      const named = await tell(safeguarding, 'concern', concern, naming);
      const head = await tell(safeguarding, 'concern', concern, {
        do: 'decide',
        on: told,
        share: true,
        ground: 'child_at_risk',
        reason: 'as told',
        told: true,
      });
      // Decided again as whoever decided, and not as whoever corrects: so on another day it stands.
      at.clock.now = nextNoon;
      const moved = { ...naming, on: day('2026-03-11') };
      await done(
        at.records.as(other).correct('concern', concern, head, randomUUID(), named, moved, 'entered_wrongly'),
      );
      const words = await takeOut(safeguarding, 'concern', concern, named, head + 1);
      assert.match(words, /12 March 2026: You are not one of the two who decide/);
      const mine = at.records.as(safeguarding);
      const now = (await mine.concern(concern))!;
      // Whoever has decided stays one of the two.
      assert.deepEqual(now.state.deciders, [safeguarding.userId]);
      assert.deepEqual(types(now.letStand), [`decided by ${safeguarding.userId}`]);
      const then = (await mine.concern(concern, { believedOn: told }))!;
      assert.deepEqual(then.state.deciders, [safeguarding.userId, other.userId]);
      assert.deepEqual(
        then.dues.map(one => one.what),
        ['second_decision'],
      );
    },
  );

  test(
    title(
      'an action that was never agreed names what was said of it, and the contact is read as it was believed',
    ),
    async () => {
      const { worker, contact } = walked;
      const agreed = await tell(worker, 'contact', contact, {
        do: 'agree_actions',
        on: told,
        actions: ['see_gp'],
      });
      const head = await tell(worker, 'contact', contact, {
        do: 'report_actions',
        on: told,
        taken: ['see_gp'],
        notTaken: [],
      });
      const words = await takeOut(worker, 'contact', contact, agreed, head);
      assert.match(words, /12 March 2026: Only what was agreed before can be reported\./);
      const mine = at.records.as(worker);
      const now = (await mine.contact(contact))!;
      assert.deepEqual(now.state.actions, []);
      assert.deepEqual(types(now.letStand), [`actions_reported by ${worker.userId}`]);
      assert.deepEqual((await mine.contact(contact, { believedOn: told }))!.state.actions, ['see_gp']);
    },
  );

  test(
    title(
      'a programme that was never offered names its withdrawal, and the organisation is read as it was believed',
    ),
    async () => {
      const { administrator, organisation } = at;
      const offer = {
        do: 'offer_programme',
        on: told,
        programme: 'P9',
        name: 'Canary',
        sessions: 2,
        places: 8,
      } as const;
      const offered = await tell(administrator, 'organisation', organisation, offer);
      const withdraw = { do: 'withdraw_programme', on: told, programme: 'P9' } as const;
      const head = await tell(administrator, 'organisation', organisation, withdraw);
      const words = await takeOut(administrator, 'organisation', organisation, offered, head);
      assert.match(words, /12 March 2026: That programme is not offered here\./);
      const mine = at.records.as(administrator);
      const offers = (given: { programmes: readonly { id: string }[] }) =>
        given.programmes.map(one => one.id);
      assert.ok(!offers(await mine.organisation()).includes('P9'));
      assert.ok(offers(await mine.organisation({ believedOn: told })).includes('P9'));
    },
  );

  test(
    title(
      'a session that was moved stands on its old day in the record of somebody in the group, as believed then',
    ),
    async () => {
      const { lead, group, cases } = walked;
      const mine = at.records.as(lead);
      at.clock.now = noon;
      const sessions = async (believedOn?: typeof told) =>
        (await mine.person(cases[0], believedOn ? { believedOn } : {}))!.groups[group].sessions;
      const before = await sessions();
      at.clock.now = nextNoon;
      const last = before.length;
      const move = { do: 'move_session', on: next, session: last, to: day('2026-12-16') } as const;
      await done(mine.decide('group', group, 'latest', randomUUID(), move));
      assert.deepEqual(await sessions(told), before);
      assert.deepEqual((await sessions()).at(-1), '2026-12-16');
      assert.deepEqual(await sessions(next), await sessions());
    },
  );

  test(title('as believed today, an organisation is what its pages show today'), async () => {
    const mine = at.records.as(at.administrator);
    const now = await mine.organisation();
    const believed = await mine.organisation({ believedOn: next });
    const inOrder = (rows: readonly object[]) =>
      rows.map(row => JSON.stringify(row, Object.keys(row).sort())).sort();
    for (const part of ['people', 'programmes', 'covers'] as const) {
      assert.deepEqual(inOrder(believed[part]), inOrder(now[part]), part);
    }
    assert.deepEqual(believed.numbers, now.numbers);
    assert.deepEqual([believed.name, believed.madeUp, believed.version], [now.name, now.madeUp, now.version]);
  });
}
