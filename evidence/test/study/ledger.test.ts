import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ledgerAt, StudyRefusal } from '../../src/index.ts';
import type { LedgerContent } from '../../src/index.ts';
import { whileHeld } from '../../src/study/ledger-hold.ts';

const top = mkdtempSync(join(tmpdir(), 'throughcare ledger '));
after(() => rmSync(top, { recursive: true }));

const at = '2026-11-01T00:00:00Z';
const sha = (letter: string): string => letter.repeat(64);
const designOf = (study: string): LedgerContent => ({
  kind: 'design',
  study,
  question: 'Does it help?',
  madeUp: true,
  protocolSha256: sha('a'),
  designSha256: sha('b'),
});

/** A ledger of three designs. */
function three(name: string): { folder: string; entries: string; head: string } {
  const folder = join(top, name);
  for (const study of ['one', 'two', 'three']) ledgerAt(folder).append(at, () => designOf(study));
  return { folder, entries: join(folder, 'entries.jsonl'), head: join(folder, 'ledger.json') };
}

const refusal =
  (words: RegExp) =>
  (error: Error): boolean =>
    error instanceof StudyRefusal && words.test(error.message);

test('each entry holds the SHA-256 of the one before it, worked out here by hand', () => {
  const { folder, entries, head } = three('chain');
  const lines = readFileSync(entries, 'utf8').trimEnd().split('\n');
  let before = '0'.repeat(64);
  lines.forEach((line, k) => {
    const entry = JSON.parse(line);
    assert.equal(entry.number, k + 1);
    assert.equal(entry.before, before);
    const { kind, study, question, madeUp, protocolSha256, designSha256 } = entry.what;
    // Keys in the order of the alphabet.
    const what = { designSha256, kind, madeUp, protocolSha256, question, study };
    before = createHash('sha256')
      .update(JSON.stringify([k + 1, at, what, entry.before]))
      .digest('hex');
    assert.equal(entry.hash, before);
  });
  assert.equal(JSON.parse(readFileSync(head, 'utf8')).head, before);
  assert.equal(ledgerAt(folder).entries().length, 3);
});

test('an entry that was altered, taken out, put in, turned round or cut off is named, and nothing can be added', () => {
  const tampered: readonly (readonly [string, (lines: string[]) => string[], RegExp])[] = [
    ['altered', ([a, b, c]) => [a, b.replace('"two"', '"null"'), c], /entry 2 was altered/],
    ['out', ([a, , c]) => [a, c], /entry 2 does not follow the one before it/],
    ['in', ([a, b, c]) => [a, b, b, c], /entry 3 does not follow/],
    ['turned', ([a, b, c]) => [a, c, b], /entry 2 does not follow/],
    ['last', ([a, b]) => [a, b], /it holds 2 entries, and there were 3/],
    ['rubbish', ([a, , c]) => [a, '{"number":2}', c], /entry 2 cannot be read/],
  ];
  for (const [name, change, words] of tampered) {
    const { folder, entries } = three(name);
    const lines = change(readFileSync(entries, 'utf8').trimEnd().split('\n'));
    const left = `${lines.join('\n')}\n`;
    writeFileSync(entries, left);
    const ledger = ledgerAt(folder);
    assert.throws(() => ledger.entries(), refusal(words), name);
    assert.throws(() => ledger.append(at, () => designOf('four')), refusal(words), name);
    assert.equal(readFileSync(entries, 'utf8'), left);
    assert.ok(!existsSync(join(folder, 'held')));
    const checked = ledger.check();
    assert.match(checked?.fault ?? '', words);
    // What stands before the break is still told.
    assert.ok(checked !== undefined && checked.entries.length < 3);
  }
});

test('a chain that was written anew from the second entry on is found by its head', () => {
  const { folder, head } = three('anew');
  const other = three('other');
  const lines = readFileSync(join(folder, 'entries.jsonl'), 'utf8').trimEnd().split('\n');
  rmSync(folder, { recursive: true });
  ledgerAt(folder).append(at, () => designOf('one'));
  ledgerAt(folder).append(at, () => designOf('other'));
  ledgerAt(folder).append(at, () => designOf('three'));
  assert.equal(readFileSync(join(folder, 'entries.jsonl'), 'utf8').split('\n')[0], lines[0]);
  writeFileSync(head, readFileSync(other.head));
  assert.throws(() => ledgerAt(folder).entries(), refusal(/entry 3 is not the one that was written last/));
});

test('a file of the ledger that is missing or damaged is refused, and not begun anew', () => {
  for (const missing of ['ledger.json', 'entries.jsonl']) {
    const { folder } = three(`without ${missing}`);
    rmSync(join(folder, missing));
    assert.throws(() => ledgerAt(folder).append(at, () => designOf('x')), refusal(/is missing/));
  }
  const { folder, head } = three('no head');
  writeFileSync(head, '{');
  assert.throws(() => ledgerAt(folder), refusal(/ledger\.json is damaged or no ledger's/));
});

test('an addition that was broken off counts when its entry was whole, and leaves no trace when it was not', () => {
  const { folder, entries, head } = three('broken off');
  const old = readFileSync(head, 'utf8');
  ledgerAt(folder).append(at, () => designOf('four'));
  // Broken off between entry and head: the entry is there.
  writeFileSync(head, old);
  assert.equal(ledgerAt(folder).entries().length, 4);
  ledgerAt(folder).append(at, () => designOf('five'));
  assert.equal(ledgerAt(folder).entries().length, 5);
  // Broken off within the entry: it was never added, and the next one takes its place.
  appendFileSync(entries, '{"number":6,"at":"2026');
  assert.equal(ledgerAt(folder).entries().length, 5);
  ledgerAt(folder).append(at, () => designOf('six'));
  assert.deepEqual(
    ledgerAt(folder)
      .entries()
      .map(({ what }) => what.study),
    ['one', 'two', 'three', 'four', 'five', 'six'],
  );
  // Half of an entry that the head knows is damage.
  truncateSync(entries, readFileSync(entries).length - 9);
  assert.throws(() => ledgerAt(folder).entries(), refusal(/its last entry was cut short/));
});

test('a beginning that was broken off is begun again', () => {
  const folder = join(top, 'begun');
  three('begun');
  rmSync(join(folder, 'ledger.json'));
  writeFileSync(join(folder, 'entries.jsonl'), '');
  ledgerAt(folder).append(at, () => designOf('one'));
  assert.equal(ledgerAt(folder).entries().length, 1);
});

test('what is refused within an addition adds nothing and lets go of the ledger', () => {
  const { folder } = three('refused');
  assert.throws(
    () =>
      ledgerAt(folder).append(at, () => {
        throw new StudyRefusal('Not this.');
      }),
    refusal(/Not this/),
  );
  assert.equal(ledgerAt(folder).entries().length, 3);
  assert.ok(!existsSync(join(folder, 'held')));
});

test('a place that cannot be written is refused in words', () => {
  const file = join(top, 'a file');
  writeFileSync(file, '');
  assert.throws(
    () => ledgerAt(join(file, 'ledger')).append(at, () => designOf('x')),
    refusal(/could not be written.*no result is shown.*--ledger DIR/),
  );
});

test('a hold whose maker is gone is taken over, also where taking it over was broken off', () => {
  const file = join(top, 'held by the dead');
  // No process has this number: it is above what the system gives.
  writeFileSync(file, `${2 ** 22 + 1} ${hostname()}`);
  assert.equal(
    whileHeld(file, 'it', () => 'done'),
    'done',
  );
  assert.ok(!existsSync(file));
  writeFileSync(`${file}.clearing`, `${2 ** 22 + 1} ${hostname()}`);
  writeFileSync(file, `${2 ** 22 + 1} ${hostname()}`);
  assert.equal(
    whileHeld(file, 'it', () => 'done again'),
    'done again',
  );
});

test('four processes at once lose no look, and every look has a number of its own', async () => {
  const folder = join(top, 'at once');
  const [processes, each] = [4, 12];
  const script = join(import.meta.dirname, 'appending.ts');
  await Promise.all(
    Array.from({ length: processes }, (_, k) => {
      const child = spawn(process.execPath, [script, folder, `p${k}`, String(each)], { stdio: 'inherit' });
      return new Promise<void>((resolve, reject) => {
        child.on('close', status => (status === 0 ? resolve() : reject(new Error(`status ${status}`))));
      });
    }),
  );
  const numbers = ledgerAt(folder)
    .entries()
    .map(({ what }) => (what.kind === 'look' ? what.look.number : undefined));
  assert.deepEqual(
    numbers,
    Array.from({ length: processes * each }, (_, k) => k + 1),
  );
});
