import { peopleASource } from '../arrivals.ts';
import { mostRisks } from '../kind.ts';
import { mostPresent, mostSources, mostTable, longest } from '../limits.ts';
import { mostStages } from '../luck.ts';
import type { Network, Stage } from '../network.ts';
import { waitBins } from '../wait-bins.ts';
import { refuseCountBy } from './count-by.ts';
import { refuseLoops } from './loops.ts';
import { refuseRisk } from './risk.ts';
import { refuse } from './sentence.ts';
import { refuseSource } from './source.ts';
import { refuseStage, refuseTimetable } from './stage.ts';
import { refuseTerms } from './term.ts';

/** Person keys are 32 bits, 24 of them the number within a group; the last group keys the parameters. */
const mostGroups = 0x100000000 / peopleASource - 1;
/** Each has a group for those who are there at the start. */
export const mostStagesOfANetwork = Math.min(mostStages, mostGroups - mostSources);

/** @throws RangeError with what is wrong and the mend */
export function refuseWhatCannotRun(network: Network): void {
  refuseMissing(network);
  refusePeriods(network.periodEnds);
  refuseLuck(network);
  refuseTables(network);
  for (const stage of network.stages) refuseStage(network, stage);
  for (const stage of network.stages) refuseTerms(network, stage);
  for (const risk of network.risks ?? []) refuseRisk(network, risk);
  for (const { name, units } of network.resources ?? []) refuseTimetable(`Resource ${name}`, units);
  for (const source of network.sources) refuseSource(network, source);
  refuseCountBy(network);
  refuseCrowd(network);
  refuseLoops(network);
}

/** Of a program without types: what every network has. */
function refuseMissing(network: Partial<Network> | undefined): void {
  for (const field of ['stages', 'sources', 'periodEnds'] as const) {
    if (!Array.isArray(network?.[field])) refuse(`The network has no ${field}; give a list of them.`);
  }
  network!.stages!.forEach((stage: Partial<Stage>, i) => {
    for (const field of ['places', 'next'] as const) {
      if (!Array.isArray(stage[field]))
        refuse(`Stage ${stage.name ?? i} has no ${field}; give a list, such as ${examples[field]}.`);
    }
    if (stage.stay === undefined)
      refuse(`Stage ${stage.name ?? i} has no stay; write 'instant', 'open' or a length.`);
  });
}

const examples = {
  places: '[{ at: 0, places: 4 }]',
  next: '[{ from: 0, to: [LEAVES], share: [1] }]',
};

function refusePeriods(periodEnds: readonly number[]): void {
  if (periodEnds.length === 0) refuse('periodEnds is empty; a run needs an end.');
  periodEnds.forEach((end, i) => {
    if (!(end > (periodEnds[i - 1] ?? 0) && end <= longest)) {
      refuse(`periodEnds[${i}] was ${end}; ends must rise from above 0 and be finite.`);
    }
  });
}

function refuseLuck({ stages, sources, risks = [] }: Network): void {
  if (risks.length > mostRisks) {
    refuse(`There are ${risks.length} risks; a network has at most ${mostRisks}.`);
  }
  for (const [name, items, most] of [
    ['stage', stages, mostStagesOfANetwork],
    ['source', sources, mostSources],
    ['risk', risks, mostStages],
  ] as const) {
    const seen = new Set<number>();
    for (const { name: called, luck } of items) {
      if (!Number.isInteger(luck) || luck < 0 || luck >= most || seen.has(luck)) {
        refuse(
          `The luck number of ${name} ${called} was ${luck}; each needs its own, from 0 to ${most - 1}.`,
        );
      }
      seen.add(luck);
    }
  }
}

/** Tables that no memory holds. */
function refuseTables({ stages, periodEnds, countBy = [] }: Network): void {
  const values = countBy.reduce((sum, each) => sum + each.values, 1);
  const bytes = stages.length * periodEnds.length * (4 * waitBins * values + 8 * (stages.length + 1));
  if (bytes > mostTable) {
    refuse(
      `${stages.length} stages over ${periodEnds.length} periods need tables of ${Math.ceil(bytes / 2 ** 30)} GB; give fewer periods.`,
    );
  }
}

function refuseCrowd({ stages }: Network): void {
  const start = stages.reduce(
    (sum, { startWaiting = 0, startInside = 0 }) => sum + startWaiting + startInside,
    0,
  );
  if (start > mostPresent) {
    refuse(
      `There are ${start} people at the start; a run can keep ${mostPresent} at a time. Let one stand for several.`,
    );
  }
}
