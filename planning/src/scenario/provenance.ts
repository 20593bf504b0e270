import { parameterUses, waysOut } from './parameter-use.ts';
import type { Scenario } from './scenario-schema.ts';

/**
 * The parameters that shape how many people come to a stage, wait there and move on: those of arrivals, of
 * detected reoffending, and of the stage and all that lead to it. Costs are left out.
 */
export function parametersBefore(scenario: Scenario, stage: string): string[] {
  const before = new Set<string>();
  const walk = (name: string): void => {
    if (before.has(name)) return;
    before.add(name);
    for (const other of Object.keys(scenario.stages))
      if (waysOut(scenario, other).includes(name)) walk(other);
  };
  walk(stage);
  // People who are detected reoffending come in again, so every stage at risk leads to the beginning.
  const uses = parameterUses(scenario).filter(
    use =>
      !use.cost && (use.stage === null || before.has(use.stage) || use.path.includes('detectedReoffending')),
  );
  return [...new Set(uses.map(use => use.parameter))];
}

/** Every parameter that is not a cost. */
export function parametersOfFlow(scenario: Scenario): string[] {
  return [
    ...new Set(
      parameterUses(scenario)
        .filter(use => !use.cost)
        .map(use => use.parameter),
    ),
  ];
}

/** Costs first, then everything that says how many people they are counted for. */
export function parametersOfCost(scenario: Scenario): string[] {
  const costs = parameterUses(scenario)
    .filter(use => use.cost)
    .map(use => use.parameter);
  return [...new Set([...costs, ...parametersOfFlow(scenario)])];
}
