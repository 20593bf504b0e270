import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { openRecords } from '../../src/index.ts';
import { done } from '../people.ts';
import { openKeeping, on } from './keeping.ts';

const { at, set, check, lead, second, closedCase, endedContact } = await openKeeping();
after(() => at.close());

test('E22: what is due and is held by somebody else stays, in words, keeps nothing else from being done, and goes in the next round', async () => {
  const yearly = { class: 'contact', months: 12, agreed: 'by_schedule' } as const;
  await done(set(yearly));
  await done(check(yearly));
  const contact = await endedContact();
  at.clock.now += 3 * 366 * 86_400_000;
  const { masterKey, rootsFolder, database } = at;
  const clock = () => at.clock.now;
  const options = { masterKey, rootsFolder, kind: 'demonstration', clock, patienceMs: 1200 } as const;
  const records = await openRecords({ ...options, serveUrl: database.serveUrl });
  await withClient(database.superuserUrl, async holder => {
    const isThere = async () =>
      (await holder.query('select from throughcare.data_key where stream = $1', [contact])).rowCount;
    await holder.query('begin');
    await holder.query('select from throughcare.data_key where stream = $1 for update', [contact]);
    await assert.rejects(records.tend(), /held by somebody else.*they stay until the next round/s);
    assert.equal(await isThere(), 1);
    const sealed = await records.verifyAudit();
    assert.deepEqual([sealed.faults, sealed.unsealed.events], [[], 0], 'what comes after it was done');
    await holder.query('rollback');
    await records.tend();
    assert.equal(await isThere(), 0);
  });
  await records.close();
});

test('E22: an erasure that two people agree on gives up in words where somebody holds the record, and then is done', async () => {
  const id = await closedCase('TC-HELD');
  const ask = {
    do: 'ask_erasure',
    on,
    ground: 'no_longer_needed',
    personAsked: true,
    reason: 'as told',
  } as const;
  await done(at.records.as(lead).decide('case', id, 'latest', randomUUID(), ask));
  const { masterKey, rootsFolder, database } = at;
  const clock = () => at.clock.now;
  const options = { masterKey, rootsFolder, kind: 'demonstration', clock, patienceMs: 1200 } as const;
  const records = await openRecords({ ...options, serveUrl: database.serveUrl });
  const mine = records.as(second);
  const agree = async () =>
    mine.agreeErasure(randomUUID(), { case: id, expected: (await mine.person(id))!.version, on });
  await withClient(database.superuserUrl, async holder => {
    await holder.query('begin');
    await holder.query('select from throughcare.data_key where stream = $1 for update', [id]);
    const outcome = await agree();
    assert.ok(!outcome.ok && outcome.reason === 'refused');
    assert.equal(outcome.refusal.code, 'held_meanwhile');
    assert.match(outcome.refusal.words, /Nothing was erased\. Try again in a minute/);
    await holder.query('rollback');
  });
  await done(agree());
  assert.deepEqual((await records.verifyAudit()).faults, []);
  await records.close();
});
