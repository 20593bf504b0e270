import type { CurveTest, MissingCovariate, PairSensitivity } from '../pair-sensitivity.ts';
import type { PairReport } from '../report.ts';
import { isEstimate } from '../estimate.ts';
import { minus, sayCount, sayP } from './say.ts';
import type { Rows } from './view.ts';

const NAMES = {
  eValue: 'E-value',
  unmeasured: 'something unrecorded',
  hiddenBias: 'Rosenbaum bounds',
  missingOutcomes: 'outcomes that are not known',
  linkage: 'missed links',
  covariateSets: 'other sets of covariates',
  control: 'negative control',
  bootstrap: 'bootstrap',
} as const satisfies Record<Exclude<keyof PairSensitivity, 'notMade'>, string>;

/** What was tried against a headline and what came of it, each once; then what could not be tried. */
export function triedAgainst({ headline, sensitivity }: PairReport): { name: string; finding: string }[] {
  const named = Object.entries(NAMES).flatMap(([part, name]) => {
    const found = sensitivity?.[part as keyof typeof NAMES];
    return found === undefined ? [] : [{ name, finding: found.sentence }];
  });
  const known = new Set<string>(named.map(({ name }) => name));
  const own = isEstimate(headline) ? headline.sensitivity : [];
  return [
    ...own.filter(({ name }) => !known.has(name)).map(({ name, finding }) => ({ name, finding })),
    ...named,
    ...(sensitivity?.notMade ?? []).map(({ name, why }) => ({ name, finding: `Not made: ${why}` })),
  ];
}

/** What a yes-or-no trait that nobody recorded would leave of the ratio. */
export function unmeasuredGrid({ sensitivity }: PairReport): Rows {
  return {
    columns: ['share with it in the first and second group', 'times as likely', 'what is left of the ratio'],
    rows: (sensitivity?.unmeasured?.grid ?? []).map(
      ({ prevalence, riskRatio, ratio, lower, upper, turns }) => [
        prevalence.map(own => `${Math.round(100 * own)}%`).join(' and '),
        riskRatio.toFixed(1),
        `${ratio.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})${turns ? ', which turns it' : ''}`,
      ],
    ),
  };
}

export function curveTestRows(tests: readonly CurveTest[]): Rows {
  return {
    columns: ['test', 'chi-square', 'degrees of freedom', 'p', 'what it says'],
    rows: tests.map(({ name, chiSquare, degreesOfFreedom, p, sentence }) => [
      name,
      minus(chiSquare.toFixed(2)),
      String(degreesOfFreedom),
      sayP(p),
      sentence,
    ]),
  };
}

export function missingWords(missing: readonly MissingCovariate[]): string[] {
  return missing.map(({ column, people, of, scaleReduction }) => {
    const settled =
      scaleReduction === undefined ? '' : `; scale reduction of its imputation ${scaleReduction.toFixed(2)}`;
    return `${column}: not recorded for ${sayCount(people)} of ${sayCount(of)} people${settled}`;
  });
}
