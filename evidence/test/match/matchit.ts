import { designMatrix, fitPropensity } from '../../src/index.ts';
import type { DesignMatrix, NearestOptions } from '../../src/index.ts';
import { fixtureRows, fixtureText } from '../fixture.ts';
import { lalondeDesign, lalondeTreated } from '../lalonde.ts';

/** What MatchIt says of one specification; see `fixtures/matchit.json`. */
export interface Specification {
  /** Each treated row and its matches. */
  readonly matches: readonly (readonly number[])[];
  readonly sets: readonly number[];
  readonly weights: readonly number[];
  readonly caliper?: number;
  readonly all: BalanceOutput;
  readonly matched: BalanceOutput;
  readonly att: {
    readonly unadj: Readonly<Record<string, number>>;
    readonly adj: Readonly<Record<string, number>>;
    readonly gcomp_att: { readonly est: number; readonly se: number };
  };
}

export type BalanceOutput = Readonly<
  Record<
    | 'Means Treated'
    | 'Means Control'
    | 'Std. Mean Diff.'
    | 'Var. Ratio'
    | 'eCDF Mean'
    | 'eCDF Max'
    | 'Std. Pair Dist.',
    readonly (number | null)[]
  >
>;

export const matchIt = (
  JSON.parse(fixtureText('matchit.json')) as {
    readonly specifications: Readonly<Record<string, Specification>>;
  }
).specifications;

const people = fixtureRows('lalonde.csv');

export const treated = lalondeTreated();
export const ids = people.map(({ id }) => id);
export const race = people.map(row => ['black', 'hispan', 'white'].indexOf(row.race));
export const scores = fitPropensity(lalondeDesign(), treated).scores;

/** The columns of MatchIt's balance table, in its order: the score and every level of every factor. */
export function balanceDesign(): DesignMatrix {
  const numbers = (name: string): number[] => people.map(row => Number(row[name]));
  const is = (level: number): number[] => race.map(own => (own === level ? 1 : 0));
  return designMatrix({
    distance: scores,
    age: numbers('age'),
    educ: numbers('educ'),
    raceblack: is(0),
    racehispan: is(1),
    racewhite: is(2),
    married: numbers('married'),
    nodegree: numbers('nodegree'),
    re74: numbers('re74'),
    re75: numbers('re75'),
  });
}

const caliper = { width: 0.2, in: 'standard deviations' } as const;
/** The specifications of nearest matching in the fixture, as options of ours. */
export const nearestSpecifications: Readonly<Record<string, Partial<NearestOptions> & { exact?: true }>> = {
  nearest: {},
  nearest_data_order: { order: 'rank' },
  nearest_replace: { replace: true },
  nearest_caliper02: { caliper },
  nearest_caliper02_logit: { caliper, scale: 'logit' },
  nearest_caliper02_replace: { caliper, replace: true },
  nearest_ratio2: { ratio: 2 },
  nearest_exact_race: { exact: true },
};
