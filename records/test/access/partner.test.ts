import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { NotAllowed, type Actor, type Repository } from '../../src/index.ts';
import { answers, type Answer } from '../../src/access/policy.ts';
import { testRecords, withClient, type TestRecords } from '../database.ts';
import { done, identity, refer } from '../people.ts';

const on = day('2026-03-10');
let at: TestRecords;
let sender: Actor;
let mine: Repository;
let other: Repository;
let lead: Repository;
let practitioner: Actor;

before(async () => {
  at = await testRecords();
  sender = await at.join('outside_partner');
  mine = at.records.as(sender);
  other = at.records.as(await at.join('outside_partner'));
  lead = at.records.as(await at.join('programme_lead'));
  practitioner = await at.join('practitioner');
});
after(() => at.close());

/** Sends somebody; gives the case. */
async function send(by: Repository, reference: string): Promise<string> {
  const id = randomUUID();
  const command = {
    ...refer({ on, reference, stage: 'police_contact', identity: identity() }),
    do: 'send_referral',
  } as const;
  await done(by.decide('case', id, 0, id, command));
  return id;
}

const stands = async (by: Repository, reference: string) =>
  (await by.sent()).rows.find(row => row.reference === reference)?.stands;

const record = (id: string, command: CaseCommand) =>
  done(lead.decide('case', id, 'latest', randomUUID(), command));

test('E31: whoever sent a referral sees it received, in hand, closed and in hand again, and not a word more', async () => {
  const id = await send(mine, 'TC-OWN');
  const seen = [await stands(mine, 'TC-OWN')];
  for (const command of [
    { do: 'triage', on, outcome: 'more_information' },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.userId },
    { do: 'enrol', on, enrolment: 'e', programme: 'P', basis: 'voluntary_before_charge', assessed: true },
    { do: 'leave_programme', on, enrolment: 'e', reason: 'stopped_coming' },
    { do: 'close', on, reason: 'own_choice', watchedBy: practitioner.userId, transfer: null },
    { do: 'reopen', on, practitioner: practitioner.userId, note: 'as told' },
  ] as unknown as CaseCommand[]) {
    await record(id, command);
    seen.push(await stands(mine, 'TC-OWN'));
  }
  const inHand = ['in_hand', 'in_hand', 'in_hand', 'in_hand'];
  assert.deepEqual(seen, ['received', 'received', ...inHand, 'closed', 'in_hand']);
  const { rows } = await mine.sent();
  assert.deepEqual(rows, [{ reference: 'TC-OWN', sentOn: on, stands: 'in_hand' }]);
});

test('E31: what another partner or somebody here took in is in no list, count or id of theirs', async () => {
  const theirs = await send(other, 'TC-OTHER');
  const inside = randomUUID();
  await done(lead.decide('case', inside, 0, inside, refer({ on, reference: 'TC-INSIDE' })));
  assert.equal(await stands(mine, 'TC-OTHER'), undefined);
  assert.equal(await stands(mine, 'TC-INSIDE'), undefined);
  assert.equal(await stands(other, 'TC-OTHER'), 'received');
  for (const id of [theirs, inside, randomUUID()]) {
    // Sent again under an id that is there, or is not: nothing tells the two apart.
    const again = await mine.decide('case', id, 3, randomUUID(), {
      ...refer({ on, reference: 'TC-AGAIN' }),
      do: 'send_referral',
    });
    assert.deepEqual(again, { ok: false, reason: 'not_found', stream: id });
  }
  for (const name of Object.keys(answers) as Answer[]) {
    if (name === 'sent') continue;
    const ask = mine[name as 'people'] as (...asked: unknown[]) => Promise<unknown>;
    const slip = { case: theirs, slip: '7KQ4-M9X-T2B', on };
    const asked = name === 'useSlip' ? [randomUUID(), slip] : [theirs, 'TC-OTHER'];
    await assert.rejects(ask(...asked), NotAllowed, name);
  }
  await assert.rejects(
    mine.decide('case', theirs, 'latest', randomUUID(), { do: 'triage', on, outcome: 'accepted' }),
    NotAllowed,
  );
});

test('E20, E31: of a case that is restricted to others, or whose sender is kept out, they read what they read last', async () => {
  const id = await send(mine, 'TC-CLOSED');
  const reason = 'as told';
  const asRead = async () => (await mine.sent()).rows.find(row => row.reference === 'TC-CLOSED');
  const before = await asRead();
  await record(id, { do: 'restrict_to', on, allowed: [practitioner.userId], reason, message: '' });
  assert.deepEqual(await asRead(), before);
  // Whoever restricted it does not see it either, so somebody named does the rest.
  const named = at.records.as(practitioner);
  await assert.rejects(
    done(named.decide('case', id, 'latest', randomUUID(), { do: 'lift_restriction', on, reason })),
    NotAllowed,
  );
  await done(named.decide('case', id, 'latest', randomUUID(), { do: 'triage', on, outcome: 'accepted' }));
  assert.deepEqual(await asRead(), before, 'nor what is done in it afterwards');
  const kept = await send(mine, 'TC-KEPT');
  await record(kept, { do: 'triage', on, outcome: 'accepted' });
  await record(kept, { do: 'open', on, practitioner: practitioner.userId });
  await record(kept, { do: 'exclude_staff', on, staff: [sender.userId], reason });
  await record(kept, { do: 'close', on, reason: 'own_choice', watchedBy: null, transfer: null });
  assert.equal(await stands(mine, 'TC-KEPT'), 'in_hand');
  await record(kept, { do: 'end_exclusion', on, staff: [sender.userId], reason });
  assert.equal(await stands(mine, 'TC-KEPT'), 'closed');
});

test('E31: a former partner sees nothing, and a partner who also works here sees no more of what they sent', async () => {
  const gone = await at.join('outside_partner');
  const theirs = at.records.as(gone);
  await send(theirs, 'TC-GONE');
  const admin = at.records.as(at.administrator);
  await done(
    admin.decide('organisation', at.organisation, 'latest', randomUUID(), {
      do: 'leave',
      on,
      user: gone.userId,
    }),
  );
  await assert.rejects(theirs.sent(), NotAllowed);

  const both = at.records.as(await at.join('outside_partner', 'practitioner'));
  const id = await send(both, 'TC-BOTH');
  await record(id, { do: 'triage', on, outcome: 'accepted' });
  await record(id, { do: 'open', on, practitioner: practitioner.userId });
  assert.equal(await both.person(id), null);
  assert.equal(await stands(both, 'TC-BOTH'), 'in_hand');
});

test('E31: the list goes on where it ended, so nothing is left out and nothing comes twice', async () => {
  const many = at.records.as(await at.join('outside_partner'));
  for (const n of [3, 1, 2, 5, 4]) await send(many, `TC-P${n}`);
  const first = await many.sent({ limit: 2 });
  const second = await many.sent({ limit: 2, after: first.rows.at(-1)! });
  const third = await many.sent({ limit: 2, after: second.rows.at(-1)! });
  const all = [first, second, third].flatMap(({ rows }) => rows.map(row => row.reference));
  assert.deepEqual(all, ['TC-P1', 'TC-P2', 'TC-P3', 'TC-P4', 'TC-P5']);
  assert.deepEqual([first.more, second.more, third.more], [true, true, false]);
});

test('E34, E31: a partner raises a concern in one step with no second account, and nothing of it opens to them', async () => {
  const safeguarding = at.records.as(await at.join('safeguarding_lead'));
  const concern = randomUUID();
  const said = 'canary as told';
  await done(
    mine.decideTogether(concern, [
      {
        kind: 'concern',
        stream: concern,
        expected: 0,
        command: { do: 'raise', on, source: 'partner', immediateDanger: true, said, child: '' },
      },
      {
        kind: 'concern',
        stream: concern,
        expected: 'latest',
        command: { do: 'pass_on', on, to: 'police', reference: 'REF 1' },
      },
    ]),
  );
  const kept = (await safeguarding.concern(concern))!;
  assert.equal(kept.said, said);
  assert.equal(kept.state.passings[0].reference, 'REF 1');
  await assert.rejects(mine.concern(concern), NotAllowed);
  await assert.rejects(mine.concerns(), NotAllowed);
  const more = { do: 'pass_on', on, to: 'police', reference: 'REF 2' } as const;
  const refused = await mine.decide('concern', concern, 'latest', randomUUID(), more);
  const other = randomUUID();
  const nowhere = await mine.decide('concern', other, 'latest', randomUUID(), more);
  // One that is there, and one that is not, are answered alike: by the id that was sent.
  assert.deepEqual(refused, { ok: false, reason: 'not_found', stream: concern });
  assert.deepEqual(nowhere, { ok: false, reason: 'not_found', stream: other });
});

test('E31: raw SQL of a partner finds their own three words, and no row of any case, event or key', async () => {
  await withClient(at.database.serveUrl, async client => {
    await client.query('begin');
    await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, sender.userId]);
    const count = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0].n);
    assert.ok((await count('select count(*) as n from throughcare.referral_sent')) > 0);
    for (const table of [
      'case_row',
      'case_token',
      'event',
      'stream',
      'data_key',
      'concern_row',
      'access',
      'team',
    ]) {
      assert.equal(await count(`select count(*) as n from throughcare.${table}`), 0, table);
    }
    await client.query('rollback');
  });
});
