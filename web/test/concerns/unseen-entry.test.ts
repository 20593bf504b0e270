import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type ConcernCommand } from '@throughcare/pathway';
import { formFields } from '../post.ts';
import { openHouse, type Walker } from '../helpline/house.ts';

/*
 * E7, E20: an entry of a concern is closed to whom the concern that it was joined with turns out to be about. Its number must
 * not be missing on their page: neither among the addresses of the others, nor in what their forms carry.
 */
const house = await openHouse();
const worker = await house.walker('helpline_worker');
const lead = await house.walker('safeguarding_lead');
const subject = await house.walker('safeguarding_lead');
const on = day('2026-03-12');

async function tell(who: Walker, concern: string, command: ConcernCommand): Promise<void> {
  const outcome = await who.repository.decide('concern', concern, 'latest', randomUUID(), command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

const pass = (passing: string) =>
  ({ do: 'pass_on', on, passing, to: 'police', reference: passing, shared: 'as told' }) as const;

/** A concern of which the second of four entries, or the last, is closed to the subject. */
async function joinedThenNamed(isLast: boolean): Promise<string> {
  const [plain, about] = [randomUUID(), randomUUID()];
  const raise = { do: 'raise', on, source: 'staff', immediateDanger: false, said: 's', child: 'c' } as const;
  for (const concern of [plain, about]) await tell(worker, concern, raise);
  if (isLast) for (const passing of ['P1', 'P2']) await tell(lead, plain, pass(passing));
  const joined = await lead.repository.decideTogether(randomUUID(), [
    { kind: 'concern', stream: plain, expected: 'latest', command: { do: 'join', on, with: about } },
    { kind: 'concern', stream: about, expected: 'latest', command: { do: 'join', on, with: plain } },
  ]);
  assert.ok(joined.ok);
  await tell(lead, about, { do: 'name_staff', on, about: [subject.actor.userId] });
  if (!isLast) for (const passing of ['P1', 'P2']) await tell(lead, plain, pass(passing));
  return plain;
}

const numbersOn = (body: string) =>
  [...body.matchAll(/\/entries\/(\d+)"/g)].map(([, number]) => Number(number)).toSorted((a, b) => a - b);

for (const isLast of [false, true]) {
  const where = isLast ? 'last' : 'between';
  test(`E20: no number is missing where an entry is closed to whoever looks, ${where}, and each address leads to its own entry`, async () => {
    const plain = await joinedThenNamed(isLast);
    const page = await subject.open(`/concerns/${plain}`);
    assert.equal(page.statusCode, 200);
    assert.ok(!page.body.includes('Joined'));
    assert.deepEqual(new Set(numbersOn(page.body)), new Set([1, 2, 3]));
    const { events } = (await lead.repository.concern(plain))!;
    assert.equal(events.length, 4, 'a lead whom it is not about sees one more');
    for (const [number, reference] of [
      [2, 'P1'],
      [3, 'P2'],
    ] as const) {
      const entry = await subject.open(`/concerns/${plain}/entries/${number}`);
      assert.match(entry.body, new RegExp(`value="${reference}"`));
      assert.equal(
        formFields(entry.body, `/concerns/${plain}/entries/${number}`)._seen,
        '3',
        'what the form carries counts what they see',
      );
    }
    assert.equal((await subject.open(`/concerns/${plain}/entries/4`)).statusCode, 404);
  });

  test(`E20: their forms are sent, put right and shown both changes as if there were no such entry, ${where}`, async () => {
    const plain = await joinedThenNamed(isLast);
    const words = { said: 'More was said.', child: '' };
    assert.equal((await subject.fill(`/concerns/${plain}/words`, words)).statusCode, 303);

    const deciders = `/concerns/${plain}/deciders`;
    const fields = { first: lead.actor.userId, second: worker.actor.userId };
    const form = formFields((await subject.open(deciders)).body, deciders);
    assert.equal(form._seen, '4');
    await tell(lead, plain, pass('P3'));
    const both = await subject.send(deciders, { ...form, ...fields });
    assert.equal(both.statusCode, 409);
    assert.match(both.body, /P3/);
    const again = formFields(both.body, deciders);
    assert.equal(again._seen, '5');
    assert.equal((await subject.send(deciders, { ...again, ...fields })).statusCode, 303);
    // The same form once more is the same command, and is done once.
    assert.equal((await subject.send(deciders, { ...again, ...fields })).statusCode, 303);
    const { events, added } = (await subject.repository.concern(plain))!;
    assert.deepEqual([events.filter(one => one.type === 'deciders_named').length, added.length], [1, 1]);

    const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
    const right = {
      wrong: 'put_right',
      because: 'entered_wrongly',
      to: 'police',
      reference: 'P2 and no other',
      shared: 'as told',
      ...today,
    };
    const sent = await subject.fill(`/concerns/${plain}/entries/3`, right);
    assert.equal(sent.statusCode, 303, sent.body);
    const { state } = (await lead.repository.concern(plain))!;
    assert.deepEqual(
      state.passings.map(one => one.reference),
      ['P1', 'P2 and no other', 'P3'],
    );
  });
}
