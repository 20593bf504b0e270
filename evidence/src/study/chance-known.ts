import type { AssumptionCheck } from '../chance/chance-effect.ts';
import { chanceEffect, differs } from '../chance/chance-effect.ts';
import { courtTendency } from '../chance/court-tendency.ts';
import { covariatesAsOutcomes } from '../chance/covariates-as-outcomes.ts';
import { discontinuity, jumpNear } from '../chance/discontinuity.ts';
import { covariatesNearDate, numbersNearDate } from '../chance/discontinuity-checks.ts';
import { firstStageCheck } from '../chance/instrumented-effect.ts';
import { interruptedSeries } from '../chance/interrupted-series.ts';
import { steppedRollOut } from '../chance/stepped-roll-out.ts';
import { orderTakesNoNotice } from '../chance/waiting-order.ts';
import { isoDay } from '../day.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { ChancePeople } from './chance-people.ts';
import type { JumpGround, SeriesGround, SteppedGround } from './chance-ground.ts';
import { isNear } from './chance-ground.ts';
import { cellMeans, seriesMeans } from './chance-cells.ts';

/** A count of people, and how many of them are in the first arm: a period, a side of the date, a court, a region. */
export interface ChanceCount {
  readonly what: string;
  readonly people: number;
  readonly inFirst: number;
}

/** What a design that uses chance can know without any outcome. */
export interface ChanceKnown {
  readonly design: string;
  readonly facts: readonly string[];
  readonly counts: readonly ChanceCount[];
  readonly checks: readonly AssumptionCheck[];
}

/**
 * Counts and checks of a design before outcomes.
 *
 * @throws RangeError in a sentence where the design cannot be had
 */
export function knownByDesign(spec: ChanceSpec, people: ChancePeople): ChanceKnown {
  const { ground } = people;
  if (spec.by === 'interrupted series' && ground.by === spec.by) return ofSeries(people, ground);
  if (spec.by === 'discontinuity' && ground.by === spec.by) return ofJump(spec, people, ground);
  if (ground.by === 'waiting list') return ofWaiting(people, ground.startedAfter);
  if (ground.by === 'stepped roll-out') return ofSteps(people, ground);
  return ofCourts(people);
}

function ofSeries({ checked, treated }: ChancePeople, ground: SeriesGround): ChanceKnown {
  const { period, periods, changeAt, perYear, starts } = ground;
  const counts = new Float64Array(periods);
  for (const own of period) counts[own]++;
  const stepIn = (values: ArrayLike<number>) =>
    interruptedSeries({ ...seriesMeans(ground, values), changeAt, perYear }).cautiousLevel;
  return {
    design: 'interrupted series',
    facts: [
      `${changeAt} periods before the change and ${periods - changeAt} since; from ${Math.min(...counts)} to ${Math.max(...counts)} people in each.`,
    ],
    counts: countBy(period, Array.from(starts, isoDay), treated),
    checks: [
      numbersOfSeries(counts, changeAt),
      covariatesAsOutcomes(
        'People since the change are like those before it, but for a trend.',
        checked,
        stepIn,
      ),
    ],
  };
}

/** The number of people in the eight periods on each side, whole periods alone: a step in a line on each side. */
function numbersOfSeries(counts: Float64Array, changeAt: number): AssumptionCheck {
  const assumption = 'Nobody was moved from one side of the change to the other.';
  const usual = Float64Array.from(counts).sort()[Math.floor(counts.length / 2)];
  // The cohort may begin or end within a period; such a period says nothing about moving.
  const from = counts[0] < usual / 2 ? 1 : 0;
  const to = counts[counts.length - 1] < usual / 2 ? counts.length - 1 : counts.length;
  if (changeAt - from < 8 || to - changeAt < 8) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'There are too few whole periods.',
      values: {},
    };
  }
  const kept = counts.slice(from, to);
  const { level } = interruptedSeries({ mean: kept, people: kept.map(() => 1), changeAt: changeAt - from });
  // Counts scatter at least as Poisson's law has it, whatever their residuals happen to do.
  const error = Math.max(
    level.standardError,
    2 * Math.sqrt(usual / (changeAt - from) + usual / (to - changeAt)),
  );
  const jump = chanceEffect(level.value, error, level.method, level.degreesOfFreedom);
  const { lower, upper } = jump.interval;
  return {
    assumption,
    verdict: differs(jump) ? 'in doubt' : 'nothing against it',
    finding: `The number of people in a period changes by ${jump.value.toFixed(1)} at the change, of ${usual} usually (95% interval ${lower.toFixed(1)} to ${upper.toFixed(1)}).`,
    values: { jump: jump.value, lower, upper, usual },
  };
}

type JumpSpec = Extract<ChanceSpec, { by: 'discontinuity' }>;

function ofJump(spec: JumpSpec, { checked, treated }: ChancePeople, { daysSince }: JumpGround): ChanceKnown {
  const { bandwidth_days: bandwidthDays, leave_out_days: leaveOutDays } = spec;
  const data = { daysSince, outcome: new Float64Array(daysSince.length), bandwidthDays, leaveOutDays };
  // The first stage is the same whatever the outcome; here it is nothing at all.
  const fuzzy = spec.effect_of === 'the arms' ? discontinuity({ ...data, treated }).fuzzy : undefined;
  const side = daysSince.map(day => (!isNear(spec, day) ? -1 : day < 0 ? 0 : 1));
  const names = [`within ${bandwidthDays} days before`, `within ${bandwidthDays} days since`];
  return {
    design: 'discontinuity',
    facts:
      fuzzy === undefined
        ? [
            `${side.filter(own => own === 0).length} people before and ${side.filter(own => own === 1).length} since, within ${bandwidthDays} days.`,
          ]
        : [
            `At the date the share in the first arm changes by ${(100 * fuzzy.firstStage.value).toFixed(1)} in a hundred ` +
              `(${(100 * fuzzy.firstStage.interval.lower).toFixed(1)} to ${(100 * fuzzy.firstStage.interval.upper).toFixed(1)}), F ${fuzzy.firstStageF.toFixed(1)}.`,
          ],
    counts: countBy(side, names, treated),
    checks: [
      numbersNearDate(data, jumpNear),
      covariatesNearDate({ ...data, covariates: checked }, jumpNear),
      ...(fuzzy === undefined
        ? []
        : [firstStageCheck('The change moved enough people from one arm to the other.', fuzzy)]),
    ],
  };
}

const WAITS = [0, 91, 182, 365, 730];

function ofWaiting({ checked, treated }: ChancePeople, startedAfter: Float64Array): ChanceKnown {
  const waits = startedAfter.filter(day => !Number.isNaN(day)).sort();
  const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))];
  return {
    design: 'waiting list',
    facts: [
      `${startedAfter.length} people joined and ${waits.length} had a place` +
        (waits.length === 0
          ? '.'
          : `, half of them within ${at(0.5)} days and nine in ten within ${at(0.9)}.`),
    ],
    counts: WAITS.map(day => ({
      what: `${day} days after joining; in the first arm: with a place by then`,
      people: treated.length,
      inFirst: waits.filter(wait => wait <= day).length,
    })),
    checks: [orderTakesNoNotice({ startedAfter, followedFor: [], event: [], covariates: checked })],
  };
}

function ofSteps({ checked, treated }: ChancePeople, ground: SteppedGround): ChanceKnown {
  const { regions, starts, startsAt, region } = ground;
  const effectOn = (values: Float64Array) =>
    steppedRollOut({
      regions: regions.length,
      periods: starts.length,
      startsAt,
      ...cellMeans(ground, values),
    }).effect;
  const { people } = cellMeans(ground, treated);
  return {
    design: 'stepped roll-out',
    facts: [
      ...regions.map((name, r) => `${name}: ${sayStart(starts, startsAt[r])}.`),
      `${starts.length} periods; from ${Math.min(...people)} to ${Math.max(...people)} people in a region and period.`,
    ],
    counts: countBy(region, regions, treated),
    checks: [
      covariatesAsOutcomes(
        'Who comes before the courts did not change with the programme.',
        checked,
        effectOn,
      ),
    ],
  };
}

function sayStart(starts: readonly number[], at: number): string {
  if (at >= starts.length) return 'not within the time of the data';
  return at <= 0 ? 'from the beginning' : `from ${isoDay(starts[at])}`;
}

function ofCourts({ ground, treated, covariates }: ChancePeople): ChanceKnown {
  if (ground.by !== 'court tendency') throw new Error('the ground is not that of the design');
  const { court, courts, pool } = ground;
  // No outcome is known yet, and tendency, first stage and checks need none.
  const found = courtTendency({ court, pool, treated, outcome: new Float64Array(court.length), covariates });
  const [least, most] = found.tendencies;
  return {
    design: 'court tendency',
    facts: [
      `${courts.length} courts in ${ground.pools.length} pools send from ${(100 * least).toFixed(1)} to ${(100 * most).toFixed(1)} people in a hundred ` +
        `more to the first arm than their pool does; first stage F ${found.cautious.firstStageF.toFixed(1)}.`,
    ],
    counts: countBy(court, courts, treated),
    checks: found.checks,
  };
}

function countBy(codes: Int32Array, names: readonly string[], treated: Uint8Array): ChanceCount[] {
  const people = names.map(() => 0);
  const inFirst = names.map(() => 0);
  codes.forEach((code, i) => {
    if (code < 0) return;
    people[code]++;
    inFirst[code] += treated[i];
  });
  return names.map((what, k) => ({ what, people: people[k], inFirst: inFirst[k] }));
}
