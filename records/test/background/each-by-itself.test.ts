import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { rootFile } from '../../src/audit/daily-root.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { testRecords } from '../database.ts';
import { done } from '../people.ts';

const on = day('2026-03-12');
const DAY = 86_400_000;

test('E4, E21, E22: where the ledger of one organisation cannot be read, numbers go and logs are sealed there and everywhere, and what failed is told', async () => {
  const at = await testRecords();
  try {
    const other = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    const administrator = { userId: 'ada', name: 'Ada Quill', roles: ['administrator'] } as const;
    await at.records.found({ id: other, name: 'Fernside', madeUp: true, on, administrator });
    const mine = at.records.as(await at.join('helpline_worker'));
    const [contact, callBack] = [randomUUID(), randomUUID()];
    const call = {
      do: 'take_call',
      on,
      channel: 'phone',
      group: 'own_behaviour',
      caller: 'not_said',
      statement: '2026-1',
      language: 'en',
      interpreter: false,
      began: '09:30',
    } as const;
    await done(mine.decide('contact', contact, 0, randomUUID(), call));
    const slot = { day: on, from: '14:00', until: '15:00' };
    const command = {
      do: 'agree_call_back',
      on,
      callBack,
      way: 'we_call',
      slot,
      leaveMessage: false,
    } as const;
    await done(
      mine.agreeCallBack({ contact, expected: 1, commandId: randomUUID(), command, number: '07700 900123' }),
    );

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
