import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '../../../src/database/connect.ts';
import { eventRegister } from '../../../src/register/register.ts';
import { testRecords } from '../../database.ts';
import { beginFilling, endFilling, FOUNDED } from './service.ts';

/** Recorded by earlier versions alone: no command gives them any more. */
const ofEarlierVersions = ['case clock_began', 'case restricted'];

test('what fills a database for later versions leaves no type of event out, and a record that is whole', async () => {
  const at = await testRecords({ now: FOUNDED });
  try {
    await endFilling(await beginFilling(at));
    const { rows } = await withClient(at.database.superuserUrl, client =>
      client.query<{ one: string }>(`select distinct kind || ' ' || type as one from throughcare.event`),
    );
    const filled = new Set(rows.map(row => row.one));
    const missing = Object.entries(eventRegister).flatMap(([kind, types]) =>
      Object.keys(types)
        .map(type => `${kind} ${type}`)
        .filter(one => !filled.has(one)),
    );
    assert.deepEqual(missing.sort(), ofEarlierVersions);
    const { whole, projections } = await at.records.verifyAudit();
    assert.deepEqual([whole, projections], [true, {}]);
  } finally {
    await at.close();
  }
});
