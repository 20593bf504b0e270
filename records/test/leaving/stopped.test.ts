import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, type TestDatabase } from '../database.ts';
import { assertArrived, countsIn, elsewhere, house, type Elsewhere, type House } from './moving.ts';

const fixture = fileURLToPath(new URL('imports.fixture.ts', import.meta.url));

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E42: ${words}`;
  let from: House;
  before(async () => {
    from = await house(version);
  });
  after(() => from.close());

  test(title('an import never stopped, and once more: the second changes nothing and says so'), async () => {
    const to = await elsewhere(from.at, version);
    try {
      const first = await to.records.importEverything({ folder: from.folder });
      assert.ok(first.streams > 5 && first.erasures === 1 && first.already === 0);
      const standing = await countsIn(to.database);
      const second = await to.records.importEverything({ folder: from.folder });
      assert.deepEqual([second.streams, second.events, second.erasures], [0, 0, 0]);
      assert.equal(second.already, first.streams);
      assert.deepEqual(await countsIn(to.database), standing);
      await assertArrived(from, to);
      const auditor = to.records.as(from.at.walked.auditor);
      const { rows } = await auditor.auditTrail({ sinceMs: 0, kind: 'organisation', act: 'read' });
      const begun = rows.find(one => one.what === 'import' && one.detail.includes('import: begun'));
      const hash = createHash('sha256').update(readFileSync(join(from.folder, 'access.jsonl')));
      assert.ok(
        begun?.detail.includes(`access.jsonl: ${hash.digest('hex')}`),
        'by which the kept file is known (E21)',
      );
    } finally {
      await to.close();
    }
  });

  test(
    title(
      'stopped at random moments by a database that refuses or breaks off, it goes on and is the same record',
    ),
    async () => {
      const stop = fc.record({
        writes: fc.integer({ min: 1, max: 30 }),
        how: fc.constantFrom('refuses', 'breaks off'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(stop, { minLength: 1, maxLength: 4 }), async stops => {
          const to = await elsewhere(from.at, version);
          try {
            await stopping(to.database, async stopAt => {
              for (const { writes, how } of stops) {
                await stopAt(writes, how);
                const stopped = await to.records
                  .importEverything({ folder: from.folder })
                  .catch(() => 'stopped');
                if (stopped === 'stopped') await assertNobodySeesHalf(from, to);
              }
            });
            await to.records.importEverything({ folder: from.folder });
            await assertImportedOnce(to);
            await assertArrived(from, to);
          } finally {
            await to.close();
          }
        }),
        // Each is a database of its own; the last of them stops after the last entry and before the end is written down.
        {
          numRuns: 3,
          endOnFailure: true,
          examples: [[[{ writes: 17, how: 'refuses' }]], [[{ writes: 28, how: 'breaks off' }]]],
        },
      );
    },
  );

  test(title('killed at random moments, it goes on and is the same record'), async t => {
    const to = await elsewhere(from.at, version);
    try {
      const [moments] = fc.sample(
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 2, maxLength: 2 }),
        1,
      );
      t.diagnostic(`killed after ${moments.join(' and ')} steps`);
      for (const steps of moments) {
        await killedAfter(steps, [
          to.database.serveUrl,
          to.masterKey.toString('hex'),
          from.folder,
          String(from.at.clock.now),
        ]);
        await letGo(to);
      }
      await to.records.importEverything({ folder: from.folder });
      await assertImportedOnce(to);
      await assertArrived(from, to);
    } finally {
      await to.close();
    }
  });
}

/** Before all of it is here there is no organisation that anybody could work in, and nothing goes by a schedule (E22). */
async function assertNobodySeesHalf({ at }: House, { records, database }: Elsewhere): Promise<void> {
  const { organisation, case: cases } = await streamsIn(database);
  if (organisation > 0) assert.ok(cases > 0);
  else assert.deepEqual(await records.as(at.administrator).roles(), []);
}

async function streamsIn(database: TestDatabase): Promise<{ organisation: number; case: number }> {
  return withClient(database.superuserUrl, async client => {
    const { rows } = await client.query<{ organisation: number; case: number }>(
      `select count(*) filter (where kind = 'organisation')::int as organisation,
         count(*) filter (where kind = 'case')::int as case from throughcare.stream`,
    );
    return rows[0];
  });
}

async function assertImportedOnce({ database }: Elsewhere): Promise<void> {
  await withClient(database.superuserUrl, async client => {
    const { rows } = await client.query<{ import: string; n: number }>(
      `select detail ->> 'import' as import, count(*)::int as n from throughcare.access where what = 'import' group by 1 order by 1`,
    );
    assert.deepEqual(rows, [
      { import: 'begun', n: 1 },
      { import: 'done', n: 1 },
    ]);
  });
}

/** Lets the database refuse, or break the connection off, at the nth statement that writes. */
async function stopping(
  database: TestDatabase,
  work: (stopAt: (writes: number, how: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  await withClient(database.superuserUrl, async client => {
    const tables = ['event', 'data_key', 'access', 'erasure'];
    await client.query('create sequence public.writes');
    await client.query('grant all on public.writes to public; grant usage on schema public to public');
    const stopAt = async (writes: number, how: string) => {
      const stop =
        how === 'refuses' ? `raise exception 'no more';` : 'perform pg_terminate_backend(pg_backend_pid());';
      await client.query(
        `create or replace function public.stop_writing() returns trigger language plpgsql security definer as $$
         begin if nextval('public.writes') = ${writes} then ${stop} end if; return null; end $$;
         alter sequence public.writes restart`,
      );
    };
    await stopAt(0, 'refuses');
    for (const name of tables) {
      await client.query(
        `create trigger stop_writing before insert on throughcare.${name} for each statement execute function public.stop_writing()`,
      );
    }
    await work(stopAt);
    for (const name of tables) await client.query(`drop trigger stop_writing on throughcare.${name}`);
  });
}

/** The database notices by itself that the process is gone, once it has done what that one asked for last. */
async function letGo({ database }: Elsewhere): Promise<void> {
  await withClient(database.superuserUrl, async client => {
    for (;;) {
      const { rowCount } = await client.query(
        `select from pg_locks l join pg_database d on d.oid = l.database
          where l.locktype = 'advisory' and d.datname = current_database()`,
      );
      if (rowCount === 0) return;
      await delay(10);
    }
  });
}

async function killedAfter(moments: number, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [fixture, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = 0;
  child.stdout.on('data', (text: Buffer) => {
    told += text.length;
    if (told >= moments) child.kill('SIGKILL');
  });
  await once(child, 'close');
}
