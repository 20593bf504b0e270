import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { rootFile } from '../../src/audit/daily-root.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { testRecords } from '../database.ts';
import { agreedContact } from '../caller/agreed-call-back.ts';

const on = day('2026-03-12');
const DAY = 86_400_000;

test('E4, E21, E22: where the ledger of one organisation cannot be read, numbers go and logs are sealed there and everywhere, and what failed is told', async () => {
  const at = await testRecords();
  try {
    const other = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    const administrator = { userId: 'ada', name: 'Ada Quill', roles: ['administrator'] } as const;
    await at.records.found({ id: other, name: 'Fernside', madeUp: true, on, administrator });
    const worker = await at.join('helpline_worker');
    const mine = at.records.as(worker);
    const contact = await agreedContact(at.records, worker);

    const ledger = ledgerFile(at.rootsFolder, at.organisation);
    mkdirSync(dirname(ledger), { recursive: true });
    writeFileSync(ledger, 'not as it was written\n');
    at.clock.now += 4 * DAY;
    await assert.rejects(at.records.tend(), {
      name: 'Refused',
      message: /^Line 1 of the ledger of erasures .* does not fit/,
    });
    assert.equal(await mine.callBackNumber(contact), null);
    for (const one of [at.organisation, other]) assert.ok(existsSync(rootFile(at.rootsFolder, one, 1)));
    const { unsealed } = await at.records.verifyAudit();
    assert.equal(unsealed.events, 0);
  } finally {
    await at.close();
  }
});
