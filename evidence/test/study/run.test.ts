import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { design, isEstimate, readProtocol, reportText, run, sayFaults, sourceOf } from '../../src/index.ts';
import type { Protocol, StudyReport } from '../../src/index.ts';
import { smallFiles, smallProtocol, smallSource } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

function runOf(source = smallSource()): StudyReport {
  return run(smallProtocol, design(smallProtocol, source, at).lock, source, at).report;
}

function protocolAt(path: string): Protocol {
  const read = readProtocol(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
  assert.ok(read.ok, read.ok ? '' : sayFaults(read.faults));
  return read.protocol;
}

test('a run finds what a direct count of its files finds', () => {
  const [pair] = runOf().pairs;
  const files = smallFiles();
  const rowsOf = (text: string): string[][] =>
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.split(','));
  const people = rowsOf(files['people.csv']);
  const reconvicted = new Set(rowsOf(files['reconvictions.csv']).map(([id]) => id));
  assert.ok(isEstimate(pair.naive));
  for (const [side, requirement] of ['programme', 'none'].entries()) {
    const own = people.filter(row => row[5] === 'community' && row[6] === requirement);
    assert.equal(pair.naive.arms[side].n, own.length);
    assert.equal(pair.naive.arms[side].events, own.filter(([id]) => reconvicted.has(id)).length);
  }
});

test('a run gives the same report when the rows of its files are in another order', () => {
  const files = smallFiles();
  const turn = (text: string): string => {
    const [header, ...rows] = text.trimEnd().split('\n');
    return [header, ...rows.reverse()].join('\n');
  };
  const turned = runOf(
    sourceOf({
      'people.csv': turn(files['people.csv']),
      'reconvictions.csv': turn(files['reconvictions.csv']),
    }),
  );
  runOf().pairs.forEach((pair, k) => {
    for (const figure of ['naive', 'adjusted', 'hazardRatio'] as const) {
      const [one, other] = [pair[figure], turned.pairs[k][figure]];
      assert.ok(isEstimate(one) && isEstimate(other));
      assert.ok(Math.abs(one.value - other.value) < 1e-10);
      assert.ok(Math.abs(one.standardError - other.standardError) < 1e-10);
    }
    assert.deepEqual(turned.pairs[k].conclusion, pair.conclusion);
  });
});

test('curves run from 1 on day 0 to the end of follow-up and end where the rate does', () => {
  for (const pair of runOf().pairs) {
    assert.ok(pair.curves && isEstimate(pair.naive));
    pair.curves.forEach((arm, side) => {
      for (const { days, undetected } of [arm.unweighted, arm.weighted]) {
        assert.deepEqual([days[0], undetected[0], days.at(-1)], [0, 1, 365]);
      }
      // Nobody died, so the curve's end is the share itself.
      const share = isEstimate(pair.naive) ? pair.naive.arms[side].risk : Number.NaN;
      assert.ok(Math.abs(1 - (arm.unweighted.undetected.at(-1) ?? 0) - share) < 1e-12);
      assert.equal(arm.atRisk[0].people, isEstimate(pair.naive) ? pair.naive.arms[side].n : 0);
    });
  }
});

test('E43: a broken row of either file stands in the report by line', () => {
  const files = smallFiles();
  const report = runOf(
    sourceOf({
      'people.csv': `${files['people.csv']}broken,2019-99-01,,,,,,,,\n`,
      'reconvictions.csv': `${files['reconvictions.csv']}p1,2019-01-01\n`,
    }),
  );
  assert.deepEqual(
    report.rejectedRows.map(({ file, line }) => [file, line]),
    [
      ['people.csv', 902],
      ['reconvictions.csv', files['reconvictions.csv'].split('\n').length],
    ],
  );
  assert.match(reportText(report), /people\.csv line 902: sentenced_on: "2019-99-01" is no date/);
});

test('the text of a report opens with the question and the answer, and says that people are made up', () => {
  const report = runOf();
  const text = reportText(report);
  assert.ok(text.startsWith(`Does the programme help?\n\nMade-up people`));
  for (const pair of report.pairs) assert.ok(text.includes(pair.conclusion.sentences[0]));
  assert.match(text, /naive: .* in a thousand/);
  assert.match(text, /adjusted: .* in a thousand/);
  assert.doesNotMatch(text, /NaN|undefined|Infinity/);
});

test('every protocol in the repository can be run', () => {
  for (const path of [
    'demo/studies/prison-or-community.yaml',
    'demo/studies/our-own-people.yaml',
    'examples/iowa/study.yaml',
    'examples/iowa/new-convictions.yaml',
  ]) {
    assert.ok(protocolAt(path).compare.length > 0);
  }
});

test('Iowa: both spellings make one arm; blank and other release types are counted where they leave', () => {
  // Invented rows under the header of the State of Iowa's file, with its trailing space.
  const header =
    'Fiscal Year Released,Release Type,Race - Ethnicity,Age At Release ,Sex,Offense Classification,Offense Type,Return to Prison,Days to Return';
  const row = (type: string, i: number): string =>
    `201${i % 6},${type},White - Non-Hispanic,${i % 2 === 0 ? '25-34' : '35-44'},${i % 3 === 0 ? 'Female' : 'Male'},D Felony,Drug,${i % 4 === 0 ? 'Yes,100' : 'No,'}`;
  const types = [
    'Parole',
    'Parole Granted',
    'Discharged – End of Sentence',
    'Discharged - Expiration of Sentence',
    '',
    'Special Sentence',
  ];
  const text = [
    header,
    ...Array.from({ length: 300 }, (_, i) => row(types[(i * 7 + Math.floor(i / 6)) % 6], i)),
  ].join('\n');
  const source = { ...sourceOf({ 'iowa_recidivism_3yr.csv': text }), single: true };
  const protocol = protocolAt('examples/iowa/study.yaml');
  const { report } = run(protocol, design(protocol, source, at).lock, source, at);
  assert.equal(report.attrition[2].removed, 50);
  assert.deepEqual(report.attrition[3].detail, [{ what: 'Release Type: Special Sentence', count: 50 }]);
  assert.deepEqual(
    report.arms.map(({ n }) => n),
    [100, 100],
  );
  assert.deepEqual(report.arms[0].madeOf.map(({ what }) => what).sort(), [
    'Release Type: Parole',
    'Release Type: Parole Granted',
  ]);
});
