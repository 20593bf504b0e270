import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { call, edit, firstStudy } from './calling.ts';
import type { Place, Said } from './calling.ts';

const design = (at: Place): Promise<Said> => call('design', at.file, '--data', at.folder);
const run = (at: Place, ...more: string[]): Promise<Said> =>
  call('run', at.file, '--data', at.folder, ...more);
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

test('study run without a lock is refused, says what to do, and leaves nothing behind', async () => {
  const at = firstStudy();
  const before = readdirSync(at.folder);
  const { status, out, err } = await run(at, '--out', at.results);
  assert.equal(status, 1);
  assert.equal(out, '');
  assert.match(
    err,
    /There is no lock at .*no outcome was read.*throughcare study design .*study\.yaml --data/,
  );
  assert.deepEqual(readdirSync(at.folder), before);
});

test('study design reads no outcome, not even when there is none, and study run needs the lock that it writes', async () => {
  const at = firstStudy();
  const outcomes = readFileSync(join(at.folder, 'reconvictions.csv'));
  rmSync(join(at.folder, 'reconvictions.csv'));
  const designed = await design(at);
  assert.equal(designed.status, 0);
  assert.match(designed.err, /Locked in .*No outcome was read/);
  assert.doesNotMatch(designed.out, /naive|adjusted/);
  assert.deepEqual(json(at.lock).looks, []);
  assert.match((await run(at)).err, /reconvictions\.csv is not in/);
  writeFileSync(join(at.folder, 'reconvictions.csv'), outcomes);
  const { status, out } = await run(at, '--json');
  assert.equal(status, 0);
  const report = JSON.parse(out);
  assert.equal(report.format, 'throughcare-study-report/2');
  assert.equal(report.standsOn.ledger.name, 'ledger');
  // 248 on the programme by hand: grep -c ',community,programme,' people.csv
  assert.equal(report.pairs[0].naive.arms[0].n, 248);
  assert.equal(json(at.lock).looks.length, 1);
});

test('study run says on one page who is compared, the naive and the adjusted answer, and a conclusion', async () => {
  const at = firstStudy();
  await design(at);
  const { out } = await run(at);
  for (const words of [/700 {2}rows in the file/, /naive: .* in a thousand/, /adjusted: .* in a thousand/])
    assert.match(out, words);
  assert.match(out, /We cannot tell yet/);
});

test('E15: a protocol that is not the one locked is refused, and a new design marks it for ever', async () => {
  const at = firstStudy();
  await design(at);
  await run(at);
  edit(at.file, text => text.replace('estimand: ATO', 'estimand: ATE'));
  const refused = await run(at);
  assert.equal(refused.status, 1);
  assert.equal(refused.out, '');
  assert.match(refused.err, /not the one that was locked.*the report will say for ever that it was changed/);
  assert.match(
    (await design(at)).err,
    /seen under another protocol; every report of it will say so for ever/,
  );
  assert.match((await run(at)).out, /THE PROTOCOL WAS CHANGED AFTER OUTCOMES HAD BEEN SEEN/);
});

test('E15: the mark stays when the lock is deleted, for the ledger remembers, and when the ledger is, for the lock does', async () => {
  for (const lost of ['lock', 'ledger'] as const) {
    const at = firstStudy();
    await design(at);
    await run(at);
    edit(at.file, text => text.replace('estimand: ATO', 'estimand: ATT'));
    rmSync(at[lost], { recursive: true });
    await design(at);
    const report = JSON.parse((await run(at, '--json')).out);
    assert.equal(report.standsOn.changedAfterOutcomes, true, lost);
    assert.equal(report.standsOn.looks, 2, lost);
    // Back to the first protocol does not wash it off.
    edit(at.file, text => text.replace('estimand: ATT', 'estimand: ATO'));
    await design(at);
    assert.equal(JSON.parse((await run(at, '--json')).out).standsOn.changedAfterOutcomes, true, lost);
  }
});

test('the same protocol on the same data is the same look again; other data is a further one', async () => {
  const at = firstStudy();
  await design(at);
  const looks = async () => JSON.parse((await run(at, '--json')).out).standsOn.look;
  assert.equal((await looks()).number, 1);
  assert.equal((await looks()).number, 1);
  edit(join(at.folder, 'reconvictions.csv'), text => text.split('\n').slice(0, -2).join('\n') + '\n');
  const later = await looks();
  assert.equal(later.number, 2);
  assert.ok(later.level > 0.95);
});

test('data that changed since the design is refused before an outcome is read', async () => {
  const at = firstStudy();
  await design(at);
  edit(join(at.folder, 'people.csv'), text => text.replace(',65,male', ',66,male'));
  const { status, err } = await run(at);
  assert.equal(status, 1);
  assert.match(err, /The data is not what the design saw.*No outcome was read/);
  assert.deepEqual(json(at.lock).looks, []);
});

test('study run --out writes everything, exact apart from what may be shared, and nothing beside it', async () => {
  const at = firstStudy();
  await design(at);
  const { err } = await run(at, '--out', at.results);
  assert.match(err, /exact and restricted; release may be shared once somebody has put their name to it/);
  for (const file of ['result.json', 'report.txt', 'report.html'])
    assert.ok(existsSync(join(at.results, file)));
  const released = json(at.results, 'release', 'release.json');
  assert.equal(released.pairs[0].arms[0].n, 250);
  assert.equal(released.signed, undefined);
  assert.ok(!readdirSync(at.folder).some(name => name.startsWith('results.')));
});

test('--out replaces an unreleased result of the same study whole, and nothing else', async () => {
  const at = firstStudy();
  await design(at);
  await run(at, '--out', at.results);
  writeFileSync(join(at.results, 'report.txt'), 'old');
  assert.equal((await run(at, '--out', at.results)).status, 0);
  assert.match(readFileSync(join(at.results, 'report.txt'), 'utf8'), /naive/);

  const refused = async (words: RegExp, out = at.results): Promise<void> => {
    const looks = json(at.lock).looks.length;
    const { status, out: said, err } = await run(at, '--out', out);
    assert.equal(status, 1);
    assert.equal(said, '');
    assert.match(err, words);
    assert.match(err, /Nothing was replaced/);
    assert.equal(json(at.lock).looks.length, looks, 'no outcome was looked at');
  };
  await refused(/holds .*, which no study wrote/, at.folder);
  await refused(/is a file, and results are a folder/, at.file);
  writeFileSync(join(at.results, 'notes.txt'), 'mine');
  await refused(/holds notes\.txt, which no study wrote/);
  rmSync(join(at.results, 'notes.txt'));
  const own = readFileSync(join(at.results, 'result.json'), 'utf8');
  writeFileSync(join(at.results, 'result.json'), own.replace('"first-study"', '"another"'));
  await refused(/holds results of another study, another/);
  writeFileSync(join(at.results, 'result.json'), own);
  await call('release', at.results, '--by', 'Ada Quill');
  await refused(/holds a release that somebody has put their name to/);
  const empty = join(at.folder, 'empty');
  mkdirSync(empty);
  assert.equal((await run(at, '--out', empty)).status, 0);
});

test('a faulty protocol is refused by line and column before any data is read', async () => {
  const at = firstStudy(text => text.replace('estimand: ATO', 'estimand: best'));
  const { status, err } = await call('run', at.file, '--data', join(at.folder, 'not-there.csv'));
  assert.equal(status, 1);
  assert.match(err, /line \d+, column 1, estimand: Choose whom the answer is about/);
});

test('what is not there is refused in words, and no lock is left behind', async () => {
  const at = firstStudy();
  const nowhere = join(at.folder, 'none');
  assert.match((await call('design', at.file, '--data', nowhere)).err, /There is no file or folder at/);
  assert.match((await call('run', nowhere, '--data', at.folder)).err, /There is no protocol at .*none/);
  assert.ok(!existsSync(at.lock) && !existsSync(at.ledger));
});

test('a damaged lock, or one of another study, is refused in words', async () => {
  const at = firstStudy();
  await design(at);
  const lock = readFileSync(at.lock, 'utf8');
  writeFileSync(at.lock, lock.slice(0, 40));
  assert.match((await run(at)).err, /The lock file is no JSON. No outcome was read/);
  writeFileSync(at.lock, lock.replace('first-study', 'another'));
  assert.match((await design(at)).err, /belongs to the study another/);
});
