import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportAll } from '../../src/commands/export.ts';
import { importAll } from '../../src/commands/import.ts';
import { listening, smallService, type Service } from './data-folder.ts';

let service: Service;
before(async () => {
  service = await smallService();
});
after(async () => {
  await service.stop();
  service.remove();
});

test('E42: one command takes everything out, beside the service that runs, and its own record is not taken in again', async () => {
  const folder = join(dirname(service.dataFolder), 'everything');
  const { said, io } = listening();
  const args = [folder, '--by', 'ada', '--reason', 'The service moves', '--data', service.dataFolder];
  assert.equal(await exportAll.run(args, io), 0, said.err);
  assert.match(said.out, /holds 5 events of 2 records\./);
  assert.ok(readdirSync(folder).includes('SHA256SUMS'));
  await assert.rejects(importAll.run([folder, '--data', service.dataFolder], io), /is here already/);
});

test('E42: without a reason or a name nothing is taken out', async () => {
  const { said, io } = listening();
  assert.equal(await exportAll.run(['somewhere', '--by', 'ada', '--data', service.dataFolder], io), 2);
  assert.match(said.err, /^throughcare export FOLDER/);
});
