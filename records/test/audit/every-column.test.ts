import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import { day } from '@throughcare/pathway';
import { openRecords, type Fault } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';
import { walk, type Walked } from '../walk.ts';
import { another, columnsOf, copyRows, pastTriggers, putRows, takeRulesAway, type Rows } from './by-hand.ts';

const watched = ['event', 'stream', 'access', 'seal', 'daily_root', 'data_key'];
const DAY = 86_400_000;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let firstDay: Rows;
  let whole: Rows;

  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    await at.records.as(walked.practitioner).person(walked.cases[0]);
    await at.records.tend();
    firstDay = await asSuperuser(copyRows);
    at.clock.now += DAY;
    await openCase(at.records, walked.practitioner, { reference: 'TC-3' });
    await at.records.as(walked.practitioner).today();
    await at.records.tend();
    whole = await asSuperuser(copyRows);
    await asSuperuser(client => takeRulesAway(client, watched));
  });
  after(() => at.close());

  function asSuperuser<Value>(work: (client: Client) => Promise<Value>): Promise<Value> {
    return withClient(at.database.superuserUrl, work);
  }

  /** What is found when a superuser has done something by hand; all is put back after. */
  async function found(work: (client: Client) => Promise<unknown>): Promise<readonly Fault[]> {
    return asSuperuser(async client => {
      await pastTriggers(client);
      await work(client);
      const report = await at.records.verifyAudit();
      await putRows(client, whole);
      assert.equal(report.whole, report.faults.length === 0);
      return report.faults;
    });
  }

  test(title('E21: put back by hand as it was, the record is whole'), async () => {
    assert.deepEqual(await found(client => putRows(client, whole)), []);
  });

  for (const table of watched) {
    test(title(`E21: a change to any column of ${table} is found, one that is added later too`), async () => {
      const columns = await asSuperuser(client => columnsOf(client, table));
      assert.ok(columns.length > 3);
      for (const { name, type } of columns) {
        const faults = await found(async client => {
          const { rowCount } = await client.query(
            `update throughcare.${table} set ${name} = ${another[type](name)}
              where ctid = (select ctid from throughcare.${table} where ${name} is not null order by ctid limit 1)
                and tableoid = (select tableoid from throughcare.${table} where ${name} is not null order by ctid limit 1)`,
          );
          assert.equal(rowCount, 1, `${table}.${name} was not changed`);
        });
        assert.notDeepEqual(faults, [], `${table}.${name}`);
      }
    });

    test(title(`E21: a row of ${table} that is taken out is found`), async () => {
      const faults = await found(client =>
        client.query(`with one as (select ctid, tableoid from throughcare.${table} order by ctid limit 1)
          delete from throughcare.${table} t using one where t.ctid = one.ctid and t.tableoid = one.tableoid`),
      );
      assert.notDeepEqual(faults, []);
    });
  }

  test(
    title('E21: a key of a record that never was, or that another kind of record has, is found'),
    async () => {
      const faults = await found(client =>
        client.query(`insert into throughcare.data_key
        select organisation, gen_random_uuid(), kind, purpose, wrapped from throughcare.data_key limit 1`),
      );
      assert.deepEqual([faults[0].table, faults[0].what], ['data_key', 'inserted']);
    },
  );

  test(title('E21: keys that changed places, and a key passed off as erased, are found'), async () => {
    const [a, b] = walked.cases;
    const swapped = await found(client =>
      client.query(
        `update throughcare.data_key k set wrapped = o.wrapped from throughcare.data_key o
          where k.stream = any ($1) and o.stream = any ($1) and k.stream <> o.stream and k.purpose = o.purpose`,
        [[a, b]],
      ),
    );
    assert.deepEqual(
      swapped.map(one => one.what),
      Array(4).fill('altered'),
    );
    const erased = await found(async client => {
      await client.query('delete from throughcare.data_key where stream = $1', [a]);
      await client.query(
        `insert into throughcare.erasure (organisation, number, stream, content, signature)
          values ($1::uuid, 1, $2::uuid, jsonb_build_object('organisation', $1::uuid, 'number', 1, 'stream', $2::uuid, 'previous', null), '\\x00')`,
        [at.organisation, a],
      );
    });
    assert.ok(erased.some(one => one.table === 'erasure' && one.what === 'altered'));
    assert.ok(erased.some(one => one.table === 'data_key' && one.what === 'removed' && one.row.includes(a)));
  });

  test(title('E21: two records that changed places are found'), async () => {
    const [a, b] = walked.cases;
    const faults = await found(async client => {
      for (const [table, column] of [
        ['event', 'stream'],
        ['stream', 'id'],
        ['data_key', 'stream'],
      ]) {
        for (const [from, to] of [
          [a, randomUUID()],
          [b, a],
        ]) {
          await client.query(`update throughcare.${table} set ${column} = $2 where ${column} = $1`, [
            from,
            to,
          ]);
        }
      }
    });
    assert.ok(faults.some(one => one.table === 'event' && one.row.includes(a)));
  });

  test(title('E21: a whole day that was put back, in every table at once, is found'), async () => {
    const faults = await found(client => putRows(client, firstDay));
    assert.ok(faults.some(one => one.table === 'seal' && one.what === 'removed'));
    assert.ok(faults.some(one => one.table === 'daily_root' && one.what === 'removed'));
  });

  test(
    title('E21: a history that somebody without the keys made up whole, and consistently, is found'),
    async () => {
      const evil = await testRecords({ version });
      try {
        const founding = { name: 'Fernside', madeUp: true, on: day('2022-01-03') } as const;
        await evil.records.found({ ...founding, id: at.organisation, administrator: at.administrator });
        const ines = { userId: 'ines', organisationId: at.organisation, name: 'Ines' };
        const join = {
          do: 'join',
          on: day('2022-01-03'),
          user: 'ines',
          name: 'Ines',
          roles: ['practitioner'],
        } as const;
        await done(
          evil.records
            .as(at.administrator)
            .decide('organisation', at.organisation, 'latest', randomUUID(), join),
        );
        await openCase(evil.records, ines);
        await evil.records.tend();
        evil.clock.now += DAY;
        await evil.records.tend();
        assert.equal((await evil.records.verifyAudit()).whole, true);
        const made = await withClient(evil.database.superuserUrl, copyRows);

        // With the keys of the attacker the record does not open for us at all; with ours, nothing in it fits.
        const faults = await found(async client => {
          await putRows(client, made);
          await assert.rejects(at.reopen(), /master key does not open this database/);
          await putRows(client, new Map([['root_key', whole.get('root_key')!]]));
        });
        assert.equal(faults[0].table, 'event');
        assert.ok(faults.some(one => one.table === 'daily_root'));
      } finally {
        await evil.close();
      }
    },
  );

  test(
    title('E21: a change to any column of root_key shuts the record, or is found when it is opened'),
    async () => {
      const columns = await asSuperuser(client => columnsOf(client, 'root_key'));
      assert.deepEqual(columns.map(one => one.name).sort(), ['purpose', 'wrapped']);
      const wrapped = await reopened(
        `set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)`,
        'digest',
      );
      assert.match(String(wrapped), /master key does not open this database/);
      for (const purpose of ['digest', 'index', 'code', 'signing', 'service']) {
        const faults = await reopened(`set purpose = purpose || 'x'`, purpose);
        assert.ok(Array.isArray(faults) && faults.length > 0, purpose);
      }
    },
  );

  test(
    title(
      'E21: another mark of the key above the keys of records is found, and nothing new is saved under it',
    ),
    async () => {
      const faults = await found(async client => {
        await client.query(`update throughcare.wrapping_mark set mark = reverse(mark)`);
        await assert.rejects(
          openCase(at.records, walked.practitioner, { reference: 'TC-4' }),
          /is not the one that this program knows. Nothing was saved/,
        );
      });
      assert.deepEqual(
        faults.map(one => [one.table, one.what]),
        [['root_key', 'altered']],
      );
      // Taken out it is put back, from the key itself.
      assert.deepEqual(await found(client => client.query('delete from throughcare.wrapping_mark')), []);
    },
  );

  /** What another opening of the record finds, or says, after a change to a row of root_key. */
  async function reopened(change: string, purpose: string): Promise<unknown> {
    return asSuperuser(async client => {
      await pastTriggers(client);
      await client.query(`update throughcare.root_key ${change} where purpose = $1`, [purpose]);
      const opening = openRecords({
        serveUrl: at.database.serveUrl,
        masterKey: at.masterKey,
        rootsFolder: at.rootsFolder,
        kind: 'demonstration',
        clock: () => at.clock.now,
      });
      const given = await opening.then(
        async records => {
          const { faults } = await records.verifyAudit();
          await records.close();
          return faults;
        },
        (error: unknown) => error,
      );
      await putRows(client, whole);
      return given;
    });
  }
}
