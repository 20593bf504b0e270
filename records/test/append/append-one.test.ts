import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-10');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;

  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
  });
  after(() => at.close());

  /** The short way, asked as the serving role asks it, with a row that would be as good as any. */
  async function send(
    user: string,
    stream: string,
    expected: number,
    change: Partial<{ kind: string; command: string; organisation: string; moves: boolean }> = {},
  ): Promise<boolean> {
    const { kind = 'case', command = randomUUID(), organisation = at.organisation, moves = false } = change;
    return withClient(at.database.serveUrl, async client => {
      const { rows } = await client.query<{ done: boolean }>(
        'select throughcare.append_one($1,$2,null,$3,$4,$5,$6,$7,$8,1,$9,now(),$10,$11,null,$12,$13) as done',
        [
          organisation,
          user,
          command,
          randomBytes(32),
          kind,
          stream,
          expected,
          'life_changed',
          on,
          randomUUID(),
          randomBytes(40),
          randomBytes(32),
          moves ? null : '{}',
        ],
      );
      return rows[0].done;
    });
  }

  async function written(stream: string) {
    return withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ events: number; commands: number; version: number }>(
        `select (select count(*) from throughcare.event where stream = $1) as events,
           (select count(*) from throughcare.command) as commands,
           (select version from throughcare.stream where id = $1) as version`,
        [stream],
      );
      return rows[0];
    });
  }

  test(title('the short way writes nothing that the long way would refuse'), async () => {
    const id = await openCase(at.records, ines);
    const other = await at.join('practitioner');
    const before = await written(id);
    // What moves nothing but the version goes by a statement of its own.
    for (const moves of [false, true]) {
      for (const refused of [
        send(other.userId, id, 3, { moves }), // Not their case.
        send('nobody', id, 3, { moves }),
        send(ines.userId, id, 2, { moves }), // Somebody wrote in between.
        send(ines.userId, id, 4, { moves }),
        send(ines.userId, id, 3, { moves, kind: 'group' }),
        send(ines.userId, id, 3, { moves, organisation: randomUUID() }),
        send(ines.userId, randomUUID(), 0, { moves }), // Nothing is begun here.
      ]) {
        assert.equal(await refused, false);
      }
    }
    assert.deepEqual(await written(id), before);
  });

  test(
    title('a command that was done is not done again by the short way, whatever it says now'),
    async () => {
      const id = await openCase(at.records, ines);
      const command = randomUUID();
      const move = { do: 'record_life_change', on, what: 'address' } as const;
      await done(at.records.as(ines).decide('case', id, 3, command, move));
      const before = await written(id);
      await assert.rejects(send(ines.userId, id, 4, { command }), { code: '23505' });
      await assert.rejects(send(ines.userId, id, 4, { command, moves: true }), { code: '23505' });
      assert.deepEqual(await written(id), before);
    },
  );

  test(
    title('the short way leaves a record that verifies, and projections that a rebuild would make'),
    async () => {
      const id = await openCase(at.records, ines);
      for (const what of ['address', 'work', 'partner'] as const) {
        await done(
          at.records
            .as(ines)
            .decide('case', id, 'latest', randomUUID(), { do: 'record_life_change', on, what }),
        );
        await done(
          at.records
            .as(ines)
            .decide('case', id, 'latest', randomUUID(), { do: 'write_note', on, words: 'as told' }),
        );
      }
      const report = await at.records.verifyAudit();
      assert.deepEqual([report.faults, report.projections], [[], {}]);
    },
  );
}
