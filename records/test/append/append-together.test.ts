import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ClientBase } from 'pg';
import { day, type CaseCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor, Outcome } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';
import { askTogether, type Sent } from './ask-together.ts';

const on = day('2026-03-10');
const note: CaseCommand = { do: 'write_note', on, words: 'as told' };
const moved: CaseCommand = { do: 'record_life_change', on, what: 'address' };

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;

  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
  });
  after(() => at.close());

  /** Events of some cases by transaction: how many of them were written with others of these cases. */
  const inTransactions = (cases: readonly string[]) =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ stream: string; together: number }>(
        `select stream, count(*) over (partition by xmin::text)::integer as together from throughcare.event
           where stream = any ($1) and version > 3`,
        [cases],
      );
      return rows;
    });

  const send = (sent: readonly Sent[], organisation = at.organisation): Promise<number[]> =>
    withClient(at.database.serveUrl, client => askTogether(client, organisation, sent));

  const versions = (cases: readonly string[]) =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ version: number; events: number }>(
        `select s.version, (select count(*)::integer from throughcare.event e where e.stream = s.id) as events
           from unnest($1::uuid[]) with ordinality as wanted(id, place) join throughcare.stream s using (id)
           order by place`,
        [cases],
      );
      return rows.map(({ version: head, events }) => [head, events]);
    });

  /** Until so many sessions wait for what `client` holds. */
  const waitersOf = async (client: ClientBase, count: number): Promise<void> => {
    for (;;) {
      const { rows } = await client.query<{ waiting: number }>(
        `select count(*)::integer as waiting from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))`,
      );
      if (rows[0].waiting >= count) return;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };

  const manyCases = async (count: number) => {
    const cases: string[] = [];
    while (cases.length < count) cases.push(await openCase(at.records, ines));
    return cases;
  };

  test(title('entries that come at one moment go together, and each is there once'), async () => {
    const cases = await manyCases(12);
    for (const command of [note, moved, note]) {
      await Promise.all(
        cases.map(id => done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), command))),
      );
    }
    const rows = await inTransactions(cases);
    assert.equal(rows.length, 3 * cases.length);
    assert.ok(
      rows.some(row => row.together > 1),
      'some of them went together',
    );
    const report = await at.records.verifyAudit();
    assert.deepEqual([report.faults, report.projections], [[], {}]);
  });

  test(title('of those that go together each has the answer that it has alone'), async () => {
    const other = await at.join('practitioner');
    const cases = await manyCases(8);
    const mine = at.records.as(ines);
    const sentBefore = randomUUID();
    await done(mine.decide('case', cases[0], 3, sentBefore, note));
    const theirs = await openCase(at.records, other);
    const [again, stale, foreign, ...fine] = await Promise.all([
      mine.decide('case', cases[0], 3, sentBefore, note),
      mine.decide('case', cases[1], 2, randomUUID(), note),
      mine.decide('case', theirs, 3, randomUUID(), note),
      ...cases.slice(2).map(id => mine.decide('case', id, 3, randomUUID(), note)),
    ]);
    assert.ok(again.ok && again.repeated);
    assert.ok(!stale.ok && stale.reason === 'conflict');
    assert.ok(!foreign.ok && foreign.reason === 'not_found');
    for (const one of fine) assert.ok(one.ok && !one.repeated);
    assert.deepEqual(await versions([...cases, theirs]), [
      [4, 4],
      [3, 3],
      ...cases.slice(2).map(() => [4, 4]),
      [3, 3],
    ]);
  });

  test(title('the same command sent twice at once is done once'), async () => {
    const cases = await manyCases(6);
    const commands = cases.map(() => randomUUID());
    const mine = at.records.as(ines);
    const answers = await Promise.all(
      [0, 1].flatMap(() => cases.map((id, place) => mine.decide('case', id, 3, commands[place], note))),
    );
    assert.ok(answers.every(one => one.ok));
    assert.deepEqual(
      await versions(cases),
      cases.map(() => [4, 4]),
    );
  });

  test(
    title('a form that was changed and sent again at once is done once, and the other is told so'),
    async () => {
      const mine = at.records.as(ines);
      for (let round = 0; round < 6; round++) {
        const [twice, ...others] = await manyCases(5);
        const command = randomUUID();
        const answers: Outcome[] = await Promise.all([
          mine.decide('case', twice, 3, command, note),
          mine.decide('case', twice, 3, command, moved),
          ...others.map(id => done(mine.decide('case', id, 3, randomUUID(), note))),
        ]);
        const refused = answers.slice(0, 2).filter(one => !one.ok);
        assert.equal(refused.length, 1, JSON.stringify(answers));
        assert.ok(refused[0].reason === 'refused' && refused[0].refusal.code === 'command_reused');
        assert.deepEqual(
          await versions([twice, ...others]),
          [twice, ...others].map(() => [4, 4]),
        );
      }
      const report = await at.records.verifyAudit();
      assert.deepEqual([report.faults, report.projections], [[], {}]);
    },
  );

  test(title('whom it is not allowed goes with nobody who is'), async () => {
    const other = await at.join('practitioner');
    const lead = await at.join('programme_lead');
    const [a, b, c] = await manyCases(3);
    const user = ines.userId;
    assert.deepEqual(
      await send([
        { user: other.userId, stream: a }, // The same case, beside its own practitioner.
        { user, stream: a },
        { user: lead.userId, stream: b }, // May, but by the longer way.
        { user: 'nobody', stream: b },
        { user, stream: c, expected: 2 },
        { user, stream: randomUUID() },
        { user, stream: at.organisation },
      ]),
      [1],
    );
    const { rows } = await withClient(at.database.superuserUrl, client =>
      client.query('select actor from throughcare.event where stream = $1 and version = 4', [a]),
    );
    assert.deepEqual(rows, [{ actor: user }]);
    assert.deepEqual(await versions([a, b, c]), [
      [4, 4],
      [3, 3],
      [3, 3],
    ]);
    assert.deepEqual(
      await send(
        [
          { user, stream: b },
          { user, stream: c },
        ],
        randomUUID(),
      ),
      [],
    );
  });

  test(
    title('nobody waits for a case that somebody else holds, and whoever wanted it has it afterwards'),
    async () => {
      const [held, ...free] = await manyCases(6);
      const mine = at.records.as(ines);
      await withClient(at.database.superuserUrl, async client => {
        await client.query('begin');
        await client.query('select from throughcare.stream where id = $1 for update', [held]);
        const waits = done(mine.decide('case', held, 3, randomUUID(), note));
        await Promise.all(free.map(id => done(mine.decide('case', id, 3, randomUUID(), note))));
        assert.deepEqual(
          await versions([held, ...free]),
          [held, ...free].map(id => (id === held ? [3, 3] : [4, 4])),
        );
        await client.query('rollback');
        await waits;
      });
      assert.deepEqual(await versions([held]), [[4, 4]]);
    },
  );

  test(title('however many cases somebody holds, nobody waits for them who wants another'), async () => {
    const [free, ...held] = await manyCases(5);
    const mine = at.records.as(ines);
    await withClient(at.database.superuserUrl, async client => {
      await client.query('begin');
      await client.query('select from throughcare.stream where id = any ($1) for update', [held]);
      const waits: Promise<unknown>[] = [];
      for (const id of held) {
        waits.push(done(mine.decide('case', id, 3, randomUUID(), note)));
        await waitersOf(client, waits.length);
      }
      await done(mine.decide('case', free, 3, randomUUID(), note));
      assert.deepEqual(
        await versions(held),
        held.map(() => [3, 3]),
      );
      await client.query('rollback');
      await Promise.all(waits);
    });
    assert.deepEqual(
      await versions([free, ...held]),
      [free, ...held].map(() => [4, 4]),
    );
  });

  test(title('of those that go together none is written where somebody holds the case of one'), async () => {
    const [held, free] = await manyCases(2);
    const user = ines.userId;
    await withClient(at.database.superuserUrl, async client => {
      await client.query('begin');
      await client.query('select from throughcare.stream where id = $1 for update', [held]);
      const sent = [held, free].map(stream => ({ user, stream }));
      await assert.rejects(send(sent), { code: '55P03' });
      await client.query('rollback');
    });
    assert.deepEqual(await versions([held, free]), [
      [3, 3],
      [3, 3],
    ]);
  });

  test(
    title(
      'each reads its own rows and no others of the organisation, whether its tables were counted or not',
    ),
    async () => {
      const cases = await manyCases(8);
      const addStreams = `insert into throughcare.stream (organisation, id, kind, version, digest)
      select $1, gen_random_uuid(), 'case', 1, '' from generate_series(1, 400)`;
      for (const [counted, expected] of [
        [false, 3],
        [true, 4],
      ] as const) {
        await withClient(at.database.superuserUrl, async client => {
          await client.query(addStreams, [at.organisation]);
          if (counted) await client.query('analyze');
        });
        await withClient(at.database.serveUrl, async client => {
          await client.query('begin');
          const sent = cases.map(stream => ({ user: ines.userId, stream, expected }));
          assert.equal((await askTogether(client, at.organisation, sent)).length, cases.length);
          const { rows } = await client.query<{ relname: string; read: number }>(
            `select relname, (seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_xact_all_tables
             where schemaname = 'throughcare' and relname in ('stream', 'case_row', 'member')`,
          );
          await client.query('commit');
          // Its own row, and what is left of that from the transactions before.
          for (const { relname, read } of rows) {
            assert.ok(
              read <= 4 * cases.length,
              `of ${relname} it read ${read} rows for ${cases.length} entries`,
            );
          }
        });
      }
    },
  );
}
