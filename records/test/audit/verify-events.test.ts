import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions } from '../database.ts';
import { faultsAfter, sealedRecord, tamper, type Sealed } from './tampering.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E21: ${words}`;
  let at: Sealed;
  before(async () => {
    at = await sealedRecord(version);
  });
  after(() => at.close());

  test(title('a change to any column of any event is found, and the row is named'), async () => {
    const id = at.walked.cases[0];
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
        at,
        `update throughcare.event set ${column} = ${column === 'position' ? 'default' : value} where stream = $1 and version = 3`,
        [id],
      );
      assert.ok(
        faults.some(one => one.table === 'event' && one.row.includes(`version 3 of`) && one.row.includes(id)),
        `${column}: ${JSON.stringify(faults)}`,
      );
    }
  });

  test(title('an altered event is called altered, and is the first that is named'), async () => {
    const faults = await tamper(
      at,
      `update throughcare.event set actor = 'x' where stream = $1 and version = 2`,
      [at.walked.cases[1]],
    );
    assert.deepEqual(faults[0], {
      table: 'event',
      what: 'altered',
      row: `version 2 of case ${at.walked.cases[1]}`,
    });
  });

  test(
    title('a removed event is named, from the middle and from the tail, also when its head follows'),
    async () => {
      const id = at.walked.cases[0];
      const middle = await tamper(at, `delete from throughcare.event where stream = $1 and version = 3`, [
        id,
      ]);
      assert.deepEqual(middle[0], { table: 'event', what: 'removed', row: `version 3 of case ${id}` });
      const tail = await tamper(
        at,
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

  test(title('a stream that was taken out whole is found'), async () => {
    const faults = await tamper(
      at,
      `with gone as (delete from throughcare.event where stream = $1), head as (delete from throughcare.stream where id = $1)
        delete from throughcare.concern_row where id = $1`,
      [at.walked.concern],
    );
    assert.equal(faults[0].what, 'removed');
    // Its key stands there still, as the key of nothing.
    assert.ok(faults.every(one => one.row.includes(at.walked.concern)));
  });

  test(title('an inserted event is found, whether or not the head follows'), async () => {
    const copy = `insert into throughcare.event overriding system value
      select case when $2 then -5 else nextval(pg_get_serial_sequence('throughcare.event', 'position')) end,
          organisation, kind, stream, (select max(version) + 1 from throughcare.event where stream = $1), type, schema,
          occurred_on, recorded_at, actor, command, facts, identity, digest
        from throughcare.event where stream = $1 and version = 3`;
    for (const below of [true, false]) {
      const faults = await tamper(at, copy, [at.walked.cases[0], below]);
      assert.match(faults[0].row, new RegExp(at.walked.cases[0]));
      assert.ok(faults.some(one => one.what === 'inserted' || one.what === 'reordered'));
    }
  });

  test(title('two events that changed places are called moved'), async () => {
    const faults = await tamper(
      at,
      `update throughcare.event set version = case version when 3 then 104 else 103 end where stream = $1 and version in (3, 4)`,
      [at.walked.cases[0]],
    );
    assert.ok(faults.length > 0);
    const swapped = await faultsAfter(at, async client => {
      for (const [from, to] of [
        [3, 100],
        [4, 3],
        [100, 4],
      ]) {
        await client.query('update throughcare.event set version = $3 where stream = $1 and version = $2', [
          at.walked.cases[0],
          from,
          to,
        ]);
      }
    });
    assert.deepEqual(swapped[0], {
      table: 'event',
      what: 'reordered',
      row: `version 3 of case ${at.walked.cases[0]}`,
    });
  });
}
