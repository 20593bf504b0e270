import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { progressOn, sayMoved } from '../../../src/commands/records/progress.ts';
import { records } from '../../../src/commands/records/records.ts';
import { listening, smallService, type Service } from '../data-folder.ts';

let service: Service;
before(async () => {
  service = await smallService();
});
after(async () => {
  await service.stop();
  service.remove();
});

async function rebuild(...more: string[]): Promise<{ status: number; out: string; err: string }> {
  const { said, io } = listening();
  const status = await records.run(['rebuild', '--data', service.dataFolder, ...more], io);
  return { status, ...said };
}

async function alter(): Promise<void> {
  await withClient(service.superuserUrl, client =>
    client.query(`update throughcare.case_row set status = 'closed' where id = $1`, [service.case]),
  );
}

test('what pages read is made again beside the service that runs, and it says what differed', async () => {
  const right = await rebuild();
  assert.equal(right.status, 0);
  assert.match(right.out, /events in 2 streams were read\. Every row was as the events make it\./);
  await alter();
  const { status, out } = await rebuild();
  assert.equal(status, 0);
  assert.match(out, /These rows differed, and were put right:\n {2}case_row: 1\n$/);
  assert.match((await rebuild()).out, /Nothing was changed\./);
});

test('with --check it counts and changes nothing, and the exit status says what it found', async () => {
  assert.equal((await rebuild('--check')).status, 0);
  await alter();
  for (let n = 0; n < 2; n++) {
    const { status, out } = await rebuild('--check', '--json');
    assert.equal(status, 1);
    assert.deepEqual((JSON.parse(out) as { differing: object }).differing, { case_row: 1 });
  }
  assert.equal((await rebuild()).status, 0);
});

test('a call that is wrong is answered with how it is written', async () => {
  const { said, io } = listening();
  assert.equal(await records.run(['mend'], io), 2);
  assert.match(said.err, /throughcare records rebuild/);
});

test('it says how far it has come: one line on a terminal, a line now and then elsewhere', () => {
  assert.equal(
    sayMoved({ events: 120_000, of: 1_000_000 }, 5),
    '120,000 of 1,000,000 events (12%), 24,000 a second, about 37 s left',
  );
  assert.match(sayMoved({ events: 12, of: 10 }, 1), /^12 of 12 events \(100%\).* about 0 s left$/);
  const saidOn = (terminal: boolean) => {
    const said: string[] = [];
    let now = 0;
    const progress = progressOn(
      text => said.push(text),
      terminal,
      () => now,
    );
    for (now = 1000; now <= 12_000; now += 1000) progress.moved({ events: now, of: 12_000 });
    progress.end();
    return said;
  };
  assert.equal(saidOn(false).length, 2);
  assert.ok(saidOn(false).every(line => line.endsWith('left\n')));
  assert.equal(saidOn(true).length, 13);
  assert.ok(saidOn(true).every(line => line.startsWith('\r\u001b[K') && !line.includes('\n')));
});
