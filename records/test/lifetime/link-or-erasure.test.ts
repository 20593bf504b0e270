import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import type { Records } from '../../src/index.ts';
import { postgresVersions } from '../database.ts';
import { done, openCase } from '../people.ts';
import { act, keysOf, on, raised, withLeads, type WithLeads } from './concerned.ts';

const ROUNDS = 30;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: WithLeads;
  let elsewhere: Records;
  before(async () => {
    at = await withLeads(version);
    elsewhere = await at.reopen();
  });
  after(() => at.close());

  /** Somebody whose case is closed and whose erasure one person has asked for. */
  async function asked(reference: string): Promise<string> {
    const id = await openCase(at.records, at.ines, { reference, stage: 'not_known_to_police' });
    const mine = at.records.as(at.ines);
    const close = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null } as const;
    await done(mine.decide('case', id, 'latest', randomUUID(), close));
    const ask = {
      do: 'ask_erasure',
      on,
      ground: 'unlawfully_held',
      personAsked: false,
      reason: 'as told',
    } as const;
    await done(at.records.as(at.lead).decide('case', id, 'latest', randomUUID(), ask));
    return id;
  }

  test(
    title('a concern linked in the instant of an erasure: one of the two comes first, and the other is told'),
    async () => {
      const first = { link: 0, erasure: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const person = await asked(`TC-${version}-${round}`);
        const concern = await raised(at);
        const { version: expected } = (await at.records.as(at.other).person(person))!;
        const link = { do: 'link_to_case', on, case: person } as const;
        const linking = () => elsewhere.as(at.lead).decide('concern', concern, 'latest', randomUUID(), link);
        const erasing = () =>
          at.records.as(at.other).agreeErasure(randomUUID(), { case: person, expected, on });
        const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
        // The first two rounds have an order; then both come near each other, by how much changes.
        const begun = round === 1 ? erasing() : linking();
        await (round < 2 ? begun : later(round % 14));
        const then = await (round === 1 ? linking() : erasing());
        const [linked, erased] = round === 1 ? [then, await begun] : [await begun, then];
        assert.notEqual(linked.ok, erased.ok, `round ${round}: ${JSON.stringify([linked, erased])}`);
        if (linked.ok) {
          first.link += 1;
          assert.ok(!erased.ok && erased.reason === 'refused' && erased.refusal.code === 'open_elsewhere');
          assert.equal(await keysOf(at, person), 2);
        } else {
          first.erasure += 1;
          assert.ok(linked.reason === 'refused');
          assert.equal(linked.refusal.code, 'no_such_case');
          assert.match(linked.refusal.words, /The link was not saved\./);
          assert.deepEqual((await at.records.as(at.lead).concern(concern))?.linked, []);
          assert.equal(await keysOf(at, person), 0);
        }
      }
      assert.ok(first.link > 0 && first.erasure > 0, JSON.stringify(first));
    },
  );

  test(
    title('E34: an erasure under way holds up no concern, neither raising one nor passing it on'),
    async () => {
      const person = await asked(`TC-${version}-held`);
      const concern = await raised(at, { from: person });
      await withClient(at.database.superuserUrl, async holder => {
        const lock = "(hashtext('throughcare.erasing'), hashtext($1))";
        await holder.query(`select pg_advisory_lock${lock}`, [at.organisation]);
        await raised(at, { from: person });
        await act(at, at.lead, concern, { do: 'pass_on', on, to: 'duty_desk', reference: 'D 1' });
        // A link has to wait for it, and goes through once it is over.
        const link = { do: 'link_to_case', on, case: person } as const;
        const linking = at.records.as(at.lead).decide('concern', concern, 'latest', randomUUID(), link);
        const linked = { over: false };
        void linking.finally(() => (linked.over = true));
        let waiting = 0;
        while (!linked.over && waiting === 0) {
          const { rowCount } = await holder.query(
            "select from pg_locks where locktype = 'advisory' and not granted",
          );
          waiting = rowCount ?? 0;
        }
        assert.equal(waiting, 1);
        await holder.query(`select pg_advisory_unlock${lock}`, [at.organisation]);
        await done(linking);
      });
    },
  );
}
