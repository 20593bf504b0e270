import { compareTwoArms } from '../compare.ts';
import type { TwoArmComparison } from '../compare.ts';
import type { Estimand } from '../weight.ts';
import { DESIGN_COLUMNS, designRow } from './simulated-cohort.ts';
import type { SimulatedTrap } from './traps.ts';
import type { World } from './world.ts';

const names = Array.from({ length: DESIGN_COLUMNS }, (_, k) => (k === 0 ? '(intercept)' : `column ${k}`));

/** The weighted comparison of a trap in one world of its setting, as an analyst would make it who had not seen the trap. */
export function trapComparison(world: World, trap: SimulatedTrap, estimand: Estimand): TwoArmComparison {
  const rows: number[] = [];
  const arm: number[] = [];
  const outcome: number[] = [];
  for (let i = 0; i < world.people.count; i++) {
    const own = trap.arm(world, i);
    if (own === undefined) continue;
    rows.push(i);
    arm.push(own);
    outcome.push(trap.outcome(world, i) ? 1 : 0);
  }
  const values = new Float64Array(rows.length * DESIGN_COLUMNS);
  rows.forEach((i, row) => designRow(world.people, i, values, row * DESIGN_COLUMNS));
  const design = { rows: rows.length, columns: DESIGN_COLUMNS, values, names };
  return compareTwoArms({ design, arm, first: 1, second: 0, outcome, estimand });
}
