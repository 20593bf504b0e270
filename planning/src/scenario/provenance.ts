import { dataUses, parameterUses, waysOut } from './parameter-use.ts';
import type { Scenario } from './scenario-schema.ts';
import { own } from './own.ts';

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
    // What is shared is short here when others hold it, and so is what a condition asks of another stage.
    for (const other of stagesThatShare(scenario, name)) walk(other);
  };
  walk(stage);
  // People who are detected reoffending come in again, so every stage at risk leads to the beginning.
  const uses = parameterUses(scenario).filter(
    use =>
      !use.cost && (use.stage === null || before.has(use.stage) || use.path.includes('detectedReoffending')),
  );
  const data = dataUses(scenario).filter(use => use.stage === null || before.has(use.stage));
  return [...new Set([...uses.map(use => use.parameter), ...data.map(use => use.data)])];
}

/** Every parameter that is not a cost, and every row of data. */
export function parametersOfFlow(scenario: Scenario): string[] {
  return [
    ...new Set(
      parameterUses(scenario)
        .filter(use => !use.cost)
        .map(use => use.parameter)
        .concat(dataUses(scenario).map(use => use.data)),
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

/** Stages that need what this one needs, and stages whose numbers its routes and lengths ask about. */
function stagesThatShare({ stages }: Scenario, name: string): string[] {
  const { needs, next = [], otherStays } = stages[name];
  const sharing = Object.keys(needs ?? {}).flatMap(resource =>
    Object.keys(stages).filter(other => own(stages[other].needs, resource) !== undefined),
  );
  const asked = [...next, ...(otherStays ?? [])].flatMap(row =>
    (row.when ?? []).flatMap(condition =>
      'waitingAt' in condition ? [condition.waitingAt] : 'insideAt' in condition ? [condition.insideAt] : [],
    ),
  );
  return [...sharing, ...asked];
}
