import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tornado } from '../../src/answers/plan-result.ts';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import { inAll, runOf } from './made-up.ts';

const plans = join(import.meta.dirname, '../../../examples/plans');
const read = (name: string, lines?: string) =>
  readScenario(name, file =>
    lines !== undefined && file === name ? lines : readFileSync(join(plans, file), 'utf8'),
  );

const fewer = (unit: string, value: number) =>
  `{ value: ${value}, unit: ${unit}, date: 2027, source: Made up }`;
const half = `extends: help-before-arrest.yaml
name: Half come for help
parameters:
  come-for-help: ${fewer('in 100', 50)}
  found: ${fewer('in 100', 50)}
  help-places: ${fewer('places', 40_000)}
`;

test('E41: who comes for help is anybody, so help takes from those who would be found as from those who would stop', () => {
  const { s, at } = runOf(read('half.yaml', half));
  const moved = (from: string, to: string): number =>
    s.periodEnds.reduce(
      (sum, _, period) => sum + s.moved[(period * s.stages + at(from)) * (s.stages + 1) + at(to) + 1],
      0,
    );
  const ended = inAll(s, s.completed, at('undetected'));
  const found = moved('found-or-stopped', 'investigation');
  assert.ok(ended > 50_000);
  // A quarter; its standard error is below 0.002.
  assert.ok(Math.abs(found / ended - 0.25) < 0.01, `${found} of ${ended}`);
});

test('what a threat is thought to do has no source, and stands first of all numbers', () => {
  const none = { bars: [] } as unknown as Tornado;
  for (const plan of ['everybody-imprisoned.yaml', 'more-are-found.yaml']) {
    const [first] = assumptionsOf([read(plan)], none);
    assert.equal(first.parameter, 'deterrence', plan);
    assert.equal(first.sourced, false);
    assert.match(first.note!, /nobody has measured it, so it may be nothing/);
  }
});
