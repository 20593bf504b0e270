import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { ledgerAt } from '@throughcare/evidence';
import { call, firstStudy, root, spawned } from './calling.ts';
import type { Place } from './calling.ts';

const runArgs = (at: Place): string[] => ['run', at.file, '--data', at.folder, '--out', at.results];
const designed = async (): Promise<Place> => {
  const at = firstStudy();
  assert.equal((await call('design', at.file, '--data', at.folder)).status, 0);
  return at;
};
const kinds = (at: Place): string[] =>
  ledgerAt(at.ledger)
    .entries()
    .map(({ what }) => what.kind);
const looksInLock = (at: Place): number => JSON.parse(readFileSync(at.lock, 'utf8')).looks.length;

/** All that a run writes is there and can be read. */
function assertWhole(results: string): void {
  for (const file of ['result.json', join('release', 'release.json')])
    JSON.parse(readFileSync(join(results, file), 'utf8'));
  for (const file of ['report.html', 'report.txt'])
    assert.ok(readFileSync(join(results, file), 'utf8').length > 1000);
}

test('two runs at once on one lock, ledger and folder: both looks count in both places, and one whole result stands', async () => {
  const at = await designed();
  const before = readdirSync(at.folder);
  const both = await Promise.all([spawned(at.folder, runArgs(at)), spawned(at.folder, runArgs(at))]);
  for (const { status, err } of both) assert.equal(status, 0, err);
  assert.deepEqual(kinds(at).sort(), ['design', 'look', 'look', 'result', 'result']);
  assert.equal(looksInLock(at), 2);
  assertWhole(at.results);
  assert.deepEqual(readdirSync(at.folder).sort(), [...before, 'results'].sort());
});

test('two designs at once leave one lock that runs', async () => {
  const at = firstStudy();
  const args = ['design', at.file, '--data', at.folder];
  for (const { status } of await Promise.all([spawned(at.folder, args), spawned(at.folder, args)]))
    assert.equal(status, 0);
  assert.equal((await call(...runArgs(at))).status, 0);
});

test('a run that is killed, whenever, leaves a ledger, a lock and results that can be gone on from', async () => {
  const at = await designed();
  const main = join(root, 'cli', 'src', 'main.ts');
  for (const after of [300, 700, 1000, 1300, 1600]) {
    const child = spawn(process.execPath, [main, 'study', ...runArgs(at)], {
      cwd: at.folder,
      stdio: 'ignore',
    });
    const closed = new Promise(resolve => child.on('close', resolve));
    await wait(after);
    child.kill('SIGKILL');
    await closed;
    ledgerAt(at.ledger).entries();
    JSON.parse(readFileSync(at.lock, 'utf8'));
    if (existsSync(at.results)) assertWhole(at.results);
  }
  assert.equal((await call(...runArgs(at))).status, 0);
  assertWhole(at.results);
  // What the killed ones left is cleared away: it is exact.
  assert.deepEqual(
    readdirSync(at.folder).filter(name => name.startsWith('results')),
    ['results'],
  );
});

test('what a run set aside that was killed in between is put back where nothing stands, and cleared away where something does', async () => {
  const at = await designed();
  const over = spawn(process.execPath, ['-e', '']);
  await new Promise(resolve => over.on('close', resolve));
  const results = (): string[] => readdirSync(at.folder).filter(name => name.startsWith('results'));
  const aside = `${at.results}.old-${over.pid}`;
  assert.equal((await call(...runArgs(at))).status, 0);

  renameSync(at.results, aside);
  // A run that then fails leaves what stood there before it was killed.
  const full = await spawned(at.folder, runArgs(at), "trap '' XFSZ; ulimit -f 20");
  assert.equal(full.status, 1);
  assert.deepEqual(results(), ['results']);
  assertWhole(at.results);

  cpSync(at.results, aside, { recursive: true });
  cpSync(at.results, `${at.results}.new-${over.pid}`, { recursive: true });
  mkdirSync(`${at.results}.old-of mine`);
  assert.equal((await call(...runArgs(at))).status, 0);
  assert.deepEqual(results(), ['results', 'results.old-of mine']);
  assertWhole(at.results);

  const released = join(at.results, 'release');
  renameSync(released, `${released}.old-${over.pid}`);
  const release = await call('release', at.results, '--by', 'Ada Quill', '--ledger', at.ledger);
  assert.equal(release.status, 0, release.err);
  assert.ok(!existsSync(`${released}.old-${over.pid}`));
});

test('a disk that is full is said, shows no result, and leaves ledger and earlier results as they were', async () => {
  const at = await designed();
  assert.equal((await call(...runArgs(at))).status, 0);
  const before = readFileSync(join(at.results, 'result.json'), 'utf8');
  // No file may grow beyond 20 blocks: ledger and lock fit, the report does not.
  const full = await spawned(at.folder, runArgs(at), "trap '' XFSZ; ulimit -f 20");
  assert.equal(full.status, 1);
  assert.equal(full.out, '');
  assert.match(full.err, /The results could not be written to .*no result is shown. The look is counted/);
  assert.equal(readFileSync(join(at.results, 'result.json'), 'utf8'), before);
  assertWhole(at.results);

  const other = await designed();
  const none = await spawned(other.folder, runArgs(other), "trap '' XFSZ; ulimit -f 1");
  assert.equal(none.status, 1);
  assert.equal(none.out, '');
  assert.match(none.err, /The ledger in .* could not be written .*no result is shown/);
  assert.deepEqual(kinds(other), ['design']);
  assert.ok(!existsSync(other.results));
  assert.equal((await call(...runArgs(other))).status, 0);
});

test('places that cannot be written are refused in words, before an outcome is read where that can be known', async () => {
  const at = await designed();
  const under = join(at.file, 'place');
  const run = (...more: string[]) => call('run', at.file, '--data', at.folder, ...more);
  const out = await run('--out', under);
  assert.match(out.err, /could not be written to .*so no outcome was read.*--out DIR/);
  assert.deepEqual(kinds(at), ['design']);
  const ledger = await run('--ledger', under);
  assert.match(ledger.err, /ledger in .* could not be written.*no result is shown/);
  const lock = await call(
    'design',
    at.file,
    '--data',
    at.folder,
    '--lock',
    join(at.folder, 'none', 'lock.json'),
  );
  assert.match(lock.err, /The lock could not be written to .*--lock FILE/);
  const within = await call('design', at.file, '--data', at.folder, '--lock', under);
  assert.match(within.err, /The lock could not be written to .*--lock FILE/);
  for (const { status, out: said } of [out, ledger, lock, within]) {
    assert.equal(status, 1);
    assert.equal(said, '');
  }
});

test('a ledger that was tampered with stops design, run and release, and the register says where it is broken', async () => {
  const at = await designed();
  await call(...runArgs(at));
  const file = join(at.ledger, 'entries.jsonl');
  const [design, look, result] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${[design, look.replace('"number":1', '"number":2'), result].join('\n')}\n`);
  for (const args of [
    ['design', at.file, '--data', at.folder],
    runArgs(at),
    ['release', at.results, '--by', 'Ada Quill'],
  ]) {
    const { status, out, err } = await call(...args);
    assert.equal(status, 1);
    assert.equal(out, '');
    assert.match(err, /The ledger in .* is damaged: entry 2 was altered/);
  }
  const told = await call('register', '--ledger', at.ledger);
  assert.equal(told.status, 1);
  assert.match(told.out, /Ledger ledger: BROKEN/);
  assert.match(told.err, /damaged: entry 2 was altered. What is listed stands before the break/);
  const json = await call('register', '--ledger', at.ledger, '--json');
  assert.equal(json.status, 1);
  assert.deepEqual(JSON.parse(json.out).ledger, {
    name: 'ledger',
    entries: 1,
    head: JSON.parse(design).hash,
    whole: false,
    fault: 'entry 2 was altered',
  });
});

test('a register of a folder without a ledger is refused, of a whole one is a list for machines too', async () => {
  const at = await designed();
  const empty = join(at.folder, 'empty');
  mkdirSync(empty);
  assert.match((await call('register', '--ledger', empty)).err, /There is no ledger in .*empty/);
  await call(...runArgs(at));
  const { status, out } = await call('register', '--ledger', at.ledger, '--json');
  assert.equal(status, 0);
  const register = JSON.parse(out);
  assert.equal(register.format, 'throughcare-study-register/1');
  assert.equal(register.ledger.whole, true);
  const [study] = register.studies;
  assert.deepEqual(
    study.looks[0].findings.map(({ first, second }: { first: string; second: string }) => [first, second]),
    [
      ['programme', 'alone'],
      ['custody', 'alone'],
    ],
  );
});
