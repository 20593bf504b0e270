import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import { withClient } from '../../src/database/connect.ts';
import type { Actor, Records } from '../../src/index.ts';
import { postgresVersions } from '../database.ts';
import { done, openCase } from '../people.ts';
import { untilWaiting } from '../waiting.ts';
import { keysOf, on, withLeads, type WithLeads } from './concerned.ts';
import { asked, endedContact, free, holdOn, schedule } from './holding.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: WithLeads;
  let elsewhere: Records;
  let worker: Actor;
  before(async () => {
    at = await withLeads(version);
    elsewhere = await at.reopen();
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  /** Does something while a superuser is in the middle of a transaction, and what waits for that is held back. */
  async function heldBack<Value>(
    sql: string,
    values: unknown[],
    during: (holder: Client) => Promise<Value>,
  ): Promise<Value> {
    return withClient(at.database.superuserUrl, async holder => {
      await holder.query('begin');
      await holder.query(sql, values);
      return during(holder);
    });
  }

  const place = (scope: 'casework' | 'contact', hold: string) =>
    asked({ ...at, records: elsewhere }, holdOn(at, scope, hold), at.lead, hold);

  /** Holds back the setting of this hold where it has begun: somebody else is at the same command. */
  const whileSetting = <Value>(hold: string, during: (holder: Client) => Promise<Value>) =>
    heldBack(
      `insert into throughcare.command (organisation, id, fingerprint) values ($1, $2, '')`,
      [at.organisation, hold],
      during,
    );
  /** Holds back an erasure where all is done but for the line that says so. */
  const whileErasing = <Value>(during: (holder: Client) => Promise<Value>) =>
    heldBack('lock table throughcare.erasure in share mode', [], during);

  /** Somebody whose case is closed and whose erasure one lead has asked for; gives what the other has to do. */
  async function askedFor(reference: string) {
    const person = await openCase(at.records, at.ines, { reference, stage: 'not_known_to_police' });
    const close = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null } as const;
    await done(at.records.as(at.ines).decide('case', person, 'latest', randomUUID(), close));
    const ask = {
      do: 'ask_erasure',
      on,
      ground: 'unlawfully_held',
      personAsked: false,
      reason: 'as told',
    } as const;
    await done(at.records.as(at.lead).decide('case', person, 'latest', randomUUID(), ask));
    const { version: expected } = (await at.records.as(at.other).person(person))!;
    const agree = () => at.records.as(at.other).agreeErasure(randomUUID(), { case: person, expected, on });
    return { person, agree };
  }

  test(title('a hold that is being set while two people agree wins: the record stays'), async () => {
    const { person, agree } = await askedFor('TC-1');
    const hold = randomUUID();
    const agreed = await whileSetting(hold, async holder => {
      const holding = place('casework', hold);
      assert.ok(await untilWaiting(holder, 1, holding));
      const agreeing = agree();
      assert.ok(await untilWaiting(holder, 2, agreeing), 'the erasure did not wait for the hold');
      await holder.query('rollback');
      await done(holding);
      return agreeing;
    });
    assert.ok(!agreed.ok && agreed.reason === 'refused');
    assert.equal(agreed.refusal.code, 'held');
    assert.equal(await keysOf(at, person), 2);
    await done(asked(at, free(hold), at.other));
  });

  test(
    title('a hold that comes while an erasure is under way stands after it, for all the others'),
    async () => {
      const { person, agree } = await askedFor('TC-2');
      const other = await askedFor('TC-3');
      const hold = randomUUID();
      await whileErasing(async holder => {
        const agreeing = agree();
        assert.ok(await untilWaiting(holder, 1, agreeing));
        const holding = place('casework', hold);
        assert.ok(await untilWaiting(holder, 2, holding), 'the hold was set within an erasure');
        await holder.query('rollback');
        await done(agreeing);
        await done(holding);
      });
      assert.equal(await keysOf(at, person), 0);
      const refused = await other.agree();
      assert.equal(!refused.ok && refused.reason === 'refused' && refused.refusal.code, 'held');
      await done(asked(at, free(hold), at.other));
    },
  );

  test(title('a hold that is being set while the nightly round lets records go wins over it'), async () => {
    await schedule(at, 'contact', 'by_schedule');
    const contact = await endedContact(at, worker);
    at.clock.now = Date.UTC(2026, 5, 12, 10);
    const hold = randomUUID();
    await whileSetting(hold, async holder => {
      const holding = place('contact', hold);
      assert.ok(await untilWaiting(holder, 1, holding));
      const round = at.records.tend();
      assert.ok(await untilWaiting(holder, 2, round), 'the round did not wait for the hold');
      await holder.query('rollback');
      await done(holding);
      await round;
    });
    assert.equal(await keysOf(at, contact), 1);
    const nextDay = () => {
      at.clock.now += 86_400_000;
      return at.records.tend();
    };
    await nextDay();
    assert.equal(await keysOf(at, contact), 1, 'and on every day on which it stands');
    await done(asked(at, free(hold), at.other));
    await nextDay();
    assert.equal(await keysOf(at, contact), 0);
  });
}
