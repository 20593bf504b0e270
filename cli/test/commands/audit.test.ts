import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { audit } from '../../src/commands/audit.ts';
import { listening, smallService, type Service } from './data-folder.ts';

let service: Service;
before(async () => {
  service = await smallService();
});
after(() => service.remove());

async function verify(...more: string[]): Promise<{ status: number; out: string; err: string }> {
  const { said, io } = listening();
  const status = await audit.run(['verify', '--data', service.dataFolder, ...more], io);
  return { status, ...said };
}

test('E21: a record is found whole beside the service that runs', async () => {
  const { status, out } = await verify();
  assert.equal(status, 0, out);
  assert.match(
    out,
    /^The record is whole\.\nChecked: 5 events in 2 streams, 0 rows of the access log, 1 seal, 1 daily root\.\n/,
  );
  assert.match(out, /A rebuild of the projections would change nothing\./);
});

test('a check that is stopped with Ctrl-C says so and that nothing was changed, and is no verdict', async () => {
  const verifying = verify();
  process.emit('SIGINT');
  const { status, out, err } = await verifying;
  assert.deepEqual([status, out], [130, '']);
  assert.match(err, /^Stopped\. Nothing was changed/m);
});

test('E21: one row altered by hand is named, and the exit status says it', async () => {
  await withClient(service.superuserUrl, async client => {
    await client.query('set session_replication_role = replica');
    await client.query(
      `update throughcare.event set occurred_on = '2026-03-01' where stream = $1 and version = 2`,
      [service.case],
    );
  });
  const { status, out } = await verify();
  assert.equal(status, 1);
  assert.match(
    out,
    new RegExp(`^The record is NOT whole\\.\\nevent: version 2 of case ${service.case} was altered\\.\\n`),
  );
  const json = JSON.parse((await verify('--json')).out) as { whole: boolean; first: { what: string } };
  assert.deepEqual([json.whole, json.first.what], [false, 'altered']);
  await withClient(service.superuserUrl, async client => {
    await client.query('set session_replication_role = replica');
    await client.query(
      `update throughcare.event set occurred_on = '2026-03-02' where stream = $1 and version = 2`,
      [service.case],
    );
  });
});

test('a projection altered by hand is counted, though the record is whole', async () => {
  await withClient(service.superuserUrl, client =>
    client.query(`update throughcare.case_row set status = 'closed' where id = $1`, [service.case]),
  );
  const { status, out } = await verify();
  assert.equal(status, 1);
  assert.match(out, /^The record is whole\./);
  assert.match(out, /would change: case_row 1\./);
  await service.records.rebuild();
});

test('it works when no service runs, and leaves the folder as it was', async () => {
  await service.stop();
  assert.equal((await verify()).status, 0);
  assert.equal((await verify()).status, 0);
});

test('a call that is wrong is answered with how it is written', async () => {
  const { said, io } = listening();
  assert.equal(await audit.run(['look'], io), 2);
  assert.match(said.err, /throughcare audit verify/);
  assert.equal(said.out, '');
});

test('a folder that is not there is refused in words, and not made', async () => {
  const { io } = listening();
  await assert.rejects(
    audit.run(['verify', '--data', `${service.dataFolder} no`], io),
    /There is no data folder at/,
  );
});
