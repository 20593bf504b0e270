import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, readLock, run, sourceOf, StudyRefusal } from '../../src/index.ts';
import {
  peopleHeader,
  protocolOf,
  protocolText,
  smallFiles,
  smallProtocol,
  smallSource,
} from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';
const later = '2026-12-01T00:00:00Z';
const changed = protocolOf(protocolText.replace('within_days: 365', 'within_days: 364'));

test('a design never opens the file of outcomes', () => {
  const files = smallFiles();
  const opened: string[] = [];
  const source = sourceOf(files);
  design(smallProtocol, { ...source, open: file => (opened.push(file), source.open(file)) }, at);
  assert.deepEqual(opened, ['people.csv']);
  // It needs no such file at all, and a run does.
  const { lock } = design(smallProtocol, sourceOf({ 'people.csv': files['people.csv'] }), at);
  assert.throws(
    () => run(smallProtocol, lock, sourceOf({ 'people.csv': files['people.csv'] }), at),
    /reconvictions.csv is not in/,
  );
});

test('a design never reads outcome columns of the cohort file: whatever stands in them, it is the same', () => {
  const recorded = protocolOf(
    protocolText
      .replace(
        / {2}found_in:[\s\S]*? {2}death: died_on\n/,
        "  recorded_in: { event: back, is: 'yes', days: days, from: release, complete_because: it is over }\n",
      )
      .replace(/ {2}negative_control:.*\n/, '')
      .replaceAll(/ {4}time_zero:.*\n/g, '')
      .replace(
        '        sex: { one_of: [male, female] }\n',
        "        sex: { one_of: [male, female] }\n        back: { one_of: ['no', 'yes'] }\n        days: number\n",
      ),
  );
  const people = smallFiles()['people.csv'];
  const withOutcome = (of: (i: number) => string): string =>
    people
      .trimEnd()
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'back,days' : of(i)}`)
      .join('\n');
  const good = sourceOf({ 'people.csv': withOutcome(i => (i % 5 === 0 ? 'yes,30' : 'no,')) });
  const rubbish = sourceOf({ 'people.csv': withOutcome(() => '?,??') });
  const locked = design(recorded, good, at).lock;
  assert.deepEqual(design(recorded, rubbish, at).lock, locked);
  // A run does read them: rubbish leaves nobody, each row is reported, and nothing is estimated.
  assert.ok(run(recorded, locked, good, at).report.pairs.every(({ adjusted }) => 'value' in adjusted));
  const { report } = run(recorded, locked, rubbish, at);
  assert.equal(report.rejectedRows.length, 900);
  assert.equal(report.attrition.at(-1)?.left, 0);
  for (const { adjusted, conclusion } of report.pairs) {
    assert.ok('withheld' in adjusted);
    assert.equal(conclusion.verdict, 'cannot tell yet');
  }
});

test('E15: a run needs the lock of this very protocol', () => {
  const { lock } = design(smallProtocol, smallSource(), at);
  assert.equal(lock.protocolSha256, smallProtocol.sha256);
  assert.throws(
    () => run(changed, lock, smallSource(), at),
    (error: Error) =>
      error instanceof StudyRefusal &&
      /not the one that was locked on 2026-11-01.*No outcome was read/.test(error.message),
  );
});

test('E15: a run needs the data that the design saw', () => {
  const { lock } = design(smallProtocol, smallSource(), at);
  const files = smallFiles();
  const older = files['people.csv'].replace(
    /,(\d\d),male,x/,
    (_, age: string) => `,${Number(age) + 1},male,x`,
  );
  assert.throws(
    () => run(smallProtocol, lock, sourceOf({ ...files, 'people.csv': older }), at),
    /not what the design saw/,
  );
});

test('E15: a protocol changed after its outcomes were seen is marked in every later report', () => {
  const first = run(smallProtocol, design(smallProtocol, smallSource(), at).lock, smallSource(), at);
  assert.equal(first.report.standsOn.changedAfterOutcomes, false);
  assert.equal(first.report.standsOn.looks, 1);

  const again = design(changed, smallSource(), later, first.lock);
  const second = run(changed, again.lock, smallSource(), later);
  assert.equal(second.report.standsOn.changedAfterOutcomes, true);
  assert.equal(second.report.standsOn.looks, 2);
  for (const { conclusion } of second.report.pairs) {
    assert.ok(conclusion.cautions.some(caution => caution.includes('changed after outcomes')));
  }
  // Going back to the first protocol does not wash it off.
  const back = design(smallProtocol, smallSource(), later, second.lock);
  assert.equal(
    run(smallProtocol, back.lock, smallSource(), later).report.standsOn.changedAfterOutcomes,
    true,
  );
});

test('E15: a protocol changed before any outcome was seen is not marked', () => {
  const first = design(smallProtocol, smallSource(), at);
  const second = design(changed, smallSource(), later, first.lock);
  assert.equal(run(changed, second.lock, smallSource(), later).report.standsOn.changedAfterOutcomes, false);
});

test('a lock survives being written and read, and a damaged one is refused', () => {
  const { lock } = design(smallProtocol, smallSource(), at);
  assert.deepEqual(readLock(JSON.stringify(lock)), lock);
  assert.throws(() => readLock('{'), /no JSON/);
  assert.throws(() => readLock(JSON.stringify({ ...lock, designSha256: 'x' })), /damaged at designSha256/);
});

test('a lock of another study is not overwritten', () => {
  const { lock } = design(smallProtocol, smallSource(), at);
  assert.throws(
    () => design(smallProtocol, smallSource(), at, { ...lock, study: 'other' }),
    /belongs to the study other/,
  );
});

test('a file that is not there, or a second file where one was given, is refused in words', () => {
  assert.throws(() => design(smallProtocol, sourceOf({}), at), /people.csv is not in files in memory/);
  const single = { ...sourceOf({ 'people.csv': peopleHeader }), single: true };
  assert.throws(() => design(smallProtocol, single, at), /Nobody who is eligible/);
});
