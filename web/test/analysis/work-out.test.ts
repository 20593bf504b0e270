import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layoutOf } from '../../src/analysis/layout.ts';
import { readAnalysis } from '../../src/analysis/read-analysis.ts';
import { runSteps } from '../../src/analysis/work-out/run-steps.ts';
import { stepsOf } from '../../src/analysis/work-out/work-out.ts';
import { smallWork, workOutSmall } from './small-results.ts';

test('the service’s own identity file is linked, and what the studies get of it is no identity', () => {
  const results = workOutSmall('extract', 'truth', 'linkage');
  const { folder } = results;
  const { linked, identities, truth } = layoutOf(folder);
  const madeUp = results.analysis.linkage();
  assert.ok(madeUp.state === 'ready');

  // The service gives the same people under pseudonyms, and three of them fewer.
  const [header, ...rows] = readFileSync(join(truth, 'service-identities.csv'), 'utf8').trim().split('\n');
  const own = rows.slice(3).map((row, i) => row.replace(/^TC-\d+/, `R${i}`));
  writeFileSync(identities, [header, ...own, ''].join('\n'));
  const steps = stepsOf(smallWork(folder)).filter(({ step }) =>
    ['extract', 'truth', 'linkage'].includes(step),
  );
  const said: string[] = [];
  assert.deepEqual(
    runSteps(folder, steps, words => void said.push(words)),
    [],
  );
  assert.deepEqual(
    said.map(words => words.split(':')[0]),
    ['Finding the service’s people in the extract'],
    'only the linkage was done again',
  );

  const found = readAnalysis(folder).linkage();
  assert.ok(found.state === 'ready');
  assert.equal(found.result.records, madeUp.result.records - 3);
  assert.equal(found.result.truthKnown, madeUp.result.truthKnown - 3);
  assert.ok(found.result.quality.recall.share > 0.94);
  const [columns, ...people] = readFileSync(linked, 'utf8').trim().split('\n');
  assert.equal(columns, 'person,basis');
  assert.ok(people.length > 50 && people.every(row => /^J\d+,(required|choice)$/.test(row)));
  results.remove();
});

test('the studies do not need the truth, nor anybody’s identity: with both gone they find the same', () => {
  const results = workOutSmall('extract', 'truth', 'linkage');
  const { truth, extract } = layoutOf(results.folder);
  rmSync(truth, { recursive: true });
  rmSync(join(extract, 'identities.csv'));
  const studies = stepsOf(smallWork(results.folder)).filter(({ step }) => step.startsWith('study '));
  assert.equal(studies.length, 2);
  assert.deepEqual(
    runSteps(results.folder, studies, () => {}),
    [],
  );
  results.remove();
});

test('an identity file that cannot be read stops the linkage and what needs it, in words, and the other study goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-broken-'));
  writeFileSync(layoutOf(folder).identities, 'record,basis\nR1,required\n');
  const wanted = ['extract', 'truth', 'linkage', 'study prison-or-community', 'study our-own-people'];
  const steps = stepsOf({ ...smallWork(folder), world: { seed: 1, people: 8000 } }).filter(({ step }) =>
    wanted.includes(step),
  );
  const stopped = runSteps(folder, steps, () => {});
  assert.deepEqual(
    stopped.map(({ step }) => step),
    ['linkage', 'study our-own-people'],
  );
  assert.match(stopped[0].why, /surname.*Nothing was linked/);
  const analysis = readAnalysis(folder);
  assert.equal(analysis.study('prison-or-community').state, 'ready');
  assert.equal(analysis.study('our-own-people').state, 'stopped');
  assert.ok(statSync(layoutOf(folder).study('prison-or-community')).size > 1000);
  rmSync(folder, { recursive: true });
});
