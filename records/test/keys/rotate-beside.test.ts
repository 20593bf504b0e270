import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { openRecords, Refused, type Actor, type Records } from '../../src/index.ts';
import { isWrappedBy, type KeyPurpose } from '../../src/keys/data-keys.ts';
import { keyMark } from '../../src/keys/key-mark.ts';
import { readMasterKey, writeKey } from '../../src/keys/master-key.ts';
import { openRootKeys, wrappingMark } from '../../src/keys/root-keys.ts';
import { openingKey, rotateMasterKey } from '../../src/keys/rotate-master-key.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import { agreedContact } from '../caller/agreed-call-back.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;
  let worker: Actor;
  let first: string;
  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
    worker = await at.join('helpline_worker');
    first = await openCase(at.records, ines, { identity: identity({ surname: 'Brackenthistle' }) });
  });
  after(() => at.close());

  const rotate = () => rotateWrappingKey(at.database.serveUrl, at.masterKey);
  const surname = async (records: Records, id = first) =>
    (await records.as(ines).person(id))?.identity?.surname;

  async function raise(records: Records, said: string): Promise<string> {
    const concern = randomUUID();
    const raised = { do: 'raise', on, source: 'staff', immediateDanger: true, said, child: 'P.' } as const;
    await done(records.as(ines).decide('concern', concern, 0, randomUUID(), raised));
    return concern;
  }

  /** Opened from nothing, as after a restart: everything is there, and every data key is under the one key of now. */
  async function wholeAfterRestart(look: (records: Records) => Promise<void>): Promise<void> {
    const again = await at.reopen();
    await look(again);
    const { faults } = await again.verifyAudit();
    assert.deepEqual(faults, []);
    assert.deepEqual((await again.rebuild()).differing, {});
    await withClient(at.database.serveUrl, async db => {
      const { wrapping, others } = await openRootKeys(db, at.masterKey);
      assert.deepEqual(others, []);
      assert.equal(await wrappingMark(db), keyMark(wrapping));
      assert.deepEqual((await keysNotUnder(wrapping)).length, 0);
    });
  }

  async function keysNotUnder(wrapping: Buffer) {
    return withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{
        organisation: string;
        stream: string;
        purpose: KeyPurpose;
        wrapped: Buffer;
      }>('select organisation, stream, purpose, wrapped from throughcare.data_key');
      assert.ok(rows.length > 0);
      return rows.filter(
        row => !isWrappedBy(wrapping, row.organisation, row.stream, row.purpose, row.wrapped),
      );
    });
  }

  test(
    title('beside a service that is idle the key changes; the service reads on and keeps what it is told'),
    async () => {
      const idle = await at.reopen();
      const [byIdle, byOther] = [
        await agreedContact(idle, worker, '07700 900123'),
        await agreedContact(at.records, worker, '07700 900124'),
      ];
      assert.ok((await rotate()) > 0);
      // Each of these is the first that a process does after the change.
      const reading = await at.reopen();
      await rotate();
      assert.equal(await surname(reading), 'Brackenthistle');
      const concern = await raise(idle, 'What a child said, to the word.');
      const newer = await openCase(at.records, ines, {
        identity: identity({ surname: 'Calloway' }),
        reference: 'TC-2',
      });
      await rotate();
      const number = await agreedContact(reading, worker, '07700 900125');
      await rotate();
      const of = (contact: string) => at.records.as(worker).callBackNumber(contact);
      assert.deepEqual(
        [await of(byIdle), await of(byOther), await of(number)],
        ['07700 900123', '07700 900124', '07700 900125'],
      );
      await rotate();
      // The list asks for who people are by another way than a page of one person does.
      assert.match(JSON.stringify(await at.records.as(ines).people({ search: 'Calloway' })), /Calloway/);
      await wholeAfterRestart(async again => {
        assert.equal(await surname(again, newer), 'Calloway');
        assert.match(JSON.stringify(await again.as(ines).concern(concern)), /to the word/);
      });
    },
  );

  test(title('beside a service that writes all the time nothing that it acknowledged is lost'), async () => {
    const busy = await at.reopen();
    const until = { isOver: false };
    const written: { concern: string; case: string; said: string }[] = [];
    const write = async (records: Records, who: number) => {
      for (let n = 0; !until.isOver || n < 3; n++) {
        const said = `writer ${who}, ${n}`;
        const reference = `W-${who}-${n}`;
        const id = await openCase(records, ines, { reference, identity: identity({ surname: 'Dunmore' }) });
        written.push({ said, case: id, concern: await raise(records, said) });
        assert.equal(await surname(records, first), 'Brackenthistle');
      }
    };
    const writers = [busy, busy, at.records, at.records].map(write);
    let changed = 0;
    for (let n = 0; n < 6; n++) changed += await rotate();
    until.isOver = true;
    await Promise.all(writers);
    assert.ok(changed > 6 && written.length > 10);
    await wholeAfterRestart(async again => {
      for (const one of written) {
        assert.equal(await surname(again, one.case), 'Dunmore');
        assert.match(JSON.stringify(await again.as(ines).concern(one.concern)), new RegExp(one.said));
      }
    });
  });

  test(
    title('killed midway, both keys open the record, what is new is under the next one, and it goes on'),
    async () => {
      const other = randomUUID();
      const administrator = { userId: 'account-9', name: 'Bea Marl' };
      await at.records.found({ id: other, name: 'Elsewhere', madeUp: true, on, administrator });
      const [early, last] = [at.organisation, other].sort();
      const { superuserUrl, serveUrl, name } = at.database;
      await withClient(superuserUrl, client =>
        client.query(`create function public.slow() returns trigger language plpgsql as $$ begin
          if new.organisation = '${last}' then perform pg_sleep(20); end if; return new; end $$;
        create trigger slow before update on throughcare.data_key for each row execute function public.slow()`),
      );
      const isAsleep = async () =>
        withClient(superuserUrl, async client => {
          const { rows } = await client.query(
            `select from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'`,
            [name],
          );
          return rows.length > 0;
        });
      const idle = await at.reopen();
      const fixture = join(import.meta.dirname, 'rotates-wrapping.fixture.ts');
      const child = spawn(process.execPath, [fixture, serveUrl, at.masterKey.toString('hex')]);
      while (!(await isAsleep())) await sleep(50);
      await assert.rejects(rotate(), /Another command is changing the keys.*Nothing was changed/s);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await withClient(superuserUrl, async client => {
        await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = '${name}' and wait_event = 'PgSleep'`);
        await client.query('drop function public.slow cascade');
      });
      const halfway = await withClient(serveUrl, db => openRootKeys(db, at.masterKey));
      assert.equal(halfway.others.length, 1);
      const left = await keysNotUnder(halfway.wrapping);
      assert.ok(left.length > 0 && left.every(row => row.organisation === last), early);

      const concern = await raise(idle, 'Said in between.');
      assert.equal(await surname(idle), 'Brackenthistle');
      assert.deepEqual((await (await at.reopen()).verifyAudit()).faults, []);
      assert.equal(
        (await keysNotUnder(halfway.wrapping)).length,
        left.length,
        'what is new is under the next',
      );
      assert.equal(await rotate(), left.length);
      assert.equal(await surname(idle), 'Brackenthistle');
      await wholeAfterRestart(async again => {
        assert.match(JSON.stringify(await again.as(ines).concern(concern)), /Said in between/);
      });
    },
  );

  test(
    title('a change waits for whoever is putting a key in under the one before, and lets nobody pass'),
    async () => {
      const { superuserUrl, serveUrl } = at.database;
      const before = await withClient(serveUrl, db => wrappingMark(db));
      await withClient(superuserUrl, async putting => {
        await putting.query('begin');
        const { rows } = await putting.query<{ now: boolean }>('select throughcare.wraps_now($1) as now', [
          before,
        ]);
        assert.equal(rows[0].now, true);
        const changing = rotate();
        await sleep(300);
        const after = raise(at.records, 'Came while a change waited.');
        await sleep(300);
        assert.equal(await withClient(serveUrl, db => wrappingMark(db)), before);
        await putting.query('commit');
        await changing;
        await after;
        const now = await putting.query<{ now: boolean }>('select throughcare.wraps_now($1) as now', [
          before,
        ]);
        assert.equal(now.rows[0].now, false);
      });
      // In a transaction that began before the change it fails, and says no 'yes' out of an older picture.
      await withClient(superuserUrl, async older => {
        const mark = await wrappingMark(older);
        await older.query('begin isolation level repeatable read; select 1');
        await rotate();
        await assert.rejects(older.query('select throughcare.wraps_now($1)', [mark]), /could not serialize/);
      });
      await wholeAfterRestart(async () => {});
    },
  );

  test(title('a key that did not go over keeps the one before from being given up'), async () => {
    const { superuserUrl } = at.database;
    await withClient(superuserUrl, client =>
      client.query(`create function public.stay() returns trigger language plpgsql as $$ begin
          if new.stream = '${first}' then new.wrapped = old.wrapped; end if; return new; end $$;
        create trigger stay before update on throughcare.data_key for each row execute function public.stay()`),
    );
    await assert.rejects(rotate(), /Not every key.*Both keys are kept/);
    await withClient(superuserUrl, client => client.query('drop function public.stay cascade'));
    assert.equal(await surname(await at.reopen()), 'Brackenthistle');
    await rotate();
    await wholeAfterRestart(async again => assert.equal(await surname(again), 'Brackenthistle'));
  });

  test(
    title(
      'whose master key was changed too asks for it anew; who cannot refuses in words, and saves nothing',
    ),
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'throughcare-keys-'));
      const file = join(folder, 'master.key');
      writeKey(file, at.masterKey);
      const { serveUrl, superuserUrl } = at.database;
      const { rootsFolder } = at;
      const options = { serveUrl, masterKey: at.masterKey, rootsFolder, kind: 'demonstration' } as const;
      const clock = () => at.clock.now;
      const asks = await openRecords({
        ...options,
        clock,
        masterKeyNow: () => openingKey(serveUrl, file, {}),
      });
      const stale = await openRecords({ ...options, clock });
      try {
        await rotateMasterKey(serveUrl, file, {});
        await rotateWrappingKey(serveUrl, readMasterKey(file, {}));
        const concern = await raise(asks, 'Under both new keys.');
        assert.equal(await surname(asks), 'Brackenthistle');
        const entries = async () =>
          withClient(superuserUrl, async client => {
            const { rows } = await client.query('select count(*) as n from throughcare.event');
            return rows[0];
          });
        const before = await entries();
        const inWords = (error: unknown) =>
          error instanceof Refused &&
          /Nothing was saved\. Start it again with the master key/.test(error.message);
        await assert.rejects(raise(stale, 'Not kept.'), inWords);
        await assert.rejects(surname(stale), inWords);
        assert.deepEqual(await entries(), before);
        const again = await openRecords({ ...options, clock, masterKey: readMasterKey(file, {}) });
        assert.match(JSON.stringify(await again.as(ines).concern(concern)), /Under both new keys/);
        await again.close();
      } finally {
        await asks.close();
        await stale.close();
        rmSync(folder, { recursive: true });
      }
    },
  );
}
