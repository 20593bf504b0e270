import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import { inRunUnits } from '../scenario/parameter.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { outcomeOf } from './outcome.ts';
import type { Asked } from './outcome.ts';
import type { Difference } from './plan-result.ts';

const measures: readonly Difference['measure'][] = ['wait', 'cost', 'detectedReoffences'];

/** Gives the difference of run `run` with the assumption set. @throws RangeError for a run that was stopped or has none */
export function evenRunner(
  scenarios: readonly [Scenario, Scenario],
  parameter: string,
  measure: Difference['measure'],
  seed: number,
): (run: number, value: number) => number {
  if (!measures.includes(measure))
    throw new RangeError(`measure was ${measure}; it can be ${measures.join(', ')}.`);
  if (!scenarios.some(each => Object.hasOwn(each.parameters, parameter)))
    throw new RangeError(`Neither scenario has a parameter ${parameter}; look for its name in the files.`);
  const luck = luckNumbers(scenarios);
  const asked = scenarios.map((scenario): Asked => ({
    scenario,
    order: stageOrder(scenario),
    // No table is asked for, so none is read.
    columns: [],
    warmUp: 0,
  }));
  return (run, value) => {
    const [first, second] = asked.map(each => {
      const { scenario } = each;
      const own = scenario.parameters[parameter];
      const drawn = drawValues(scenario, seed, run);
      const values = own === undefined ? drawn : { ...drawn, [parameter]: inRunUnits(own, value) };
      const outcome = outcomeOf(each, values, luck, seed, run);
      if (outcome.stopped !== null || !Number.isFinite(outcome[measure])) {
        throw new RangeError(
          `With ${parameter} at ${value} run ${run} of "${scenario.name}" has no such figure: ${outcome.stopped?.why ?? 'nobody got a place, or nobody came'}. Search a narrower range.`,
        );
      }
      return outcome[measure];
    });
    return first - second;
  };
}
