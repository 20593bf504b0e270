import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, release, run, sourceOf } from '../../src/index.ts';
import type { ReleasedCount, ReleasedReport, StudyReport } from '../../src/index.ts';
import { smallFiles, smallProtocol } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

function reportOf(people: number): StudyReport {
  const source = sourceOf(smallFiles(people));
  return run(smallProtocol, design(smallProtocol, source, at).lock, source, at).report;
}

function counts(released: ReleasedReport): ReleasedCount[] {
  return released.pairs.flatMap(pair => pair.arms.flatMap(({ n, detected }) => [n, detected]));
}

test('E16: a release of a large study shows its counts and whole people in a thousand', () => {
  const report = reportOf(900);
  const released = release(report);
  assert.ok(counts(released).every(count => typeof count === 'number' && count >= 10));
  assert.ok(released.pairs.every(pair => Number.isInteger(pair.differencePerThousand?.value)));
});

test('E16: a release of a small study shows no count under ten, and no figure that would give one away', () => {
  const report = reportOf(60);
  const released = release(report);
  for (const count of counts(released)) assert.ok(typeof count === 'string' || count >= 10);
  assert.ok(counts(released).includes('fewer than 10'));
  for (const pair of released.pairs) {
    assert.equal(pair.differencePerThousand, undefined);
    assert.equal(pair.conclusion.because, 'few events');
    assert.match(pair.conclusion.sentences[0], /^Fewer than ten people/);
  }
});

test('E16: attrition steps that took fewer than ten are told together with others, and the sums still hold', () => {
  const step = (name: string, removed: number, left: number): StudyReport['attrition'][number] => ({
    step: name,
    removed,
    left,
    detail: [],
  });
  const report = {
    ...reportOf(60),
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
    { step: 'a; and: b; and: d', removed: 27, left: 473 },
  ]);
});

test('E16: nothing exact or personal is in a release: no curves, no balance, no rows, no ids', () => {
  const text = JSON.stringify(release(reportOf(900)));
  for (const word of ['undetected', 'balance', 'line', 'p1', 'detail'])
    assert.ok(!text.includes(`"${word}"`), word);
});
