import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportAll } from '../../src/commands/export.ts';
import { importAll, sayImported } from '../../src/commands/import.ts';
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
  assert.ok(readFileSync(join(folder, 'README.md'), 'utf8').includes('## What was left out, and why'));
  await assert.rejects(importAll.run([folder, '--data', service.dataFolder], io), /is here already/);
});

test('E42: without a reason or a name nothing is taken out', async () => {
  const { said, io } = listening();
  assert.equal(await exportAll.run(['somewhere', '--by', 'ada', '--data', service.dataFolder], io), 2);
  assert.match(said.err, /^throughcare export FOLDER/);
});

test('E42: an import says by number what was taken in, what was not, and what to keep', () => {
  const said = sayImported({
    organisation: 'o',
    streams: 2,
    events: 1234,
    erasures: 1,
    already: 0,
    erasedSince: 1,
    kept: [{ file: 'access.jsonl', lines: 5678 }],
    leftOut: [{ what: 'notes that wait', rows: 3, why: 'They are no record.' }],
  });
  assert.match(said, /^Took in 1,234 events of 2 records, and 1 line of the ledger of erasures\.$/m);
  assert.match(said, /^Left out, for they were erased: 1 record that the files still hold\.$/m);
  assert.match(
    said,
    /^ {2}access\.jsonl: 5,678 lines\.\nKeep these files, closed away, for as long as you keep this record/m,
  );
  assert.match(said, /^ {2}notes that wait \(3\): They are no record\.$/m);
});
