import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ledgerAt } from '@throughcare/evidence';
import { call, edit, firstStudy } from './calling.ts';
import type { Place } from './calling.ts';

async function ranIn(at: Place, out = at.results): Promise<void> {
  for (const args of [
    ['design', at.file, '--data', at.folder],
    ['run', at.file, '--data', at.folder, '--out', out],
  ]) {
    const { status, err } = await call(...args);
    assert.equal(status, 0, err);
  }
}
const releasedIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'release', 'release.json'), 'utf8'));

test('a release is signed, by itself and in its page and in the ledger, and made once', async () => {
  const at = firstStudy();
  await ranIn(at);
  const { status, out } = await call(
    'release',
    at.results,
    '--by',
    'Ada Quill',
    '--reviewer',
    'Tobin Ashgrove',
  );
  assert.equal(status, 0);
  assert.match(out, /Released by Ada Quill; read by Tobin Ashgrove/);
  const { signed } = releasedIn(at.results);
  assert.deepEqual([signed.by, signed.reviewer], ['Ada Quill', 'Tobin Ashgrove']);
  assert.match(readFileSync(join(at.results, 'release', 'report.html'), 'utf8'), /Ada Quill/);
  const release = ledgerAt(at.ledger).entries().at(-1)?.what;
  assert.equal(release?.kind, 'release');
  const again = await call('release', at.results, '--by', 'Somebody Else');
  assert.equal(again.status, 1);
  assert.match(again.err, /was released by Ada Quill on .* already. Nothing was changed/);
  assert.equal(ledgerAt(at.ledger).entries().length, 4);
});

test('a reviewer who is the one who releases is none', async () => {
  const at = firstStudy();
  const { status, err } = await call('release', at.results, '--by', 'Ada Quill', '--reviewer', 'ada quill ');
  assert.equal(status, 2);
  assert.match(err, /The reviewer is somebody else than who releases/);
});

test('a release that could be subtracted from an earlier one of the ledger is refused in words, and nothing goes out', async () => {
  const at = firstStudy();
  await ranIn(at);
  await call('release', at.results, '--by', 'Ada Quill');
  // The same question without three of the people on the programme.
  let left = 3;
  edit(join(at.folder, 'people.csv'), text =>
    text
      .split('\n')
      .filter(line => !line.includes(',programme,') || left-- <= 0)
      .join('\n'),
  );
  const second = join(at.folder, 'second');
  await ranIn(at, second);
  assert.ok(!existsSync(join(second, 'release')), 'nor does the run leave a draft of it');
  const before = ledgerAt(at.ledger).entries().length;
  const { status, out, err } = await call('release', second, '--by', 'Ada Quill');
  assert.equal(status, 1);
  assert.equal(out, '');
  assert.match(err, /This release cannot go out: .* differ by fewer than 10 people/);
  assert.ok(!existsSync(join(second, 'release')));
  assert.equal(ledgerAt(at.ledger).entries().length, before);
  // Another ledger does not know the run, so that it is no way round.
  const round = await call('release', second, '--by', 'Ada Quill', '--ledger', join(at.folder, 'new'));
  assert.match(round.err, /does not know the run that this result came of/);
});

test('a result that was altered, is damaged, or is none is refused in words', async () => {
  const at = firstStudy();
  await ranIn(at);
  const file = join(at.results, 'result.json');
  const own = readFileSync(file, 'utf8');
  const refused = async (words: RegExp): Promise<void> => {
    const { status, err } = await call('release', at.results, '--by', 'Ada Quill');
    assert.equal(status, 1);
    assert.match(err, words);
    assert.match(err, /Nothing was released/);
    assert.equal(releasedIn(at.results).signed, undefined);
  };
  writeFileSync(file, own.replace('made-up people sentenced', 'people sentenced'));
  await refused(/altered since/);
  writeFileSync(file, own.slice(0, 1000));
  await refused(/is no result of this version, or it is damaged/);
  writeFileSync(file, '{"format":"throughcare-study-report/2","standsOn":{"ledger":{"entry":"2"}}}');
  await refused(/does not know the run/);
  rmSync(file);
  await refused(/There is no result at/);
});
