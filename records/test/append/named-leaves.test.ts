import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import type { Actor, Records } from '../../src/index.ts';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';
import { untilWaiting } from '../waiting.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let elsewhere: Records;
  let lead: Actor;
  before(async () => {
    at = await testRecords({ version });
    elsewhere = await at.reopen();
    lead = await at.join('practitioner', 'programme_lead');
  });
  after(() => at.close());

  const administer = (command: OrganisationCommand) =>
    elsewhere.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), command);
  const give = (id: string, to: string) => {
    const task = { do: 'give_task', on, task: 't', kind: 'call', to, by: on, words: '' } as const;
    return at.records.as(lead).decide('case', id, 'latest', randomUUID(), task);
  };

  /** Somebody of a team, so that a row of their own is written when they leave, after the one that says so. */
  async function colleague(): Promise<string> {
    const { userId: user } = await at.join('programme_lead');
    const team = randomUUID();
    await done(administer({ do: 'make_team', on, team, name: `Team ${team}` }));
    await done(administer({ do: 'join_team', on, team, user }));
    return user;
  }

  /** Holds a row as another transaction would that is not over yet. */
  async function holding<Value>(
    row: string,
    values: unknown[],
    during: (holder: Client) => Promise<Value>,
  ): Promise<Value> {
    return withClient(at.database.superuserUrl, async holder => {
      await holder.query('begin');
      const { rowCount } = await holder.query(`select from throughcare.${row} for update`, values);
      assert.equal(rowCount, 1);
      return during(holder);
    });
  }

  const changes: Readonly<Record<string, (user: string) => OrganisationCommand>> = {
    'who leaves': user => ({ do: 'leave', on, user }),
    'whose role ends': user => ({ do: 'change_roles', on, user, roles: ['analyst'] }),
  };

  test(
    title('a command that names somebody who is just leaving waits for that, and is refused in words'),
    async () => {
      const user = await colleague();
      const id = await openCase(at.records, lead, { reference: 'TC-1' });
      const given = await holding('team_member where user_id = $1', [user], async holder => {
        const leaving = administer({ do: 'leave', on, user });
        assert.ok(await untilWaiting(holder, 1, leaving), 'they have left, and it is not committed');
        const giving = give(id, user);
        assert.ok(await untilWaiting(holder, 2, giving), 'it was kept while they were leaving');
        await holder.query('commit');
        await done(leaving);
        return giving;
      });
      assert.ok(!given.ok && given.reason === 'refused');
      assert.equal(given.refusal.code, 'cannot_be_named');
      assert.equal(given.refusal.field, 'to');
      assert.deepEqual((await at.records.as(lead).person(id))?.state.tasks, []);
    },
  );

  for (const [who, change] of Object.entries(changes)) {
    test(title(`somebody ${who} while a command names them does so once it is kept`), async () => {
      const user = await colleague();
      const id = await openCase(at.records, lead, { reference: `TC ${who}` });
      const both = await holding('stream where id = $1', [id], async holder => {
        const giving = give(id, user);
        assert.ok(await untilWaiting(holder, 1, giving));
        const changing = administer(change(user));
        assert.ok(await untilWaiting(holder, 2, changing), 'they were gone before the command was kept');
        await holder.query('commit');
        return [giving, changing] as const;
      });
      for (const outcome of both) await done(outcome);
    });
  }
}
