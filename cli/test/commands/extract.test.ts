import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { extract } from '../../src/commands/extract.ts';
import { listening, smallService, type Service } from './data-folder.ts';

let service: Service;
before(async () => {
  service = await smallService();
});
after(async () => {
  await service.stop();
  service.remove();
});

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const { said, io } = listening();
  const status = await extract.run([...args, '--data', service.dataFolder], io);
  return { status, ...said };
}

test('E10: the extract is written without anybody’s identity, with its hash', async () => {
  const { status, out, err } = await run();
  assert.equal(status, 0);
  assert.match(
    out,
    /^record,spell,sentenced_month,.*\nR[0-9a-f]{12},1,2026-03,2026-03,community_order,12,none,/,
  );
  assert.doesNotMatch(out, /Ashgrove|TC-1|1980/);
  assert.match(err, /^1 sentence spells\. SHA-256 [0-9a-f]{64}\n$/);
});

test('the identity file needs a reason, goes to a closed file, and is named in the access log', async () => {
  const file = join(service.dataFolder, '..', 'identities.csv');
  assert.equal((await run('--identities', '--out', file)).status, 2);
  const { status, out, err } = await run('--identities', '--reason', 'linkage', '--out', file);
  assert.deepEqual([status, out], [0, '']);
  assert.match(err, /1 people written/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(
    readFileSync(file, 'utf8'),
    /\nR[0-9a-f]{12},choice,Ashgrove,Tobin,1980-02-01,ZZ1,M,,2026-03-02\n$/,
  );
});

test('who is asked for and is not there is answered with who there is', async () => {
  await assert.rejects(run('--as', 'Nobody'), /Say which analyst with --as: Ada Quill/);
});
