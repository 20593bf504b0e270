import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import type { AuditProgress, Fault } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { walk, type Walked } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    await at.records.as(walked.practitioner).person(walked.cases[0]);
    await at.records.as(walked.auditor).auditTrail({ sinceMs: 0 });
    await at.records.tend();
    at.clock.now += 86_400_000;
    await at.records.as(walked.practitioner).today();
    await at.records.tend();
  });
  after(() => at.close());

  /** What a superuser does by hand, looked at, and taken back. */
  async function tamper(sql: string, values: unknown[] = []): Promise<readonly Fault[]> {
    return withClient(at.database.superuserUrl, async client => {
      const keep = await copies(client);
      await client.query('set session_replication_role = replica');
      const { rowCount } = await client.query(sql, values);
      assert.ok(rowCount && rowCount > 0, `changed nothing: ${sql}`);
      const report = await at.records.verifyAudit();
      await restore(client, keep);
      assert.equal(report.whole, false, sql);
      assert.equal(report.first, report.faults[0]);
      return report.faults;
    });
  }

  test(title('E21: an untouched record is whole, with everything under a seal'), async () => {
    const report = await at.records.verifyAudit();
    assert.deepEqual([report.whole, report.faults, report.unsealed], [true, [], { events: 0, access: 0 }]);
    assert.deepEqual(report.projections, {});
    assert.equal(report.checked.roots, 2);
    assert.ok(report.checked.events > 20 && report.checked.access > 3);
  });

  test(
    title('E21: a check says how far it has come, step by step, and stops where it is told to'),
    async () => {
      const seen: AuditProgress[] = [];
      const report = await at.records.verifyAudit(progress => seen.push(progress));
      assert.deepEqual([...new Set(seen.map(one => one.step))], ['events', 'access', 'projections']);
      const last = (step: AuditProgress['step']) => seen.findLast(one => one.step === step)!;
      assert.equal(last('access').done, report.checked.access);
      assert.deepEqual(last('projections'), {
        step: 'projections',
        done: report.checked.events,
        of: report.checked.events,
      });
      for (const { done, of } of seen) assert.ok(done > 0 && done <= of);
      for (const step of ['events', 'access', 'projections']) {
        const stopped = at.records.verifyAudit(progress => {
          if (progress.step === step) throw new Error('stopped here');
        });
        await assert.rejects(stopped, /stopped here/);
      }
      assert.ok((await at.records.verifyAudit()).whole);
    },
  );

  test(title('E21: a change to any column of any event is found, and the row is named'), async () => {
    const id = walked.cases[0];
    const changes: Record<string, string> = {
      type: `'other'`,
      schema: '2',
      occurred_on: `occurred_on + 1`,
      recorded_at: `recorded_at + interval '1 millisecond'`,
      actor: `'somebody'`,
      command: 'gen_random_uuid()',
      facts: `set_byte(facts, 20, get_byte(facts, 20) # 1)`,
      identity: `'\\x01'`,
      digest: `set_byte(digest, 0, get_byte(digest, 0) # 1)`,
      kind: `'group'`,
      position: '100000',
      organisation: 'gen_random_uuid()',
      stream: 'gen_random_uuid()',
      version: '99',
    };
    const { rows } = await withClient(at.database.superuserUrl, client =>
      client.query<{ name: string }>(
        `select column_name as name from information_schema.columns where table_schema = 'throughcare' and table_name = 'event'`,
      ),
    );
    assert.deepEqual(rows.map(row => row.name).sort(), Object.keys(changes).sort());
    for (const [column, value] of Object.entries(changes)) {
      const faults = await tamper(
        `update throughcare.event set ${column} = ${column === 'position' ? 'default' : value} where stream = $1 and version = 3`,
        [id],
      );
      assert.ok(
        faults.some(one => one.table === 'event' && one.row.includes(`version 3 of`) && one.row.includes(id)),
        `${column}: ${JSON.stringify(faults)}`,
      );
    }
  });

  test(title('E21: an altered event is called altered, and is the first that is named'), async () => {
    const faults = await tamper(
      `update throughcare.event set actor = 'x' where stream = $1 and version = 2`,
      [walked.cases[1]],
    );
    assert.deepEqual(faults[0], {
      table: 'event',
      what: 'altered',
      row: `version 2 of case ${walked.cases[1]}`,
    });
  });

  test(
    title('E21: a removed event is named, from the middle and from the tail, also when its head follows'),
    async () => {
      const id = walked.cases[0];
      const middle = await tamper(`delete from throughcare.event where stream = $1 and version = 3`, [id]);
      assert.deepEqual(middle[0], { table: 'event', what: 'removed', row: `version 3 of case ${id}` });
      const tail = await tamper(
        `with last as (
          delete from throughcare.event e where stream = $1
            and version = (select max(version) from throughcare.event where stream = $1) returning version)
        update throughcare.stream s set version = s.version - 1,
            digest = (select digest from throughcare.event where stream = $1 and version = s.version - 1)
          where s.id = $1`,
        [id],
      );
      assert.ok(tail.every(one => one.what === 'removed' && one.table === 'event'));
      assert.match(tail[0].row, new RegExp(`version \\d+ of stream ${id}`));
    },
  );

  test(title('E21: a stream that was taken out whole is found'), async () => {
    const faults = await tamper(
      `with gone as (delete from throughcare.event where stream = $1), head as (delete from throughcare.stream where id = $1)
        delete from throughcare.concern_row where id = $1`,
      [walked.concern],
    );
    assert.equal(faults[0].what, 'removed');
    // Its key stands there still, as the key of nothing.
    assert.ok(faults.every(one => one.row.includes(walked.concern)));
  });

  test(title('E21: an inserted event is found, whether or not the head follows'), async () => {
    const copy = `insert into throughcare.event overriding system value
      select case when $2 then -5 else nextval(pg_get_serial_sequence('throughcare.event', 'position')) end,
          organisation, kind, stream, (select max(version) + 1 from throughcare.event where stream = $1), type, schema,
          occurred_on, recorded_at, actor, command, facts, identity, digest
        from throughcare.event where stream = $1 and version = 3`;
    for (const below of [true, false]) {
      const faults = await tamper(copy, [walked.cases[0], below]);
      assert.match(faults[0].row, new RegExp(walked.cases[0]));
      assert.ok(faults.some(one => one.what === 'inserted' || one.what === 'reordered'));
    }
  });

  test(title('E21: two events that changed places are called moved'), async () => {
    const faults = await tamper(
      `update throughcare.event set version = case version when 3 then 104 else 103 end where stream = $1 and version in (3, 4)`,
      [walked.cases[0]],
    );
    assert.ok(faults.length > 0);
    const swapped = await withClient(at.database.superuserUrl, async client => {
      const keep = await copies(client);
      await client.query('set session_replication_role = replica');
      for (const [from, to] of [
        [3, 100],
        [4, 3],
        [100, 4],
      ]) {
        await client.query('update throughcare.event set version = $3 where stream = $1 and version = $2', [
          walked.cases[0],
          from,
          to,
        ]);
      }
      const report = await at.records.verifyAudit();
      await restore(client, keep);
      return report.faults;
    });
    assert.deepEqual(swapped[0], {
      table: 'event',
      what: 'reordered',
      row: `version 3 of case ${walked.cases[0]}`,
    });
  });

  test(
    title('E21: the access log: a row altered in any column, removed, inserted or renumbered is found'),
    async () => {
      const changes: Record<string, string> = {
        at: `at + interval '1 millisecond'`,
        user_id: `'nobody'`,
        act: `'exported'`,
        what: `'other'`,
        kind: `'concern'`,
        streams: 'array[gen_random_uuid()]',
        detail: `'{"rows": 0, "changed": true}'`,
      };
      for (const [column, value] of Object.entries(changes)) {
        const faults = await tamper(`update throughcare.access set ${column} = ${value} where id = 2`);
        assert.deepEqual([faults[0].table, faults[0].what], ['access', 'altered'], column);
        assert.match(faults[0].row, /^row 2 /);
      }
      const removed = await tamper('delete from throughcare.access where id = 2');
      assert.deepEqual(removed, [{ table: 'access', what: 'removed', row: 'row 2' }]);
      const inserted = await tamper(
        `insert into throughcare.access overriding system value
        select -1, organisation, at, user_id, act, what, kind, streams, detail from throughcare.access where id = 2`,
      );
      assert.deepEqual([inserted[0].table, inserted[0].what], ['access', 'inserted']);
      const moved = await tamper(
        `update throughcare.access a
        set at = b.at, user_id = b.user_id, act = b.act, what = b.what, kind = b.kind, streams = b.streams, detail = b.detail
        from throughcare.access b where a.id in (2, 3) and b.id = 5 - a.id`,
      );
      assert.deepEqual([moved[0].table, moved[0].what], ['access', 'reordered']);
    },
  );

  test(title('E21: seals and roots that were altered or taken out are found'), async () => {
    for (const [column, value] of [
      ['entries', `set_byte(entries, 9, get_byte(entries, 9) # 1)`],
      ['last_id', 'last_id + 1'],
      ['sealed_at', `sealed_at + interval '1 second'`],
      ['digest', `'\\x00'`],
    ]) {
      const faults = await tamper(
        `update throughcare.seal set ${column} = ${value} where log = 'event' and number = 1`,
      );
      assert.ok(
        faults.some(one => one.table === 'seal' && one.row.startsWith('seal 1 of the event log')),
        column,
      );
    }
    const gone = await tamper(`delete from throughcare.seal where log = 'access' and number = 2`);
    assert.ok(
      gone.some(one => one.table === 'seal' && one.what === 'removed' && one.row.startsWith('seal 2')),
    );
    const root = await tamper(
      `update throughcare.daily_root set content = content || '{"events": 1}' where number = 1`,
    );
    assert.ok(root.some(one => one.table === 'daily_root' && one.what === 'altered'));
    const cut = await tamper('delete from throughcare.daily_root where number = 2');
    assert.ok(cut.some(one => one.table === 'daily_root' && one.what === 'removed'));
  });

  test(
    title('E21: what is kept outside the database shows a record that was put back to an earlier day'),
    async () => {
      const folder = join(at.rootsFolder, at.organisation);
      assert.deepEqual(readdirSync(folder).sort(), ['latest.json', 'root-000001.json', 'root-000002.json']);
      const back = await withClient(at.database.superuserUrl, async client => {
        const keep = await copies(client);
        await client.query('set session_replication_role = replica');
        await client.query(`delete from throughcare.access where id >=
        (select first_id from throughcare.seal where log = 'access' and number = 2)`);
        await client.query('delete from throughcare.seal where number > 1');
        await client.query('delete from throughcare.daily_root where number > 1');
        const report = await at.records.verifyAudit();
        await restore(client, keep);
        return report.faults;
      });
      assert.ok(back.some(one => one.row.includes('the file outside the database')));
      assert.ok(back.some(one => one.row.includes('whose file stands outside')));
    },
  );

  test(title('E21: a file outside that was changed or taken away is named'), async () => {
    const file = join(at.rootsFolder, at.organisation, 'root-000002.json');
    writeFileSync(file, '{}');
    const [changed] = (await at.records.verifyAudit()).faults;
    assert.deepEqual([changed.table, changed.what], ['outside', 'altered']);
    rmSync(file);
    const [gone] = (await at.records.verifyAudit()).faults;
    assert.deepEqual([gone.table, gone.what], ['outside', 'removed']);
    at.clock.now += 60_000;
    await at.records.tend();
    assert.equal((await at.records.verifyAudit()).whole, true);
  });

  test(title('E21: the organisation itself cannot be taken out without a trace'), async () => {
    const faults = await tamper(
      `with a as (delete from throughcare.stream), b as (delete from throughcare.event), c as (delete from throughcare.seal),
          d as (delete from throughcare.daily_root), e as (delete from throughcare.access)
        delete from throughcare.organisation_row`,
    );
    assert.ok(faults.some(one => one.what === 'removed'));
  });
}

const kept = ['event', 'stream', 'access', 'seal', 'daily_root', 'concern_row', 'organisation_row'];

async function copies(client: Client): Promise<void> {
  for (const table of kept) {
    await client.query(
      `create temporary table if not exists kept_${table} as select * from throughcare.${table}`,
    );
  }
}

async function restore(client: Client, _kept: void): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const table of kept) {
    await client.query(`delete from throughcare.${table}`);
    await client.query(
      `insert into throughcare.${table} overriding system value select * from kept_${table}`,
    );
    await client.query(`drop table kept_${table}`);
  }
  await client.query('set session_replication_role = origin');
}
