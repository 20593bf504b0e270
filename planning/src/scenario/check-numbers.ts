import { leastShape, leastSpread, mostHazard, mostPresent, mostSpread } from '../engine/limits.ts';
import { peopleASource } from '../engine/arrivals.ts';
import { mostRisks } from '../engine/kind.ts';
import { mostStagesOfANetwork } from '../engine/refuse/network.ts';
import { canBeNothing, hardlyBeyond } from './parameter.ts';
import { parameterUses } from './parameter-use.ts';
import type { HazardText } from './risk-schema.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { DurationText } from './stage-schema.ts';
import { daysAYear, units } from './unit.ts';
import { own } from './own.ts';

type Path = (string | number)[];

/** No plan has a number as large as this, and sums of what is below it stay numbers. */
const mostOfAll = 1e12;

/** Numbers that no run could hold: too large, too small for what they measure, more people than can be counted. */
export function checkNumbers(scenario: ScenarioText): PlacedFault[] {
  const { parameters } = scenario;
  const tooLarge = Object.entries(parameters).flatMap(([name, parameter]): PlacedFault[] => {
    const far = hardlyBeyond(parameter).find(end => Math.abs(end) > mostOfAll && Number.isFinite(end));
    return far === undefined
      ? []
      : [
          {
            path: ['parameters', name],
            what: `Parameter ${name} can be ${far.toPrecision(3)} ${parameter.unit}.`,
            mend: 'Give it a number that such a thing can have, below a million millions.',
          },
        ];
  });
  // What is too large in itself would be told again in every place that uses it.
  if (tooLarge.length > 0) return tooLarge;
  return [
    ...checkCounts(scenario),
    ...checkShapes(scenario),
    ...checkLengths(scenario),
    ...checkHazardRates(scenario),
    ...checkCrowd(scenario),
  ];
}

/** More stages or risks than a run can tell apart. */
function checkCounts({ stages, risks }: ScenarioText): PlacedFault[] {
  const faults: PlacedFault[] = [];
  const count = Object.keys(stages).length;
  if (count > mostStagesOfANetwork) {
    faults.push({
      path: ['stages'],
      what: `There are ${count} stages.`,
      mend: `A plan has ${mostStagesOfANetwork} at most: let one stand for several.`,
    });
  }
  const others = Object.keys(risks ?? {}).length;
  if (others >= mostRisks) {
    faults.push({
      path: ['risks'],
      what: `There are ${others} risks beside the detected reoffence.`,
      mend: `A plan has ${mostRisks - 1} at most: let one stand for several.`,
    });
  }
  return faults;
}

/** The ends of a parameter in the units that a run works in; NaN where a name is not there, which is told elsewhere. */
function endsOf({ parameters }: ScenarioText, name: string | undefined): [number, number] {
  const parameter = own(parameters, name);
  if (parameter === undefined) return [Number.NaN, Number.NaN];
  const { size } = units[parameter.unit];
  const [low, high] = hardlyBeyond(parameter);
  return [low * size, high * size];
}

function checkShapes(scenario: ScenarioText): PlacedFault[] {
  return parameterUses(scenario).flatMap(({ path, parameter, dimension, aboveZero }): PlacedFault[] => {
    const [low, high] = endsOf(scenario, parameter);
    const say = (what: string, mend: string): PlacedFault[] => [{ path, what, mend }];
    const named = own(scenario.parameters, parameter);
    const isTold = aboveZero && named !== undefined && canBeNothing(named);
    // Exactly 0 is told as that.
    if (isTold) return [];
    if (dimension === 'spread' && (high > mostSpread || low < leastSpread)) {
      return say(
        `Parameter ${parameter} can be ${high > mostSpread ? high.toPrecision(3) : low.toPrecision(3)} of the mean.`,
        `A spread lies from ${leastSpread} to ${mostSpread}; a length that hardly varies is { fixed: name }.`,
      );
    }
    if (dimension === 'shape' && low < leastShape) {
      return say(
        `Parameter ${parameter} can be a shape of ${low.toPrecision(3)}.`,
        `Give it ${leastShape} or more: below that the mean lies in lengths that hardly ever come.`,
      );
    }
    if (dimension === 'growth' && low <= -1) {
      return say(
        `Parameter ${parameter} can be ${(low * 100).toPrecision(3)} in 100 a year: nothing would be left.`,
        'Raise its lower end above -100.',
      );
    }
    return [];
  });
}

/** Uniform lengths whose ends cross, and groups that begin with nobody. */
function checkLengths(scenario: ScenarioText): PlacedFault[] {
  const faults: PlacedFault[] = [];
  const mustRise = (path: Path, duration: DurationText): void => {
    if (!('uniform' in duration)) return;
    const { from, to } = duration.uniform;
    const [, least] = endsOf(scenario, from);
    const [most] = endsOf(scenario, to);
    if (least >= most) {
      faults.push({
        path: [...path, 'uniform'],
        what: `This length can begin at ${least} days and end at ${most}.`,
        mend: 'Let from always lie below to; a length that never varies is { fixed: name }.',
      });
    }
  };
  for (const [name, { stay, otherStays, patience, groups }] of Object.entries(scenario.stages)) {
    const path = ['stages', name];
    if (typeof stay !== 'string') mustRise([...path, 'stay'], stay);
    otherStays?.forEach((row, i) => mustRise([...path, 'otherStays', i, 'stay'], row.stay));
    if (patience) mustRise([...path, 'patience', 'length'], patience.length);
    const [fewest] = endsOf(scenario, groups?.atLeast);
    const begins = own(scenario.parameters, groups?.atLeast);
    if (begins && fewest < 0.5 && !canBeNothing(begins)) {
      faults.push({
        path: [...path, 'groups', 'atLeast'],
        what: `A group of ${name} can begin with ${fewest}, which is nobody.`,
        mend: 'Raise it to 1 or more.',
      });
    }
  }
  return faults;
}

function checkHazardRates(scenario: ScenarioText): PlacedFault[] {
  const hazards: [Path, HazardText][] = [
    [['detectedReoffending'], scenario.detectedReoffending],
    ...Object.entries(scenario.risks ?? {}).map(([name, of]): [Path, HazardText] => [['risks', name], of]),
  ];
  return hazards.flatMap(([path, { share, within, later }]) => {
    const rows: [Path, { readonly share: string; readonly within: string }][] = [
      [path, { share, within }],
      ...(later ?? []).map((row, i): [Path, typeof row] => [[...path, 'later', i], row]),
    ];
    return rows.flatMap(([at, row]): PlacedFault[] => {
      const rate =
        -Math.log1p(-Math.min(1 - 1e-9, endsOf(scenario, row.share)[1])) / endsOf(scenario, row.within)[0];
      return rate > mostHazard && rate < Infinity
        ? [
            {
              path: [...at, 'within'],
              what: `Parameter ${row.within} can be so short that it happens at once.`,
              mend: 'Raise its lower end.',
            },
          ]
        : [];
    });
  });
}

/** More people than a run can tell apart, come or there at the start. */
function checkCrowd(scenario: ScenarioText): PlacedFault[] {
  const { arrivals, years, stages, data } = scenario;
  const high = (name: string | undefined): number => endsOf(scenario, name)[1];
  const highest = (names: readonly (string | undefined)[]): number =>
    Math.max(1, ...names.map(high).filter(each => !Number.isNaN(each)));
  const growth = Math.max(0, high(arrivals.growth)) || 0;
  const raised = (arrivals.deterred?.by ?? []).map(
    ({ elasticity, from, to }) => (high(from) / endsOf(scenario, to)[0]) ** high(elasticity),
  );
  const factor =
    highest((arrivals.steps ?? []).map(step => step.times)) *
    highest(Object.values(arrivals.season ?? {})) *
    raised.reduce((product, times) => product * (times > 1 ? times : 1), 1);
  const seen = own(data, arrivals.observed ?? undefined);
  const counted = seen && 'counts' in seen ? seen.counts.reduce((sum, count) => sum + count, 0) : 0;
  const come = high(arrivals.rate) * factor * years * daysAYear * (1 + growth) ** years + counted;
  const faults: PlacedFault[] = [];
  if (come >= peopleASource) {
    faults.push({
      path: ['arrivals', 'rate'],
      what: `As many as ${come.toPrecision(3)} people could come in ${years} years.`,
      mend: `A run counts ${(peopleASource - 1).toLocaleString('en-GB')} at most: lower the upper end of the rate or its growth, or let one stand for several.`,
    });
  }
  const there = Object.values(stages).reduce(
    (sum, { atStart }) => sum + (high(atStart?.waiting) || 0) + (high(atStart?.inside) || 0),
    0,
  );
  if (there > mostPresent) {
    faults.push({
      path: ['stages'],
      what: `As many as ${there.toPrecision(3)} people could be there at the start.`,
      mend: `A run keeps ${mostPresent.toLocaleString('en-GB')} at most: lower atStart, or let one stand for several.`,
    });
  }
  return faults;
}
