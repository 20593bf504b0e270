import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { postgresVersions } from '../database.ts';
import { faultsAfter, sealedRecord, tamper, type Sealed } from './tampering.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E21: ${words}`;
  let at: Sealed;
  before(async () => {
    at = await sealedRecord(version);
  });
  after(() => at.close());

  test(
    title('the access log: a row altered in any column, removed, inserted or renumbered is found'),
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
        const faults = await tamper(at, `update throughcare.access set ${column} = ${value} where id = 2`);
        assert.deepEqual([faults[0].table, faults[0].what], ['access', 'altered'], column);
        assert.match(faults[0].row, /^row 2 /);
      }
      const removed = await tamper(at, 'delete from throughcare.access where id = 2');
      assert.deepEqual(removed, [{ table: 'access', what: 'removed', row: 'row 2' }]);
      const inserted = await tamper(
        at,
        `insert into throughcare.access overriding system value
        select -1, organisation, at, user_id, act, what, kind, streams, detail from throughcare.access where id = 2`,
      );
      assert.deepEqual([inserted[0].table, inserted[0].what], ['access', 'inserted']);
      const moved = await tamper(
        at,
        `update throughcare.access a
        set at = b.at, user_id = b.user_id, act = b.act, what = b.what, kind = b.kind, streams = b.streams, detail = b.detail
        from throughcare.access b where a.id in (2, 3) and b.id = 5 - a.id`,
      );
      assert.deepEqual([moved[0].table, moved[0].what], ['access', 'reordered']);
    },
  );

  test(title('seals and roots that were altered or taken out are found'), async () => {
    for (const [column, value] of [
      ['entries', `set_byte(entries, 9, get_byte(entries, 9) # 1)`],
      ['last_id', 'last_id + 1'],
      ['sealed_at', `sealed_at + interval '1 second'`],
      ['digest', `'\\x00'`],
    ]) {
      const faults = await tamper(
        at,
        `update throughcare.seal set ${column} = ${value} where log = 'event' and number = 1`,
      );
      assert.ok(
        faults.some(one => one.table === 'seal' && one.row.startsWith('seal 1 of the event log')),
        column,
      );
    }
    const gone = await tamper(at, `delete from throughcare.seal where log = 'access' and number = 2`);
    assert.ok(
      gone.some(one => one.table === 'seal' && one.what === 'removed' && one.row.startsWith('seal 2')),
    );
    const root = await tamper(
      at,
      `update throughcare.daily_root set content = content || '{"events": 1}' where number = 1`,
    );
    assert.ok(root.some(one => one.table === 'daily_root' && one.what === 'altered'));
    const cut = await tamper(at, 'delete from throughcare.daily_root where number = 2');
    assert.ok(cut.some(one => one.table === 'daily_root' && one.what === 'removed'));
  });

  test(
    title('what is kept outside the database shows a record that was put back to an earlier day'),
    async () => {
      const folder = join(at.rootsFolder, at.organisation);
      assert.deepEqual(readdirSync(folder).sort(), ['latest.json', 'root-000001.json', 'root-000002.json']);
      const back = await faultsAfter(at, async client => {
        await client.query(`delete from throughcare.access where id >=
          (select first_id from throughcare.seal where log = 'access' and number = 2)`);
        await client.query('delete from throughcare.seal where number > 1');
        await client.query('delete from throughcare.daily_root where number > 1');
      });
      assert.ok(back.some(one => one.row.includes('the file outside the database')));
      assert.ok(back.some(one => one.row.includes('whose file stands outside')));
    },
  );

  test(
    title('what a process that was killed left beside a root while it wrote it is taken for no root'),
    async () => {
      const own = join(at.rootsFolder, at.organisation);
      const half = join(own, 'root-000001.json.4711.0a1b2c3d.half');
      writeFileSync(half, '{"content":');
      assert.deepEqual((await at.records.verifyAudit()).faults, []);
      rmSync(half);
    },
  );

  test(title('a file outside that was changed or taken away is named'), async () => {
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
}
