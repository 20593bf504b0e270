import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { Actor, Records } from '../../src/index.ts';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { walk } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let lead: Actor;
  before(async () => {
    at = await testRecords({ version });
    await walk(at);
    lead = await at.join('programme_lead');
  });
  after(() => at.close());

  const plan = (records: Records, name: string) =>
    records.as(lead).decide('group', randomUUID(), 0, randomUUID(), {
      do: 'plan',
      on: day('2026-03-12'),
      programme: 'P1',
      name,
      places: 8,
      sessions: [day('2026-05-05')],
      lead: lead.userId,
    });

  /** Policies, grants, indexes and the identity of every projection table. */
  const shape = () =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query(
        `select c.oid, c.relname, c.relacl::text, c.relrowsecurity, c.relforcerowsecurity,
            (select array_agg(p.oid || p.polname || pg_get_expr(p.polqual, p.polrelid) order by p.oid)
              from pg_policy p where p.polrelid = c.oid) as policies,
            (select array_agg(i.indexrelid order by 1) from pg_index i where i.indrelid = c.oid) as indexes
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'throughcare' and c.relkind = 'r' order by c.oid`,
      );
      return rows;
    });

  const shadows = () =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query(`select from pg_tables where schemaname = 'throughcare_shadow'`);
      return rows.length;
    });

  test(
    title('E20: a rebuild leaves policies, grants, indexes and the tables themselves as they are'),
    async () => {
      const before = await shape();
      await withClient(at.database.superuserUrl, client => client.query('delete from throughcare.case_row'));
      assert.ok((await at.records.rebuild()).differing.case_row > 0);
      assert.deepEqual(await shape(), before);
      assert.equal(await shadows(), 0);
    },
  );

  test(title('what is written while rows are being made is in the rebuilt tables too'), async () => {
    const other = await at.reopen();
    let told = 0;
    const names: string[] = [];
    const report = await at.records.rebuild(() => {
      told++;
    });
    assert.ok(told > 0 && report.events > 0);
    const writing = (async () => {
      for (let n = 0; n < 30; n++) {
        assert.ok((await plan(other, `W${n}`)).ok);
        names.push(`W${n}`);
      }
    })();
    while (names.length < 30) await at.records.rebuild();
    await writing;
    assert.deepEqual((await at.records.rebuild()).differing, {});
    const shown = (await at.records.as(lead).groups()).map(group => group.name);
    assert.deepEqual(
      names.filter(name => !shown.includes(name)),
      [],
    );
  });

  test(
    title(
      'killed before it is done, it has changed nothing, and what it left is taken away at the next start',
    ),
    async () => {
      await withClient(at.database.superuserUrl, client =>
        client.query(`update throughcare.case_row set status = 'closed'`),
      );
      const altered = await at.records.compareProjections();
      assert.ok(altered.differing.case_row > 0);
      await assert.rejects(
        at.records.rebuild(() => {
          throw new Error('stopped here');
        }),
        /stopped here/,
      );
      assert.deepEqual([await at.records.compareProjections(), await shadows()], [altered, 0]);
      // One that was killed: its connection ends after its first step, and nobody clears up behind it.
      await withClient(at.database.serveUrl, async client => {
        await client.query('begin');
        await client.query(`select throughcare.enter($1, 'system', null, null)`, [at.organisation]);
        await client.query('select throughcare.begin_shadow()');
        await client.query('commit');
      });
      assert.ok((await shadows()) > 0);
      assert.deepEqual(await at.records.compareProjections(), altered);
      await at.reopen();
      assert.equal(await shadows(), 0);
      assert.deepEqual((await at.records.rebuild()).differing, altered.differing);
    },
  );

  test(
    title(
      'E20: nobody but the owner of the tables can read a shadow, and nobody but the program can make one',
    ),
    async () => {
      await withClient(at.database.serveUrl, async client => {
        await assert.rejects(client.query('select throughcare.begin_shadow()'), /only the program itself/);
        await assert.rejects(
          client.query('select throughcare.take_over_shadow()'),
          /only the program itself/,
        );
        await assert.rejects(client.query('select * from throughcare_shadow.case_row'), /permission denied/);
      });
    },
  );
}
