import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../src/database/connect.ts';
import type { TestRecords } from '../database.ts';
import type { Lived } from './erasing.ts';

/** Whether these bytes stand in the file in which the database keeps the table, live rows or not. */
export async function inFile(at: TestRecords, table: string, bytes: Buffer): Promise<boolean> {
  return withClient(at.database.superuserUrl, async client => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ found: boolean }>(
      'select position($2::bytea in pg_read_binary_file(pg_relation_filepath($1))) > 0 as found',
      [table, bytes],
    );
    return rows[0].found;
  });
}

/**
 * Whether a destroyed key is out of the file of its table: at once; or, where another transaction such as PostgreSQL's
 * own statistics still held an older picture, with the round of the next day once that one has ended. Where a round
 * does not get hold of the table, the next one does; a few days are waited for.
 */
export async function isOutOfFile(at: Lived, key: Buffer): Promise<boolean> {
  for (let day = 0; day < 4; day++) {
    if (!(await inFile(at, 'throughcare.data_key', key))) return true;
    await olderPicturesEnd(at);
    at.clock.now += 86_400_000;
    await at.records.tend();
  }
  return !(await inFile(at, 'throughcare.data_key', key));
}

/**
 * Waits until every transaction that began before now has ended, in whichever database of this PostgreSQL: each new
 * picture reaches back to the oldest that still writes anywhere.
 */
async function olderPicturesEnd(at: Lived): Promise<void> {
  await withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query<{ now: string }>('select pg_current_xact_id()::xid::text as now');
    for (;;) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where pid <> pg_backend_pid()
          and greatest(age(backend_xid), age(backend_xmin)) > age($1::xid)`,
        [rows[0].now],
      );
      if (rowCount === 0) return;
      await delay(10);
    }
  });
}
