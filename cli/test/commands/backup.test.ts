import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { audit } from '../../src/commands/audit.ts';
import { backup } from '../../src/commands/backup.ts';
import { restore } from '../../src/commands/restore.ts';
import type { Command } from '../../src/command.ts';
import { listening, smallService, type Service } from './data-folder.ts';

let service: Service;
let top: string;
let file: string;
before(async () => {
  service = await smallService();
  top = dirname(service.dataFolder);
  file = join(top, 'backup of today');
});
after(async () => {
  await service.stop();
  service.remove();
});

const roots = () => ['--roots', join(service.dataFolder, 'roots')];

async function run(
  command: Command,
  ...args: string[]
): Promise<{ status: number; out: string; err: string }> {
  const { said, io } = listening();
  const status = await command.run(args, io);
  return { status, ...said };
}

test("a backup is taken beside the service that runs, for its owner's eyes alone, and says how much it holds", async () => {
  const { status, out } = await run(backup, file, '--data', service.dataFolder);
  assert.equal(status, 0);
  assert.match(out, /hold 5 events\. They were restored and verified\./);
  for (const one of [file, `${file}.keys`]) assert.equal(statSync(one).mode & 0o077, 0);
});

test('it is restored into a new folder with the master key that is named, and verifies there', async () => {
  const folder = join(top, 'restored');
  const key = join(service.dataFolder, 'keys', 'master.key');
  const { status, out } = await run(restore, file, '--data', folder, '--key', key, ...roots());
  assert.equal(status, 0, out);
  assert.match(out, /^Restored, as of .*\nThe record is whole\.\nChecked: 5 events in 2 streams/);
  const again = await run(audit, 'verify', '--data', folder);
  assert.equal(again.status, 0, again.out);
  const erased = await run(restore, '--erasures-again', '--data', folder);
  assert.equal(erased.status, 0, erased.out);
  await assert.rejects(
    run(restore, file, '--data', folder, '--key', key, ...roots()),
    /There is a record in this database already/,
  );
});

test('beside another master key nothing is restored, and that key stays', async () => {
  const folder = join(top, 'restored');
  const place = join(folder, 'keys', 'master.key');
  const key = join(service.dataFolder, 'keys', 'master.key');
  const other = `${randomBytes(32).toString('base64')}\n`;
  writeFileSync(place, other);
  await assert.rejects(
    run(restore, file, '--data', folder, '--key', key, ...roots()),
    /holds another master key than that of this backup.*Nothing was changed/s,
  );
  assert.equal(readFileSync(place, 'utf8'), other);
});

test('E22: a restore that would bring back who was erased since is refused, until the roots are named or said to be lost', async () => {
  const folder = join(top, 'unnamed');
  const key = join(service.dataFolder, 'keys', 'master.key');
  const ask = (...args: string[]) => run(restore, file, '--data', folder, '--key', key, ...args);
  await assert.rejects(
    ask(),
    /What was erased after this backup was taken would come back. Nothing was changed/,
  );
  await assert.rejects(
    ask('--roots', join(top, 'no such folder')),
    /There is no folder .* Nothing was changed/,
  );
  await assert.rejects(ask('--roots', top), /holds no roots of the organisation .* Nothing was changed/);
  await assert.rejects(ask(...roots(), '--roots-lost'), /either named or lost. Nothing was changed/);
  assert.equal(existsSync(folder), false);
  const { status, out } = await ask('--roots-lost');
  assert.equal(status, 0, out);
  assert.match(out, /WHOEVER WAS ERASED AFTER THAT DAY STANDS IN THIS RECORD AGAIN/);
});

test('without the master key, or with another one, nothing is made', async () => {
  const folder = join(top, 'never');
  await assert.rejects(run(restore, file, '--data', folder), /none was given\. Nothing was changed/);
  const other = join(top, 'other.key');
  writeFileSync(other, randomBytes(32).toString('base64'), { mode: 0o600 });
  await assert.rejects(run(restore, file, '--data', folder, '--key', other), /master key does not open/);
  assert.equal(existsSync(folder), false);
});
