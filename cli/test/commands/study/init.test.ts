import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { call, firstStudy, spawned } from './calling.ts';

test('study init prints a draft, and says on the other channel what has to be decided, by line', async () => {
  const at = firstStudy();
  const { status, out, err } = await call('init', at.folder);
  assert.equal(status, 0);
  assert.match(out, /^# A draft/);
  assert.match(err, /To decide, by line:\nline \d+, column 1, question: question is empty; fill it in/);
  assert.match(err, /estimand is empty; fill it in\. Choose whom the answer is about/);
  assert.doesNotMatch(err, /undefined|Invalid/);
});

test('study init --out never writes over a file, also when two write at once', async () => {
  const at = firstStudy();
  const to = join(at.folder, 'mine.yaml');
  const args = ['init', at.folder, '--out', to];
  const both = await Promise.all([spawned(at.folder, args), spawned(at.folder, args)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [0, 1]);
  const draft = readFileSync(to, 'utf8');
  assert.equal((await call('init', at.folder)).out, draft);
  writeFileSync(to, 'my work');
  const { status, err } = await call(...args);
  assert.equal(status, 1);
  assert.match(err, /mine\.yaml stands there already. Nothing was written over it/);
  assert.equal(readFileSync(to, 'utf8'), 'my work');
});

test('a draft that is run as it is is refused by line, and nothing is read', async () => {
  const at = firstStudy();
  const to = join(at.folder, 'draft.yaml');
  await call('init', at.folder, '--out', to);
  const { status, err } = await call('design', to, '--data', join(at.folder, 'not there'));
  assert.equal(status, 1);
  assert.match(err, /cannot be run yet; nothing was read from the data/);
  assert.match(err, /estimand is empty/);
});
