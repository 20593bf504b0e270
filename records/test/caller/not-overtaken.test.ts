import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addDays, day } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';

const DAY = 24 * 3_600_000;
const first = day('2026-03-12');

for (const version of postgresVersions) {
  let at: TestRecords;
  let worker: Actor;
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E44: whoever wrote after an ending waits on the desk, whatever day that ending is put right to`, async () => {
    const begin = at.clock.now;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.nat(3),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
        async (ended, wait, corrected) => {
          const mine = at.records.as(worker);
          at.clock.now = begin;
          const given = await at.records
            .asCaller(at.organisation)
            .open(randomUUID(), { group: 'own_behaviour', statement: '2026-1', words: 'as told' });
          assert.ok(given.ok);
          const caller = await at.records.asCaller(at.organisation).withCode(given.code);
          assert.ok(caller !== null && caller !== 'wait');
          const { contact } = (await mine.contacts()).find(
            one => one.openedAt === begin && !known.has(one.contact),
          )!;
          known.add(contact);
          const decide = (command: object) =>
            mine.decide('contact', contact, 'latest', randomUUID(), command as never);
          await done(decide({ do: 'answer', on: first, worker: worker.userId, words: 'as told' }));

          at.clock.now = begin + ended * DAY;
          const end = { do: 'end', on: addDays(first, ended), how: 'answered' };
          const { versions } = await done(decide(end));
          at.clock.now += wait * DAY;
          assert.deepEqual(await caller.write(randomUUID(), 'one more thing'), { ok: true });

          at.clock.now = begin + 10 * DAY;
          for (const later of corrected) {
            const { version: seen } = (await mine.contact(contact))!;
            const right = { ...end, on: addDays(first, later) } as never;
            const outcome = await mine.correct(
              'contact',
              contact,
              seen,
              randomUUID(),
              versions[contact],
              right,
              'entered_wrongly',
            );
            if (!outcome.ok) assert.equal(outcome.reason, 'refused');
            if (later > ended + wait) {
              assert.ok(!outcome.ok && outcome.reason === 'refused');
              assert.equal(outcome.refusal.code, 'wrote_since');
              assert.match(
                outcome.refusal.words,
                /after this was recorded, and waits for an answer\. Nothing was saved/,
              );
            }
            const row = (await mine.contacts()).find(one => one.contact === contact)!;
            assert.equal(row.status, 'waiting');
          }
        },
      ),
      { numRuns: 25 },
    );
  });
}

const known = new Set<string>();
