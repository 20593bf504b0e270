import { refuseDuration } from '../duration.ts';
import { mostHazard, longest } from '../limits.ts';
import { LEAVES } from '../network.ts';
import type { Network, Places, Stage } from '../network.ts';
import { isStage, refuseAttribute, refuseConditions, refuseShares } from './parts.ts';
import { refuse } from './sentence.ts';

export function refuseTimetable(whose: string, rows: readonly Places[]): void {
  if (rows[0]?.at !== 0) refuse(`${whose} has no places at time 0; give the first row at: 0.`);
  rows.forEach(({ at, places }, i) => {
    if (i > 0 && !(at > rows[i - 1].at)) {
      refuse(`${whose}: row ${i} is at ${at}, not after the row before; put rows in order of time.`);
    }
    if (!(places >= 0)) refuse(`${whose} had ${places} places at ${at}; it needs 0 or more.`);
  });
}

export function refuseStage(network: Network, stage: Stage): void {
  const whose = `Stage ${stage.name}`;
  refuseTimetable(whose, stage.places);
  for (const { at, places } of stage.places) {
    if (!isCount(places)) refuse(`${whose} had ${places} places at ${at}; give a whole number, or Infinity.`);
  }
  refuseStays(whose, stage);
  refuseWaysOut(network, whose, stage);
  refuseLists(network, whose, stage);
  refuseWhatItHolds(network, whose, stage);
  refuseStart(whose, stage);
  for (const { ordered, takes, places } of stage.building ?? []) {
    refuseDuration(takes, whose);
    if (!(ordered >= 0 && isCount(places))) {
      refuse(`${whose}: building ${places} places at ${ordered}; give 0 or more.`);
    }
  }
}

function refuseStays(whose: string, { stay, otherStays, groups, needs, patience }: Stage): void {
  if (typeof stay === 'string') {
    if (stay !== 'instant' && stay !== 'open') {
      refuse(`${whose} has a stay of ${String(stay)}; write 'instant', 'open' or a length.`);
    }
    if (otherStays) refuse(`${whose}: otherStays need a stay with a length.`);
  } else refuseDuration(stay, whose);
  for (const other of otherStays ?? []) {
    if (Number.isNaN(other.from)) refuse(`${whose}: otherStays begin at NaN; give a time.`);
    refuseDuration(other.stay, whose);
  }
  if (stay === 'instant' && (groups || needs)) {
    refuse(`${whose} is instant, so it holds nothing; leave its groups and needs out.`);
  }
  if (patience) refuseDuration(patience.length, whose);
}

function refuseWaysOut(network: Network, whose: string, { stay, next, patience, list }: Stage): void {
  if (stay !== 'open' && next.length === 0) refuse(`${whose} leads nowhere; give it routes.`);
  const ways = [...next.flatMap(row => row.to), patience?.to ?? LEAVES, list?.fullTo ?? LEAVES];
  for (const to of ways) {
    if (!isStage(network, to)) refuse(`${whose} leads to ${to}, which is no stage.`);
  }
  if (next[0]?.when) {
    refuse(`${whose}: its first row of routes is not for everybody; put one without when first.`);
  }
  for (const { from, to, share } of next) {
    if (Number.isNaN(from)) refuse(`${whose}: routes begin at NaN; give a time.`);
    if (to.length === 0 || share.length !== to.length) refuse(`${whose}: give every way out its share.`);
    refuseShares(whose, share);
  }
}

function refuseLists(network: Network, whose: string, stage: Stage): void {
  const { next, otherStays = [], priority = [], groups, list } = stage;
  for (const row of [...next, ...otherStays, ...priority]) refuseConditions(network, whose, row.when ?? []);
  for (const { base, perTimeWaited } of priority) {
    if (!Number.isFinite(base) || !Number.isFinite(perTimeWaited)) {
      refuse(`${whose}: a priority was ${base} and ${perTimeWaited} by time waited; give finite numbers.`);
    }
  }
  if (list && !isCount(list.most)) {
    refuse(`${whose}: its list holds ${list.most}; give a whole number from 0 on, or leave list out.`);
  }
  if (!groups) return;
  const { atLeast, atMost } = groups;
  if (!(Number.isInteger(atLeast) && Number.isInteger(atMost) && atLeast >= 1 && atMost >= atLeast)) {
    refuse(
      `${whose}: a group of ${atLeast} to ${atMost}; give whole numbers from 1 on, the second not below.`,
    );
  }
  if (list && list.most < atLeast) {
    refuse(`${whose}: its list holds ${list.most} and a group needs ${atLeast}, so none would begin.`);
  }
}

function refuseWhatItHolds(network: Network, whose: string, { needs, sets, risks }: Stage): void {
  for (const { resource, units } of needs ?? []) {
    if (!network.resources?.[resource]) refuse(`${whose} needs resource ${resource}, which is not there.`);
    if (!(units > 0 && units < Infinity)) refuse(`${whose} needs ${units} units; give a number above 0.`);
  }
  for (const { attribute, value } of sets ?? []) {
    refuseAttribute(network, whose, attribute);
    if (!isAttributeValue(value)) refuse(`${whose} sets an attribute to ${value}; give a whole number.`);
  }
  for (const { risk, waiting, inside } of risks ?? []) {
    if (!network.risks?.[risk]) refuse(`${whose} names risk ${risk}, which is not there.`);
    for (const ratio of [waiting, inside]) {
      if (!(ratio >= 0 && ratio <= mostHazard)) {
        refuse(`${whose}: a hazard ratio was ${ratio}; give 0 to ${mostHazard}.`);
      }
    }
  }
}

function refuseStart(
  whose: string,
  { stay, startWaiting = 0, startInside = 0, startWaited = [] }: Stage,
): void {
  for (const count of [startWaiting, startInside]) {
    if (!(Number.isInteger(count) && count >= 0)) {
      refuse(`${whose} starts with ${count}; give a whole number.`);
    }
  }
  if (stay === 'instant' && startWaiting + startInside > 0) {
    refuse(`${whose} is instant, so nobody can be found there; start with 0.`);
  }
  for (const waited of startWaited) {
    if (!(waited >= 0 && waited <= longest)) {
      refuse(`${whose}: somebody had waited ${waited}; give 0 or more.`);
    }
  }
}

/** A whole number from 0 on, or as many as come. */
function isCount(value: number): boolean {
  return value >= 0 && (Number.isInteger(value) || value === Infinity);
}

/** What a row of attributes can hold. */
export function isAttributeValue(value: number): boolean {
  return Number.isInteger(value) && (value | 0) === value;
}
