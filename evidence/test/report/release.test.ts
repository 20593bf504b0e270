import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, refuseDifferencing, release, releaseRecord, run, sourceOf } from '../../src/index.ts';
import type { ReleasedCount, ReleasedReport, StudyReport } from '../../src/index.ts';
import { protocolOf, protocolText, smallFiles, smallProtocol } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

function reportOf(people: number, text = protocolText): StudyReport {
  const source = sourceOf(smallFiles(people));
  const protocol = text === protocolText ? smallProtocol : protocolOf(text);
  return run(protocol, design(protocol, source, at).lock, source, at).report;
}

const large = reportOf(900);
const small = reportOf(60);

function counts(released: ReleasedReport): ReleasedCount[] {
  return [
    ...released.pairs.flatMap(pair => [
      ...pair.arms.flatMap(({ n, detected }) => [n, detected]),
      ...pair.characteristics.flatMap(({ groups }) =>
        groups.flatMap(({ n, detected }) => [...n, ...detected]),
      ),
      ...pair.overlap.flatMap(({ first, second }) => [first, second]),
      ...(pair.curves ?? []).flatMap(({ atRisk }) => atRisk.map(({ people }) => people ?? 'not shown')),
    ]),
    ...released.attrition.flatMap(({ removed, left }) => [removed === 0 ? 10 : removed, left]),
    ...released.outcome.facts.map(({ count }) => count),
    ...released.standsOn.files.map(({ rows }) => rows),
  ];
}

test('E16: a release of a large study shows counts of ten and more to the nearest 5, and whole people in a thousand', () => {
  const released = release(large);
  for (const count of counts(released))
    assert.ok(typeof count === 'string' || (count >= 10 && count % 5 === 0), String(count));
  const [pair] = released.pairs;
  assert.ok(Number.isInteger(pair.differencePerThousand?.value));
  assert.ok(pair.arms.every(({ n, detected }) => typeof n === 'number' && typeof detected === 'number'));
});

test('E16: a release of a small study shows no count under ten, and no figure that would give one away', () => {
  const released = release(small);
  for (const count of counts(released)) assert.ok(typeof count === 'string' || count >= 10);
  assert.ok(counts(released).includes('fewer than 10'));
  for (const pair of released.pairs) {
    assert.equal(pair.differencePerThousand, undefined);
    assert.equal(pair.naivePerThousand, undefined);
    assert.equal(pair.curves, undefined);
    assert.deepEqual(
      [pair.effects, pair.balance, pair.overlap, pair.characteristics, pair.sensitivity],
      [[], [], [], [], []],
    );
    assert.equal(pair.conclusion.because, 'few events');
    assert.match(pair.conclusion.sentences[0], /^Fewer than ten people/);
  }
});

test('E16: how many people it would take is not worked out from a hidden count, which it would tell', () => {
  // Whatever was detected among them, the sentence is the same.
  const sentences = [reportOf(60), reportOf(40)].map(report => release(report).pairs[0].when);
  assert.match(sentences[0] ?? '', /That figure is assumed: this study's own is too small to be told/);
  assert.equal(sentences[0], sentences[1]);
  const [pair] = release(small).pairs;
  assert.ok(pair.conclusion.sentences.includes(sentences[0] ?? ''));
  assert.ok(!pair.conclusion.sentences.includes(small.pairs[0].when?.sentence ?? ''));
});

const step = (name: string, removed: number, left: number): StudyReport['attrition'][number] => ({
  step: name,
  removed,
  left,
  detail: [],
});

test('E16: attrition steps that took fewer than ten, or nobody, are told together with others, and sums nearly hold', () => {
  const report = {
    ...small,
    attrition: [
      step('file', 0, 500),
      step('a', 3, 497),
      step('b', 20, 477),
      step('c', 0, 477),
      step('d', 4, 473),
    ],
  };
  assert.deepEqual(release(report).attrition, [
    { step: 'file', removed: 0, left: 500 },
    { step: 'a; and: b; and: c; and: d', removed: 25, left: 475 },
  ]);
});

test('E16: a few people whom a comparison leaves out of those who are left cannot be found by subtraction', () => {
  const [pair] = large.pairs;
  const compared = [pair.first, pair.second].map(
    arm =>
      large.cells.find(cell => cell.arm === arm && cell.first === pair.first && cell.part === 'everybody')
        ?.sketch.people ?? 0,
  );
  const all = compared[0] + compared[1] + 4;
  const report = {
    ...large,
    pairs: [pair],
    attrition: [step('file', 0, 900), step('in an arm', 900 - all, all)],
  };
  const last = release(report).attrition.at(-1);
  // The last line is of the people compared: subtracting them leaves nobody.
  assert.ok(Math.abs((last?.left ?? 0) - compared[0] - compared[1]) <= 2);
  assert.match(last?.step ?? '', /somebody alike/);
});

test('E16: nothing exact or personal is in a release: no exact curves, no means, no rows, no sketches, no ids', () => {
  const text = JSON.stringify(release(large));
  for (const word of [
    'undetected',
    'line',
    'p1',
    'detail',
    'cells',
    'sketch',
    'madeOf',
    'standardError',
    'size',
    'effective',
  ])
    assert.ok(!text.includes(`"${word}"`), word);
  assert.ok(!text.includes(large.maturity.by === 'calendar' ? large.maturity.latestTimeZero : '-'));
});

test('E16: levels that fewer than ten people have, or all but fewer than ten, are left out of balance', () => {
  const [pair] = large.pairs;
  const row = { ...pair.balance[0], covariate: 'sex: female', before: [0.01, 0.2] as const };
  const report = {
    ...large,
    pairs: [
      {
        ...pair,
        balance: [row, { ...row, covariate: 'sex: male', before: [0.99, 0.8] as const }, pair.balance[0]],
      },
    ],
  };
  assert.deepEqual(
    release(report).pairs[0].balance.map(({ covariate }) => covariate),
    [pair.balance[0].covariate],
  );
});

test('E16: the trap that names a level only one arm has is told without it', () => {
  const trap = {
    id: 'no common support',
    sentence: 'The covariates tell the two arms apart without error (sex: female).',
  } as const;
  const report = { ...large, traps: [trap], pairs: large.pairs.map(pair => ({ ...pair, traps: [trap] })) };
  assert.doesNotMatch(JSON.stringify(release(report)), /sex: female\)/);
});

test('E16: a group that differs by a few from the same arm in a comparison before it is not shown again', () => {
  const [first, second] = large.pairs;
  const ofAlone =
    (pair: { first: string }) =>
    (cell: StudyReport['cells'][number]): boolean =>
      cell.first === pair.first && cell.arm === 'alone' && cell.part === 'everybody';
  // As if three people of the arm had nobody alike in the second comparison: only their number is altered.
  const cells = large.cells.map(cell =>
    ofAlone(second)(cell) && cell.kind === 'people'
      ? { ...cell, idsOf: 'others', sketch: { ...cell.sketch, people: cell.sketch.people - 3 } }
      : cell,
  );
  const released = release({ ...large, cells });
  assert.equal(typeof released.pairs[0].arms[1].n, 'number');
  assert.equal(released.pairs[1].arms[1].n, 'not shown');
  assert.equal(released.pairs[1].differencePerThousand, undefined);
  assert.equal(first.second, 'alone');
});

test('E16: two reports of one ledger whose populations differ by fewer than ten people do not both go out', () => {
  const earlier = releaseRecord(large);
  assert.equal(refuseDifferencing(releaseRecord(large), [earlier]), undefined);
  // A rule that takes a few people out: those of one age.
  const without = reportOf(
    900,
    protocolText.replace(
      'eligibility:\n',
      'eligibility:\n  - rule: over 20\n    where: { age: { from: 21 } }\n',
    ),
  );
  const gone = large.pairs.map((pair, k) => (pair.headline !== without.pairs[k].headline ? 1 : 0));
  assert.ok(gone.includes(1));
  assert.match(
    refuseDifferencing(releaseRecord(without), [earlier])?.sentence ?? '',
    /differ by fewer than 10 people/,
  );
});

test('E32: outcomes by protected characteristic are in the report, and small numbers hidden in its release', () => {
  const [pair] = large.pairs;
  assert.deepEqual(
    pair.characteristics.map(({ name }) => name),
    ['age', 'sex'],
  );
  const sex = pair.characteristics[1].groups;
  assert.equal(
    sex.reduce((total, { n }) => total + n[0], 0),
    large.cells.find(cell => cell.arm === pair.first && cell.part === 'everybody' && cell.kind === 'people')
      ?.sketch.people,
  );
  const released = release(large).pairs[0].characteristics;
  assert.deepEqual(
    released.map(({ name }) => name),
    ['age', 'sex'],
  );
  assert.ok(JSON.stringify(released).includes('fewer than 10'));
});

test('E16: known member: who knows that she is the only woman of an arm finds nothing of herself in its release', () => {
  // One woman on the programme; whether she was detected or not, the release is the same to the last letter.
  const files = (detected: boolean) => {
    const made = smallFiles(900);
    const lines = made['people.csv']
      .split('\n')
      .map(line => line.replace(/,programme,(\d+),female,/, ',programme,$1,male,'));
    const at = lines.findIndex(line => line.includes(',programme,') && line.includes(',male,'));
    lines[at] = lines[at].replace(',male,', ',female,');
    const id = lines[at].split(',')[0];
    const others = made['reconvictions.csv'].split('\n').filter(line => !line.startsWith(`${id},`));
    const sentenced = lines[at].split(',')[1];
    const own = `${id},${sentenced.slice(0, 8)}28,${sentenced.slice(0, 8)}28,non-sexual`;
    return {
      'people.csv': lines.join('\n'),
      'reconvictions.csv': detected ? `${others.join('\n')}${own}\n` : others.join('\n'),
    };
  };
  const released = [true, false].map(detected => {
    const source = sourceOf(files(detected));
    const { report } = run(smallProtocol, design(smallProtocol, source, at).lock, source, at);
    const { characteristics, balance, attrition, overlap } = release(report).pairs[0] && {
      ...release(report).pairs[0],
      attrition: release(report).attrition,
    };
    const women = characteristics
      .find(({ name }) => name === 'sex')
      ?.groups.find(({ group }) => group === 'female');
    assert.ok(
      women === undefined || (typeof women.n[0] === 'string' && typeof women.detected[0] === 'string'),
    );
    const men = characteristics
      .find(({ name }) => name === 'sex')
      ?.groups.find(({ group }) => group === 'male');
    assert.ok(men === undefined || typeof men.detected[0] === 'string' || typeof men.n[0] === 'string');
    return JSON.stringify({ women, balance, attrition, overlap });
  });
  assert.equal(released[0], released[1]);
});
