import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Pool } from 'pg';
import { addDays, day, type RetentionSchedule } from '@throughcare/pathway';
import { makePool } from '../../src/database/connect.ts';
import type { FilledStream } from '../../src/index.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { dueRecords } from '../../src/lifetime/due-records.ts';
import { keepsOf } from '../../src/lifetime/keeps.ts';
import { retentionOf } from '../../src/lifetime/retention.ts';
import type { Store } from '../../src/store.ts';
import { testRecords, type TestRecords } from '../database.ts';

const MANY = 1200;
const DUE = 130;
const BATCH = 50;
/** Of one record as it is loaded: what is of the record itself, and its entries. */
const ROWS = 1 + 5;
const today = day('2026-03-12');

let at: TestRecords;
let store: Store;
/** How many rows each question to the record gave. */
let fetched: number[];

const schedule: RetentionSchedule = {
  class: 'concern',
  months: 12,
  from: 'ended',
  agreed: 'by_two',
  owner: 'account-1',
  legalReference: 'policy 5, as told',
  setBy: 'a',
  checked: null,
  since: today,
};

/** A closed concern of four entries, closed so many days after a year ago. */
function closed(days: number): FilledStream {
  const on = addDays(day('2025-03-12'), days);
  const recordedAt = Date.parse(`${on}T12:00:00Z`);
  const raise = {
    do: 'raise',
    on,
    source: 'staff',
    immediateDanger: false,
    said: 'as told',
    child: '',
  } as const;
  const mine = {
    do: 'decide',
    on,
    share: false,
    ground: 'no_risk_described',
    reason: 'as told',
    told: true,
  } as const;
  const first = 'account-1';
  const second = 'account-2';
  const commands = [
    [raise, first],
    [{ do: 'name_deciders', on, first, second }, first],
    [mine, first],
    [mine, second],
    [{ do: 'close', on, outcome: 'not_shared' }, first],
  ] as const;
  const steps = commands.map(([command, actor]) => ({ command, actor, recordedAt }));
  return { kind: 'concern', id: randomUUID(), steps };
}

/** A pool that counts the rows of every answer it gives directly, as `load` is asked. */
function counting(pool: Pool): Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<{ rows: unknown[] }>;
  return new Proxy(pool, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (name !== 'query') return typeof found === 'function' ? found.bind(target) : found;
      return async (...args: unknown[]) => {
        const result = await query(...args);
        fetched.push(result.rows.length);
        return result;
      };
    },
  });
}

before(async () => {
  at = await testRecords();
  await at.join('safeguarding_lead');
  // The first are due, one a day; the rest are not yet, from well after.
  const streams = Array.from({ length: MANY }, (_, n) => closed(n < DUE ? -n : 5 + (n % 300)));
  assert.equal((await at.records.fill(at.organisation, streams)).streams, MANY);
  const pool = makePool(at.database.serveUrl, 4);
  const keys = await openRootKeys(pool, at.masterKey);
  store = {
    pool: counting(pool),
    keys,
    openAnew: async () => {},
    kind: 'demonstration',
    rootsFolder: null,
    patienceMs: 30_000,
    clock: () => at.clock.now,
  };
  fetched = [];
});
after(async () => {
  await store.pool.end();
  await at.close();
});

test('E22: of many records that have ended only those that are due are opened, a batch at a time, the longest due first', async () => {
  const keeps = await keepsOf(store, at.organisation);
  fetched = [];
  const batches: number[] = [];
  const until: string[] = [];
  for await (const { looked, due } of dueRecords(store, at.organisation, schedule, keeps)) {
    batches.push(looked);
    until.push(...due.map(one => one.keptUntil));
  }
  assert.equal(until.length, DUE);
  const months = until.map(one => one.slice(0, 7));
  assert.deepEqual(months, months.toSorted());
  assert.ok(batches.every(one => one <= BATCH));
  // The slack is of three days, for months that are shorter than others.
  const looked = batches.reduce((sum, one) => sum + one, 0);
  assert.ok(looked >= DUE && looked <= DUE + 20, String(looked));
  // No answer held more than a batch of them, and all of them together only what was looked at.
  assert.ok(Math.max(...fetched) <= BATCH * ROWS, String(Math.max(...fetched)));
  const all = fetched.reduce((sum, one) => sum + one, 0);
  assert.ok(all <= looked * ROWS + looked, `${all} rows for ${looked} records of ${MANY}`);
});

test('E22: without a schedule nothing that has ended is opened at all, and it is counted', async () => {
  fetched = [];
  const found = await retentionOf(store, at.organisation);
  const of = found.find(one => one.class === 'concern')!;
  assert.deepEqual([of.schedule, of.ended, of.due], [null, MANY, 0]);
  assert.ok(fetched.reduce((sum, one) => sum + one, 0) < BATCH);
});
