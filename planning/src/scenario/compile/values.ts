import { LEAVES } from '../../engine/network.ts';
import { drawParameter, inRunUnits } from '../parameter.ts';
import type { Scenario } from '../scenario-schema.ts';

/** The numbers of one replication, by parameter, in the units that a run works in. */
export type Values = Readonly<Record<string, number>>;

export function drawValues(scenario: Scenario, seed: number, run: number): Values {
  return Object.fromEntries(
    Object.entries(scenario.parameters).map(([name, parameter]) => [
      name,
      inRunUnits(parameter, drawParameter(name, parameter, seed, run)),
    ]),
  );
}

/** What every part of a scenario is compiled with: its numbers, and the numbers of its stages by name. */
export interface Compiling {
  readonly scenario: Scenario;
  readonly order: readonly string[];
  readonly values: Values;
}

/** The number of a stage in the network; "leaves" leads out. */
export function stageNumber({ order }: Compiling, name: string): number {
  return name === 'leaves' ? LEAVES : order.indexOf(name);
}
