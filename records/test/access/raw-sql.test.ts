import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { openCase } from '../people.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let carries: Actor;
  let colleague: Actor;
  let id: string;
  before(async () => {
    at = await testRecords({ version });
    carries = await at.join('practitioner');
    colleague = await at.join('practitioner');
    id = await openCase(at.records, carries, { reference: 'TC-canary' });
  });
  after(() => at.close());

  /** Runs as the serving role, in the name of somebody, and takes everything back. */
  async function as<Value>(actor: Actor, work: (client: Client) => Promise<Value>): Promise<Value> {
    return withClient(at.database.serveUrl, async client => {
      await client.query('begin');
      await client.query('select throughcare.enter($1, $2, null, null)', [
        actor.organisationId,
        actor.userId,
      ]);
      const value = await work(client);
      await client.query('rollback');
      return value;
    });
  }

  test(
    title('E20: no function and no operator is shown a row before the policy has let it through'),
    async () => {
      const told: string[] = [];
      const look = async (client: Client) => {
        client.on('notice', notice => told.push(notice.message ?? ''));
        await client.query(`create function pg_temp.leak(value text) returns boolean language plpgsql cost 0.0001
        as $$ begin raise notice 'leaked %', value; return true; end $$`);
        await client.query('select count(*) from throughcare.case_row where pg_temp.leak(reference)');
        // An error would say what stands there as well: a division by nothing, or a value that is no number.
        await client.query(
          `select 1 / (case when reference = 'TC-canary' then 0 else 1 end) from throughcare.case_row`,
        );
        await client.query('select count(*) from throughcare.case_row where reference::integer > 0');
      };
      await as(colleague, look);
      assert.deepEqual(told, []);
      // The same looks tell whoever carries the case, so they would have told.
      await assert.rejects(as(carries, look), /division by zero/);
      assert.deepEqual(told, ['leaked TC-canary']);
    },
  );

  test(
    title(
      'E20: a statement that one person prepared gives the next one on that connection only what is theirs',
    ),
    async () => {
      await withClient(at.database.serveUrl, async client => {
        const rows = async (actor: Actor) => {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, null)', [
            actor.organisationId,
            actor.userId,
          ]);
          const found = await client.query({ name: 'kept', text: 'select id from throughcare.case_row' });
          await client.query('commit');
          return found.rowCount;
        };
        const counts = [];
        for (const one of [carries, colleague, carries, colleague]) counts.push(await rows(one));
        assert.deepEqual(counts, [1, 0, 1, 0]);
        // Who acted is gone with the transaction.
        assert.equal(
          (await client.query({ name: 'kept', text: 'select id from throughcare.case_row' })).rowCount,
          0,
        );
      });
    },
  );

  test(
    title(
      'every function that runs as the owner names where it looks, and nobody else may put anything there',
    ),
    async () => {
      await withClient(at.database.serveUrl, async client => {
        const functions = await client.query<{ name: string; settings: string[] | null; may: boolean }>(
          `select p.proname as name, p.proconfig as settings, has_function_privilege(p.oid, 'execute') as may
           from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname = 'throughcare' and p.prosecdef order by 1`,
        );
        assert.ok(functions.rows.filter(one => one.may).length > 10);
        for (const { name, settings } of functions.rows) {
          assert.ok(
            settings?.includes('search_path=throughcare, pg_temp'),
            `${name} looks wherever it is told to`,
          );
        }
        const { rows } = await client.query(
          `select has_schema_privilege('throughcare', 'create') as here, has_schema_privilege('public', 'create') as public,
            has_database_privilege(current_database(), 'create') as schemas`,
        );
        assert.deepEqual(rows, [{ here: false, public: false, schemas: false }]);
      });
    },
  );

  test(
    title('the serving role is a member of nothing that reads files, runs programs or signals others'),
    async () => {
      await withClient(at.database.serveUrl, async client => {
        const { rows } = await client.query<{ name: string }>(
          `select r.rolname as name from pg_roles r
          where pg_has_role(current_user, r.oid, 'member') and r.rolname not in (current_user, 'throughcare_serve')`,
        );
        assert.deepEqual(
          rows.map(row => row.name),
          ['throughcare_analyst'],
        );
        for (const [call, ...values] of [
          [`select pg_read_file('postgresql.conf')`],
          [`copy throughcare.kind to program 'true'`],
          [`select lo_import('/etc/hostname')`],
          [`set session authorization throughcare_owner`],
          [`set role throughcare_owner`],
          [`alter table throughcare.case_row disable row level security`],
          [`create policy mine on throughcare.case_row using (true)`],
          [`alter function throughcare.acts_as_system() rename to other`],
        ]) {
          await assert.rejects(
            client.query(call, values),
            /permission denied|must be (owner|superuser)/,
            call,
          );
        }
      });
    },
  );

  test(
    title('what runs as the owner gives nothing to somebody without a role here, nor to an outside partner'),
    async () => {
      const stranger: Actor = { userId: 'stranger', organisationId: at.organisation, name: 'Stranger' };
      const partner = await at.join('outside_partner');
      for (const one of [stranger, partner]) {
        const given = await as(one, async client => {
          const { rows } = await client.query(
            `select throughcare.find_to_open('TC-canary') as found,
              throughcare.find_for_audit('TC-canary') as audited, throughcare.tie_to_case($2) as tie, throughcare.opened_cases() as opened,
              throughcare.led_cases() as led, throughcare.would_clash($1, $1) as clash,
              (select count(*) from throughcare.queue_standing()) as queue,
              (select count(*) from throughcare.queue_around($2)) as around,
              (select count(*) from throughcare.left_behind()) as behind`,
            [randomUUID(), id],
          );
          return rows;
        });
        assert.deepEqual(given, [
          {
            found: null,
            audited: null,
            tie: null,
            opened: [],
            led: [],
            clash: false,
            queue: 0,
            around: 0,
            behind: 0,
          },
        ]);
      }
    },
  );
}
