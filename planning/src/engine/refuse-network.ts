import { peopleASource } from './arrivals.ts';
import { mostStages } from './luck.ts';
import { LEAVES } from './network.ts';
import type { Network } from './network.ts';

/** Luck numbers of sources lie below this, so that people found in a stage at the start get keys above. */
export const mostSources = 32;
/** Person keys are 32 bits, 24 of them the number within a group; the last group keys the parameters. */
const mostGroups = 0x100000000 / peopleASource - 1;

/** @throws RangeError with what is wrong and the mend */
export function refuseWhatCannotRun(network: Network): void {
  const { stages, sources, periodEnds } = network;
  const say = (sentence: string): never => {
    throw new RangeError(sentence);
  };
  for (const part of notYetRun(network)) say(`${part} cannot be run yet; leave it out.`);
  if (periodEnds.length === 0) say('periodEnds is empty; a run needs an end.');
  periodEnds.forEach((end, i) => {
    if (!(end > (periodEnds[i - 1] ?? 0) && end < Infinity)) {
      say(`periodEnds[${i}] was ${end}; ends must rise from above 0 and be finite.`);
    }
  });
  const isStage = (to: number): boolean =>
    to === LEAVES || (Number.isInteger(to) && to >= 0 && to < stages.length);
  for (const [name, items, most] of [
    ['stage', stages, Math.min(mostStages, mostGroups - mostSources)],
    ['source', sources, mostSources],
  ] as const) {
    const seen = new Set<number>();
    for (const { name: called, luck } of items) {
      if (!Number.isInteger(luck) || luck < 0 || luck >= most || seen.has(luck)) {
        say(`The luck number of ${name} ${called} was ${luck}; each needs its own, from 0 to ${most - 1}.`);
      }
      seen.add(luck);
    }
  }
  for (const { name, places, next, patience, list, stay } of stages) {
    if (places[0]?.at !== 0) say(`Stage ${name} has no places at time 0; give the first row at: 0.`);
    if (stay !== 'open' && next.length === 0) say(`Stage ${name} leads nowhere; give it routes.`);
    const ways = [...next.flatMap(row => row.to), patience?.to ?? LEAVES, list?.fullTo ?? LEAVES];
    for (const to of ways) if (!isStage(to)) say(`Stage ${name} leads to ${to}, which is no stage.`);
  }
  for (const { name, to } of sources) if (!isStage(to)) say(`Source ${name} leads to ${to}, no stage.`);
}

/** Parts of the description that the engine does not run: refused, because to pass over one is to answer wrongly. */
function notYetRun({ stages, sources, resources, risks, attributes }: Network): string[] {
  const named = (name: string, parts: Record<string, unknown>): string[] =>
    Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [`${name}: ${part}`]));
  return [
    ...named('network', { resources, risks, attributes }),
    ...stages.flatMap(stage => {
      const { building, otherStays, priority, groups, needs, sets, startWaited, cost } = stage;
      const when = stage.next.find(row => row.when)?.when;
      const parts = { building, otherStays, priority, groups, needs, sets, startWaited, cost, when };
      return named(`stage ${stage.name}`, { ...parts, risks: stage.risks });
    }),
    ...sources.flatMap(({ name, steps, season, observed, gaps, strata }) =>
      named(`source ${name}`, { steps, season, observed, gaps, strata }),
    ),
  ];
}
