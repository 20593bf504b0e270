import { usedParameters } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { everyYear } from './every-year.ts';
import { drawsOf, ordersOf } from './draws.ts';
import { figureReaders } from './figure-readers.ts';
import type { FigureReader } from './figure-readers.ts';
import type { Outcome } from './outcome.ts';
import type { Provenance } from './plan-result.ts';
import type { Replication } from './replicate.ts';
import { whatDecides } from './what-decides.ts';
import type { WhatDecides } from './what-decides.ts';

/**
 * What decides a figure of an answer, by its id: `0.cost` of the first plan, `1.programme.5.meanWait` of the second,
 * `difference.cost` of the first less the second. Null of an id that is none of these. With `most`, so many
 * assumptions that stand out and no others; without, all of them.
 */
export type DecidesOf = (id: string, most?: number) => WhatDecides | null;

/**
 * Reads it from the runs of one plan or of two, for every figure of these years (all unless said) and of all together;
 * nothing is run. Ids bear the number of their plan, of which the first has `numberOfFirst`.
 */
export function decidersOf(
  scenarios: readonly Scenario[],
  replications: readonly Replication[],
  years: readonly number[] = everyYear(scenarios[0]),
  numberOfFirst = 0,
): DecidesOf {
  const warmUp = replications[0]?.outcomes[0].figures.warmUp ?? 0;
  const readers = scenarios.map(scenario => figureReaders(scenario, years, warmUp));
  const used = scenarios.map(usedParameters);
  const nobody = scenarios.map(() => new Set<string>());
  const ordersBy = (names: readonly ReadonlySet<string>[]) =>
    ordersOf(drawsOf(scenarios, names, replications));
  // Of one plan only what that plan uses can move it; of a difference, what either uses.
  const ofEach = scenarios.map((_, i) => ordersBy(nobody.with(i, used[i])));
  const ofBoth = ordersBy(used);
  const valuesOf = (i: number, read: FigureReader): number[] =>
    replications.map(({ outcomes }) => readEnded(read, outcomes[i]));
  return (id, most) => {
    const [, of, key] = /^(\d+|difference)\.(.*)$/.exec(id) ?? [];
    if (of === undefined) return null;
    if (of !== 'difference') {
      const plan = Number(of) - numberOfFirst;
      const read = readers[plan]?.get(key);
      return read === undefined ? null : whatDecides(ofEach[plan], valuesOf(plan, read), most);
    }
    const [first, second] = [readers[0].get(key), readers[1]?.get(key)];
    if (first === undefined || second === undefined) return null;
    const others = valuesOf(1, second);
    const differences = valuesOf(0, first).map((value, run) => value - others[run]);
    return whatDecides(ofBoth, differences, most);
  };
}

/** A run that was stopped holds less than came to pass: it has no figure. */
function readEnded(read: FigureReader, outcome: Outcome): number {
  return outcome.stopped === null ? read(outcome) : Number.NaN;
}

/** So many that stand out are kept with each figure. */
const mostKept = 5;

/** What decides each figure, by the ids of an answer, that is about the drawn year, the last or all of them: the other years are many. */
export function decidesOfAnswer(
  scenarios: readonly Scenario[],
  replications: readonly Replication[],
  provenance: Readonly<Record<string, Provenance>>,
  numberOfFirst = 0,
): Record<string, WhatDecides> {
  const [{ drawnYear, years }] = scenarios;
  const decides = decidersOf(scenarios, replications, [...new Set([drawnYear, years])], numberOfFirst);
  return Object.fromEntries(
    Object.keys(provenance).flatMap(id => {
      const found = decides(id, mostKept);
      return found === null ? [] : [[id, found]];
    }),
  );
}
