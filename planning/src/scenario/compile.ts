import type { Network } from '../engine/network.ts';
import { mostStagesOfANetwork } from '../engine/refuse/network.ts';
import { sourceOf } from './compile/arrivals.ts';
import { hazardOf } from './compile/hazard.ts';
import { placesOf } from './compile/places.ts';
import { stageOf } from './compile/stage.ts';
import { stageNumber } from './compile/values.ts';
import type { Compiling, Values } from './compile/values.ts';
import { waysOut } from './parameter-use.ts';
import type { Scenario } from './scenario-schema.ts';
import { daysAYear } from './unit.ts';

/**
 * Luck numbers for the stages of all scenarios that are compared: one name, one number, so the same stage
 * gives the same person the same draws in each.
 */
export function luckNumbers(scenarios: readonly Scenario[]): ReadonlyMap<string, number> {
  const names = new Set(scenarios.flatMap(scenario => Object.keys(scenario.stages)));
  if (names.size > mostStagesOfANetwork) {
    throw new RangeError(
      `These plans have ${names.size} stages of different names. Compare plans with ${mostStagesOfANetwork} at most between them.`,
    );
  }
  const risks = new Set(scenarios.flatMap(scenario => Object.keys(scenario.risks ?? {})));
  return new Map([
    ...[...names].map((name, number) => [name, number] as const),
    // Number 0 is the detected reoffence.
    ...[...risks].map((name, number) => [riskKey(name), number + 1] as const),
  ]);
}

/**
 * Names of the stages in the order of the flow. Going to an earlier one counts as a new time round, so a
 * stage that one scenario adds must not stand behind the stages that follow it. Stages in a loop keep the
 * order of the file.
 */
export function stageOrder(scenario: Scenario): string[] {
  const names = Object.keys(scenario.stages);
  const into = new Map(names.map(name => [name, 0]));
  for (const name of names) for (const to of waysOut(scenario, name)) into.set(to, into.get(to)! + 1);
  const order: string[] = [];
  const left = new Set(names);
  while (left.size > 0) {
    const next = [...left].find(name => into.get(name) === 0) ?? [...left][0];
    order.push(next);
    left.delete(next);
    for (const to of waysOut(scenario, next)) into.set(to, into.get(to)! - 1);
  }
  return order;
}

/** Stages and risks stand in one table of luck numbers, and a risk may be called like a stage; none begins with a blank. */
const riskKey = (name: string): string => ` ${name}`;

/** The network that a scenario is under one set of values. Time is in days from `begins`. */
export function compile(
  scenario: Scenario,
  order: readonly string[],
  values: Values,
  luck: ReadonlyMap<string, number>,
): Network {
  const compiling: Compiling = { scenario, order, values };
  const { attributes, detectedReoffending, resources, terms } = scenario;
  const end = scenario.years * daysAYear;
  return {
    ...(attributes
      ? {
          attributes: Object.keys(attributes),
          countBy: Object.values(attributes).map((known, attribute) => ({ attribute, values: known.length })),
        }
      : {}),
    ...(terms ? { terms } : {}),
    stages: order.map(name => stageOf(compiling, name, luck.get(name)!)),
    sources: [sourceOf(compiling)],
    ...(resources
      ? {
          resources: Object.entries(resources).map(([name, { places }]) => ({
            name,
            units: placesOf(places, values, { begins: scenario.begins, end }),
          })),
        }
      : {}),
    timesInFlow: true,
    periodEnds: Array.from({ length: scenario.years }, (_, year) => (year + 1) * daysAYear),
    risks: [
      {
        name: 'detected reoffence',
        luck: 0,
        ...hazardOf(compiling, detectedReoffending),
        to: stageNumber(compiling, detectedReoffending.returnsTo),
      },
      ...Object.entries(scenario.risks ?? {}).map(([name, risk]) => ({
        name,
        luck: luck.get(riskKey(name))!,
        ...hazardOf(compiling, risk),
        to: risk.to === 'goes unseen' ? ('stays' as const) : stageNumber(compiling, risk.to),
      })),
    ],
  };
}
