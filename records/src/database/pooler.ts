import { randomUUID } from 'node:crypto';
import { errorCode, Refused } from '../refused.ts';
import { withClient, type Queryable } from './connect.ts';

/**
 * Refuses in words a pooler between that gives a connection to somebody else after every transaction, or that drops the
 * settings which a connection asks for. Locks that keep two changes of keys, two rebuilds or two upgrades apart are of a
 * connection, as are prepared statements; days and instants are read by the settings.
 */
export async function refusePooler(url: string): Promise<void> {
  await withClient(url, one =>
    withClient(url, async other => {
      const mark = randomUUID();
      await one.query(`select set_config('throughcare.connection', $1, false)`, [mark]);
      // Whoever has the other one now keeps it until their transaction ends.
      await other.query('begin').catch((error: unknown) => {
        // PgBouncer's statement mode knows no transactions.
        throw errorCode(error) === '08P01' ? new Refused(sharing) : error;
      });
      let shared = (await markOf(other)) === mark;
      for (let n = 0; n < 3 && !shared; n++) shared = (await markOf(one)) !== mark;
      await other.query('rollback');
      if (shared) throw new Refused(sharing);
      if (!(await hasSettings(one)))
        throw new Refused(`A pooler between Throughcare and its database drops ` + dropping);
    }),
  );
}

const sharing =
  'Between Throughcare and its database is a pooler that gives a connection to somebody else after every transaction or ' +
  'statement (as PgBouncer does in its modes of these names). What keeps two changes of keys, two rebuilds or two upgrades ' +
  'apart would not hold. Nothing was changed. Connect to PostgreSQL itself; ' +
  'docs/own-postgresql.md says how.';

const dropping =
  'the settings that a connection asks for, by which days and times are read. Nothing was changed. Connect to PostgreSQL ' +
  'itself, or give the logins these settings; docs/own-postgresql.md says how.';

async function markOf(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ mark: string | null }>(
    `select current_setting('throughcare.connection', true) as mark`,
  );
  return rows[0].mark;
}

async function hasSettings(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ stand: boolean }>(
    `select current_setting('timezone') = 'UTC' and current_setting('datestyle') like 'ISO%'
       and current_setting('intervalstyle') = 'iso_8601' and current_setting('lock_timeout') <> '0'
       and current_setting('plan_cache_mode') = 'force_generic_plan' as stand`,
  );
  return rows[0].stand;
}
