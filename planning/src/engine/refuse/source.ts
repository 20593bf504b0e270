import { arrivalsOf, expectedBy, peopleASource } from '../arrivals.ts';
import { meanOf, refuseDuration } from '../duration.ts';
import { longest, mostSeasonParts } from '../limits.ts';
import type { Network } from '../network.ts';
import type { Source } from '../source.ts';
import { isStage, refuseShares } from './parts.ts';
import { refuse } from './sentence.ts';
import { isAttributeValue } from './stage.ts';

export function refuseSource(network: Network, source: Source): void {
  const { name, to, rate, growth = 0, deterred = 0, deterredFrom = 0, gaps } = source;
  const whose = `Source ${name}`;
  const horizon = network.periodEnds.at(-1)!;
  if (!isStage(network, to)) refuse(`${whose} leads to ${to}, no stage.`);
  if (!isFactor(rate)) refuse(`${whose} has a rate of ${rate}; give 0 or more.`);
  if (!Number.isFinite(growth)) refuse(`${whose} grows by ${growth}; give a number, 0 for none.`);
  if (!(deterred >= 0 && deterred <= 1)) refuse(`${whose}: a share of ${deterred} is deterred; give 0 to 1.`);
  if (Number.isNaN(deterredFrom)) refuse(`${whose} deters from NaN on; give a time.`);
  refuseChanges(whose, source, horizon);
  refuseObserved(whose, source);
  if (gaps) {
    refuseDuration(gaps, whose);
    if (Math.abs(meanOf(gaps) - 1) > 1e-9) {
      refuse(`${whose}: its gaps have mean ${meanOf(gaps)}; give them mean 1, the rate stretches them.`);
    }
  }
  refuseStrata(network, whose, source);
  const expected = expectedBy(arrivalsOf(source, horizon), horizon);
  if (!(expected < peopleASource)) {
    refuse(
      `${whose} would bring ${Number.isNaN(expected) ? 'more people than can be counted' : `${expected.toPrecision(3)} people`} by the end; a source brings at most ${peopleASource - 1}. Lower its rate or its growth, or split it.`,
    );
  }
}

function refuseChanges(whose: string, { steps = [], season }: Source, horizon: number): void {
  steps.forEach(({ from, factor }, i) => {
    if (!isFactor(factor)) refuse(`${whose}: a step was ${factor}; a factor needs 0 or more.`);
    if (Number.isNaN(from) || (i > 0 && !(from > steps[i - 1].from))) {
      refuse(`${whose}: a step is from ${from} on, not after the one before; put them in order of time.`);
    }
  });
  if (!season) return;
  const { length, factors } = season;
  if (!(length > 0 && length <= longest && factors.length > 0 && factors.every(isFactor))) {
    refuse(`${whose}: a season needs a length above 0 and factors of 0 or more.`);
  }
  if ((horizon / length) * factors.length > mostSeasonParts) {
    refuse(`${whose}: a season of ${length} comes round too often before ${horizon}; give it a longer one.`);
  }
}

function refuseObserved(whose: string, { observed }: Source): void {
  if (!observed) return;
  const { ends, counts } = observed;
  if (ends.length !== counts.length) {
    refuse(`${whose}: ${ends.length} ends and ${counts.length} counts; give as many.`);
  }
  if (!ends.every((end, i) => end > (ends[i - 1] ?? 0) && end <= longest) || !counts.every(isFactor)) {
    refuse(`${whose}: observed ends must rise from above 0, and counts be 0 or more.`);
  }
}

function refuseStrata({ attributes = [] }: Network, whose: string, { strata }: Source): void {
  if (!strata) return;
  if (strata.length === 0) refuse(`${whose}: strata is empty; leave it out or give one.`);
  refuseShares(
    whose,
    strata.map(stratum => stratum.share),
  );
  for (const { values } of strata) {
    if (values.length > attributes.length || !values.every(isAttributeValue)) {
      refuse(`${whose}: a stratum has ${values.join(', ')}; give a whole number an attribute.`);
    }
  }
}

function isFactor(value: number): boolean {
  return value >= 0 && value < Infinity;
}
