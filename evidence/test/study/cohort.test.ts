import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, sourceOf, StudyRefusal } from '../../src/index.ts';
import type { StudyDesign } from '../../src/index.ts';
import { peopleHeader, protocolOf, protocolText, smallFiles, smallProtocol } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';
const one = protocolOf(protocolText.replace('  - [custody, alone]\n', ''));

function designOf(rows: readonly string[], protocol = one): StudyDesign {
  return design(protocol, sourceOf({ 'people.csv': [peopleHeader, ...rows].join('\n') }), at);
}

// Enough alike people of both arms for a propensity.
const plenty = Array.from(
  { length: 40 },
  (_, i) =>
    `z${i},2020-01-01,2020-01-01,,,community,${i % 2 === 0 ? 'programme' : 'none'},${30 + (i % 7)},${i % 3 === 0 ? 'female' : 'male'},x`,
);

test('attrition counts everybody at the step where they leave', () => {
  const { attrition, rejectedRows } = designOf([
    'a,2024-01-01,2024-01-01,,,community,none,30,male,x',
    'b,2020-01-01,2020-01-01,,,community,none,,male,x',
    'c,2020-01-01,2020-01-01,,,,none,30,male,x',
    'd,2020-01-01,2020-01-01,,,custody,none,30,male,x',
    'e,2020-01-01,2020-01-01,,2019-12-31,community,none,30,male,x',
    'f,never,2020-01-01,,,community,none,30,male,x',
    ...plenty,
  ]);
  assert.deepEqual(
    attrition.map(({ removed, left }) => [removed, left]),
    [
      [0, 46],
      [1, 45], // f: no date
      [1, 44], // a: too late
      [1, 43], // c: no disposal, so no arm
      [1, 42], // d: never released
      [1, 41], // e: died before
      [1, 40], // b: no age
    ],
  );
  assert.deepEqual(attrition[3].detail, [{ what: 'disposal: blank, requirement: none', count: 1 }]);
  assert.deepEqual(attrition[4].detail, [{ what: 'custody', count: 1 }]);
  assert.deepEqual(attrition[6].detail, [{ what: 'age', count: 1 }]);
  assert.deepEqual(
    rejectedRows.map(({ line }) => line),
    [7],
  );
});

test('E43: rows kept and rows left out add up to the rows of the file at every step', () => {
  const { attrition } = design(smallProtocol, sourceOf(smallFiles()), at);
  attrition.forEach((step, k) => {
    if (k > 0) assert.equal(step.left, attrition[k - 1].left - step.removed);
    if (step.detail.length > 0)
      assert.equal(
        step.detail.reduce((sum, { count }) => sum + count, 0),
        step.removed,
      );
  });
});

test('E14: a cohort with one immature person is refused, not trimmed', () => {
  const late = protocolOf(
    protocolText.replace('to: 2023-09-30', 'to: 2026-10-31').replace('  - [custody, alone]\n', ''),
  );
  const recent = 'r,2025-05-03,2025-05-03,,,community,none,30,male,x';
  assert.throws(
    () => designOf([recent, ...plenty], late),
    /1 of 41 people have not been followed for long enough/,
  );
  assert.equal(
    designOf([recent.replaceAll('2025-05-03', '2025-05-02'), ...plenty], late).attrition.at(-1)?.left,
    41,
  );
});

test('a cohort on both sides of a policy date is refused: the two cannot be pooled', () => {
  const early = protocolOf(
    protocolText.replace('date: 2026-03-22', 'date: 2020-01-01').replace('  - [custody, alone]\n', ''),
  );
  assert.equal(designOf(plenty, early).attrition.at(-1)?.left, 40);
  const before = 'r,2020-01-01,2019-12-31,,,community,none,30,male,x';
  assert.throws(
    () => designOf([before, ...plenty], early),
    /both sides of 1 January 2020.*1 people before, 40 since/s,
  );
});

test('arms that overlap are refused with how many are in both', () => {
  const both = protocolOf(
    protocolText
      .replace('{ disposal: community, requirement: none }', '{ disposal: community }')
      .replace('  - [custody, alone]\n', ''),
  );
  assert.throws(() => designOf(plenty, both), /20 in programme and alone/);
});

test('an empty arm is refused in words', () => {
  assert.throws(
    () => designOf(plenty.filter(row => row.includes('programme'))),
    (error: Error) =>
      error instanceof StudyRefusal && /Nobody who is eligible is in the arm alone/.test(error.message),
  );
});

test('an arm can be those whom another file names', () => {
  const text = protocolText
    .replace('  - [custody, alone]\n', '')
    .replace(
      '    reconvictions:\n',
      '    service:\n      file: service.csv\n      id: person\n      columns: { basis: { one_of: [required, choice] } }\n    reconvictions:\n',
    )
    .replace(
      'where: { disposal: community, requirement: programme }\n',
      'where: { disposal: community, requirement: programme }\n    in_file: { file: service, where: { basis: required } }\n',
    );
  const service = [
    'person,basis',
    'z0,required',
    'z2,choice',
    'z4,required',
    'z6,required',
    'z8,required',
    'nobody,required',
  ];
  const { pairs, attrition } = design(
    protocolOf(text),
    sourceOf({ 'people.csv': [peopleHeader, ...plenty].join('\n'), 'service.csv': service.join('\n') }),
    at,
  );
  assert.equal(pairs[0].n[0], 4);
  assert.equal(attrition[3].removed, 16);
});

test('people at a level that only one arm has are left out of that pair and counted', () => {
  const alone = 'w,2020-01-01,2020-01-01,,,community,none,30,other,x';
  const three = protocolOf(
    protocolText.replace('[male, female]', '[male, female, other]').replace('  - [custody, alone]\n', ''),
  );
  const [pair] = designOf([alone, ...plenty], three).pairs;
  assert.deepEqual(pair.noCounterpart, [{ covariate: 'sex: other', arm: 'alone', count: 1 }]);
  assert.deepEqual(pair.n, [20, 20]);
});

test('arms that a covariate tells apart give no comparison, and the covariate is named', () => {
  const apart = plenty.map(row =>
    row.replace(/,(programme|none),\d+,/, (_, arm: string) => `,${arm},${arm === 'programme' ? 50 : 30},`),
  );
  const [pair] = designOf(apart).pairs;
  assert.ok(!pair.comparison.possible);
  assert.match(pair.comparison.because, /age/);
});
