import type { Scenario } from '../scenario/scenario-schema.ts';
import type { Replication } from './replicate.ts';

/**
 * What each replication drew for every assumption that varies, in the units of a run. Where the scenarios differ about one,
 * the first that varies stands for it: they take the same quantile, so its order is the order of both.
 */
export function drawsOf(
  scenarios: readonly Scenario[],
  used: readonly ReadonlySet<string>[],
  replications: readonly Pick<Replication, 'values'>[],
): Record<string, number[]> {
  const draws: Record<string, number[]> = {};
  scenarios.forEach((scenario, i) => {
    for (const name of used[i]) {
      if (Object.hasOwn(draws, name) || scenario.parameters[name].value !== undefined) continue;
      draws[name] = replications.map(({ values }) => values[i][name]);
    }
  });
  return draws;
}

/** The runs in which there is an answer, in the order of what each of them drew, for every assumption that varies in them. */
export type Orders = Readonly<Record<string, readonly number[]>>;

export function ordersOf(draws: Readonly<Record<string, readonly number[]>>): Orders {
  return Object.fromEntries(
    Object.entries(draws).flatMap(([name, own]) => {
      const order = own.map((_, run) => run).sort((a, b) => own[a] - own[b] || a - b);
      return own[order[0]] === own[order[order.length - 1]] ? [] : [[name, order]];
    }),
  );
}
