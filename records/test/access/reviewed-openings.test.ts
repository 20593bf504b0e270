import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(title('E20: what was looked at opens nothing, whatever is left of its hours'), async () => {
    const [carries, opener] = [await at.join('practitioner'), await at.join('practitioner')];
    const lead = await at.join('safeguarding_lead');
    const id = await openCase(at.records, carries);
    const opening = randomUUID();
    const open = { do: 'open', on, case: id, ground: 'nobody_there', hours: 24, reason: 'as told' } as const;
    const mine = at.records.as(opener);
    await done(mine.decide('opening', opening, 0, randomUUID(), open));
    assert.ok(await mine.person(id));

    const review = { do: 'review', on, outcome: 'right', words: '' } as const;
    await done(at.records.as(lead).decide('opening', opening, 'latest', randomUUID(), review));
    assert.equal(await mine.person(id), null);
    const [row] = (await at.records.as(lead).openings()).rows;
    assert.equal(row.until, at.clock.now, 'it was over when somebody looked');

    // As an earlier version left it, reviewed while its hours went on.
    await withClient(at.database.superuserUrl, client =>
      client.query(`update throughcare.opening_row set until = until + interval '1 day' where id = $1`, [
        opening,
      ]),
    );
    assert.equal(await mine.person(id), null);
  });
}
