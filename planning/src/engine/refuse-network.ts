import { peopleASource } from './arrivals.ts';
import { meanOf } from './duration.ts';
import { mostRisks } from './kind.ts';
import { mostStages } from './luck.ts';
import { LEAVES } from './network.ts';
import type { Condition, Network, Places, Stage } from './network.ts';
import type { Risk } from './risk.ts';
import type { Source } from './source.ts';

/** Luck numbers of sources lie below this, so that people found in a stage at the start get keys above. */
export const mostSources = 32;
/** Person keys are 32 bits, 24 of them the number within a group; the last group keys the parameters. */
const mostGroups = 0x100000000 / peopleASource - 1;

/** @throws RangeError with what is wrong and the mend */
export function refuseWhatCannotRun(network: Network): void {
  refusePeriods(network.periodEnds);
  refuseLuck(network);
  for (const stage of network.stages) refuseStage(network, stage);
  for (const source of network.sources) refuseSource(network, source);
  for (const risk of network.risks ?? []) refuseRisk(network, risk);
  for (const { name, units } of network.resources ?? []) refuseTimetable(`Resource ${name}`, units);
}

function say(sentence: string): never {
  throw new RangeError(sentence);
}

function refusePeriods(periodEnds: readonly number[]): void {
  if (periodEnds.length === 0) say('periodEnds is empty; a run needs an end.');
  periodEnds.forEach((end, i) => {
    if (!(end > (periodEnds[i - 1] ?? 0) && end < Infinity)) {
      say(`periodEnds[${i}] was ${end}; ends must rise from above 0 and be finite.`);
    }
  });
}

function refuseLuck({ stages, sources, risks = [] }: Network): void {
  if (risks.length > mostRisks) say(`There are ${risks.length} risks; a network has at most ${mostRisks}.`);
  for (const [name, items, most] of [
    ['stage', stages, Math.min(mostStages, mostGroups - mostSources)],
    ['source', sources, mostSources],
    ['risk', risks, mostStages],
  ] as const) {
    const seen = new Set<number>();
    for (const { name: called, luck } of items) {
      if (!Number.isInteger(luck) || luck < 0 || luck >= most || seen.has(luck)) {
        say(`The luck number of ${name} ${called} was ${luck}; each needs its own, from 0 to ${most - 1}.`);
      }
      seen.add(luck);
    }
  }
}

function refuseTimetable(whose: string, rows: readonly Places[]): void {
  if (rows[0]?.at !== 0) say(`${whose} has no places at time 0; give the first row at: 0.`);
  rows.forEach(({ at, places }, i) => {
    if (i > 0 && !(at > rows[i - 1].at)) {
      say(`${whose}: row ${i} is at ${at}, not after the row before; put rows in order of time.`);
    }
    if (!(places >= 0)) say(`${whose} had ${places} places at ${at}; it needs 0 or more.`);
  });
}

function refuseStage(network: Network, stage: Stage): void {
  const { name, next, patience, list, stay, groups } = stage;
  const whose = `Stage ${name}`;
  refuseTimetable(whose, stage.places);
  if (stay !== 'open' && next.length === 0) say(`${whose} leads nowhere; give it routes.`);
  const ways = [...next.flatMap(row => row.to), patience?.to ?? LEAVES, list?.fullTo ?? LEAVES];
  for (const to of ways) if (!isStage(network, to)) say(`${whose} leads to ${to}, which is no stage.`);
  if (next[0]?.when)
    say(`${whose}: its first row of routes is not for everybody; put one without when first.`);
  for (const row of [...next, ...(stage.otherStays ?? []), ...(stage.priority ?? [])]) {
    refuseConditions(network, whose, row.when ?? []);
  }
  for (const { to, share } of next) {
    if (to.length === 0 || share.length !== to.length) say(`${whose}: give every way out its share.`);
    refuseShares(whose, share);
  }
  if (groups) {
    const { atLeast, atMost } = groups;
    if (!(Number.isInteger(atLeast) && Number.isInteger(atMost) && atLeast >= 1 && atMost >= atLeast)) {
      say(
        `${whose}: a group of ${atLeast} to ${atMost}; give whole numbers from 1 on, the second not below.`,
      );
    }
    if (list && list.most < atLeast) {
      say(`${whose}: its list holds ${list.most} and a group needs ${atLeast}, so none would begin.`);
    }
  }
  if (typeof stay === 'string' && stage.otherStays) say(`${whose}: otherStays need a stay with a length.`);
  if (stay === 'instant' && (groups || stage.needs)) {
    say(`${whose} is instant, so it holds nothing; leave its groups and needs out.`);
  }
  for (const { resource, units } of stage.needs ?? []) {
    if (!network.resources?.[resource]) say(`${whose} needs resource ${resource}, which is not there.`);
    if (!(units > 0)) say(`${whose} needs ${units} units; give a number above 0.`);
  }
  for (const { attribute } of stage.sets ?? []) refuseAttribute(network, whose, attribute);
  for (const { risk, waiting, inside } of stage.risks ?? []) {
    if (!network.risks?.[risk]) say(`${whose} names risk ${risk}, which is not there.`);
    if (!(waiting >= 0 && inside >= 0)) say(`${whose}: a hazard ratio was below 0.`);
  }
  for (const count of [stage.startWaiting, stage.startInside]) {
    if (!(Number.isInteger(count) && count >= 0)) say(`${whose} starts with ${count}; give a whole number.`);
  }
  for (const waited of stage.startWaited ?? []) {
    if (!(waited >= 0 && waited < Infinity)) say(`${whose}: somebody had waited ${waited}; give 0 or more.`);
  }
  for (const { ordered, places } of stage.building ?? []) {
    if (!(ordered >= 0 && places >= 0))
      say(`${whose}: building ${places} places at ${ordered}; give 0 or more.`);
  }
}

function refuseSource(network: Network, source: Source): void {
  const { name, to, rate, observed, season, strata, gaps } = source;
  const whose = `Source ${name}`;
  if (!isStage(network, to)) say(`${whose} leads to ${to}, no stage.`);
  if (!(rate >= 0 && rate < Infinity)) say(`${whose} has a rate of ${rate}; give 0 or more.`);
  for (const { factor } of source.steps ?? []) {
    if (!(factor >= 0)) say(`${whose}: a step was ${factor}; a factor needs 0 or more.`);
  }
  if (
    season &&
    !(season.length > 0 && season.factors.length > 0 && season.factors.every(each => each >= 0))
  ) {
    say(`${whose}: a season needs a length above 0 and factors of 0 or more.`);
  }
  if (observed) {
    const { ends, counts } = observed;
    if (ends.length !== counts.length)
      say(`${whose}: ${ends.length} ends and ${counts.length} counts; give as many.`);
    if (!ends.every((end, i) => end > (ends[i - 1] ?? 0)) || !counts.every(count => count >= 0)) {
      say(`${whose}: observed ends must rise from above 0, and counts be 0 or more.`);
    }
  }
  if (gaps && Math.abs(meanOf(gaps) - 1) > 1e-9) {
    say(`${whose}: its gaps have mean ${meanOf(gaps)}; give them mean 1, the rate stretches them.`);
  }
  if (strata) {
    if (strata.length === 0) say(`${whose}: strata is empty; leave it out or give one.`);
    refuseShares(
      whose,
      strata.map(stratum => stratum.share),
    );
    for (const { values } of strata) {
      if (values.length > (network.attributes?.length ?? 0) || !values.every(Number.isInteger)) {
        say(`${whose}: a stratum has ${values.join(', ')}; give a whole number an attribute.`);
      }
    }
  }
}

function refuseRisk(network: Network, { name, hazard, to, ratios = [] }: Risk): void {
  const whose = `Risk ${name}`;
  if (to !== 'stays' && !isStage(network, to)) say(`${whose} leads to ${to}, which is no stage.`);
  if (hazard[0]?.from !== 0) say(`${whose} has no hazard at 0; give the first row from: 0.`);
  hazard.forEach(({ from, rate }, i) => {
    if (!(rate >= 0 && rate < Infinity)) say(`${whose} has a hazard of ${rate}; give 0 or more.`);
    if (i > 0 && !(from > hazard[i - 1].from)) say(`${whose}: put its hazards in order of time.`);
  });
  for (const { when, ratio } of ratios) {
    refuseConditions(network, whose, when);
    if (!(ratio >= 0 && ratio < Infinity)) say(`${whose} has a ratio of ${ratio}; give 0 or more.`);
  }
}

function refuseConditions(network: Network, whose: string, when: readonly Condition[]): void {
  for (const { of, index } of when) {
    if (of === 'attribute') refuseAttribute(network, whose, index);
    else if (of !== 'times round' && !network.stages[index]) {
      say(`${whose} asks how many are ${of} at ${index}, which is no stage.`);
    }
  }
}

function refuseAttribute(network: Network, whose: string, attribute: number): void {
  if (network.attributes?.[attribute] === undefined) {
    say(`${whose} names attribute ${attribute}, which the network does not have.`);
  }
}

function refuseShares(whose: string, shares: readonly number[]): void {
  for (const share of shares)
    if (!(share >= 0 && share <= 1)) say(`${whose}: a share was ${share}; give 0 to 1.`);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum > 1 + 1e-9) say(`${whose}: its shares come to ${sum}; make them 1 or less together.`);
}

function isStage({ stages }: Network, to: number): boolean {
  return to === LEAVES || (Number.isInteger(to) && to >= 0 && to < stages.length);
}
