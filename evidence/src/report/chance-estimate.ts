import type { AssumptionCheck } from '../chance/chance-effect.ts';
import type { ChanceDesign } from '../study/chance-design.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Protocol } from '../protocol/read.ts';
import { measurement } from './assumptions.ts';
import type { ChanceFigure } from './chance-shape.ts';
import { sayChance } from './chance-words.ts';
import { estimate } from './estimate.ts';
import type { ArmResult, Estimate, NonEmpty, Sensitivity, Withheld } from './estimate.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';
import type { NegativeControl } from './report.ts';

/** A design's figure as an estimate; withheld where it has no interval. */
export function chanceEstimate({
  protocol,
  basis,
  data,
  chance,
  figure,
  checks,
  control,
}: {
  readonly protocol: Protocol;
  readonly basis: PairBasis;
  readonly data: PairData;
  readonly chance: ChanceDesign;
  readonly figure: ChanceFigure;
  readonly checks: readonly AssumptionCheck[];
  readonly control: NegativeControl | undefined;
}): Estimate | Withheld {
  const { measure, value, standardError, interval, means, method } = figure;
  if (interval === undefined) {
    return {
      withheld:
        'Chance moved too few people from one group to the other: any effect whatever would agree with the data.',
    };
  }
  if (![value, interval.lower, interval.upper, ...means].every(Number.isFinite) || !(standardError > 0)) {
    return { withheld: 'The outcome does not vary enough among these people for a figure with an interval.' };
  }
  return estimate({
    ...basis.shared,
    measure,
    value,
    interval,
    standardError,
    arms: armsOf(basis, data, figure),
    method: `${sayChance(chance.spec)}; ${method}`,
    assumptions: nonEmpty([...checks.map(({ assumption }) => assumption), ...measurement(protocol)]),
    sensitivity: nonEmpty([...findingsOf(figure, checks), ...controlFinding(control)]),
  });
}

/** The same figure in other ways; where there is none, what the first assumption's check found. */
export function findingsOf(
  { measure, others }: ChanceFigure,
  checks: readonly AssumptionCheck[],
): NonEmpty<Sensitivity> {
  const tried = others.map(({ name, effect: { value, interval } }) => ({
    name,
    finding: `${perThousand(value)} ${sayUnit(measure)} (${perThousand(interval.lower)} to ${perThousand(interval.upper)}).`,
    values: { value, lower: interval.lower, upper: interval.upper },
  }));
  if (tried.length > 0) return nonEmpty(tried);
  return nonEmpty(
    checks.slice(0, 1).map(({ assumption, verdict, finding, values }) => ({
      name: `${assumption.replace(/\.$/, '')}: ${verdict}`,
      finding,
      values,
    })),
  );
}

function controlFinding(control: NegativeControl | undefined): Sensitivity[] {
  if (control === undefined) return [];
  const { detected, difference, interval } = control;
  return [
    {
      name: 'negative control',
      finding: `${detected}: ${perThousand(difference)} in a thousand (${perThousand(interval.lower)} to ${perThousand(interval.upper)}); chance should not change it.`,
      values: { difference, lower: interval.lower, upper: interval.upper },
    },
  ];
}

/** The arms as they come; of a waiting list, the time with and without a place. */
function armsOf(basis: PairBasis, data: PairData, { turns, means }: ChanceFigure): [ArmResult, ArmResult] {
  // A line carried to the date may fall below nothing; nobody's level does.
  const levels = [Math.max(0, means[0]), Math.max(0, means[1])] as const;
  const [first, second] = armResults(basis, data, levels, true);
  if (turns === undefined) return [first, second];
  return [
    {
      ...first,
      n: turns[0].people,
      effectiveN: turns[0].people,
      events: turns[0].events,
      years: turns[0].years,
    },
    {
      ...second,
      n: turns[1].people,
      effectiveN: turns[1].people,
      events: turns[1].events,
      years: turns[1].years,
    },
  ];
}

function nonEmpty<T>([first, ...rest]: readonly T[]): NonEmpty<T> {
  if (first === undefined) throw new Error('a design by chance always has a check');
  return [first, ...rest];
}
