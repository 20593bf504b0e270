import type { Protocol } from '../protocol/read.ts';
import type { MissingCovariate } from '../report/pair-sensitivity.ts';
import { imputeChained } from '../missing/chained-equations.ts';
import type { Imputations } from '../missing/chained-equations.ts';
import { scaleReduction, SETTLED } from '../missing/settled.ts';
import type { Variable } from '../missing/variable.ts';
import { StudyRefusal } from '../refusal.ts';
import type { Cohort } from './cohort.ts';
import { withIndicators } from './covariates.ts';
import type { Covariate, Covariates } from './covariates.ts';
import { outcomeVariables } from './outcome-variables.ts';
import type { Outcome } from './outcome.ts';
import { personNames, placesOf } from './person-names.ts';

/** The covariates of a cohort without gaps. */
export interface Completed {
  /** Several times over for multiple imputation where something is missing; else once. */
  readonly imputed: readonly [Covariates, ...Covariates[]];
  /** Columns with gaps. */
  readonly missing: readonly MissingCovariate[];
  /** What must be read with it, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The covariates without gaps, by the protocol's way. Multiple imputation knows everybody's arm; the outcome only where it
 * is given, as a run may and a design never does.
 *
 * @throws StudyRefusal where a covariate cannot be imputed, in a sentence
 */
export function completed(
  protocol: Protocol,
  cohort: Cohort,
  covariates: Covariates,
  outcome?: Outcome,
): Completed {
  const missing = missingIn(covariates);
  switch (protocol.missing_values.method) {
    case 'complete case':
      return { imputed: [covariates], missing, notes: [] };
    case 'indicator':
      return { imputed: [withIndicators(covariates)], missing, notes: [] };
    case 'multiple imputation':
      return missing.length === 0
        ? { imputed: [covariates], missing, notes: [] }
        : imputedTimes(protocol, cohort, covariates, outcome, missing);
  }
}

function imputedTimes(
  { missing_values, outcome: { kind } }: Protocol,
  cohort: Cohort,
  covariates: Covariates,
  outcome: Outcome | undefined,
  missing: readonly MissingCovariate[],
): Completed {
  const { imputations, iterations, seed } = missing_values;
  const everybody = new Int32Array(covariates.people).map((_, i) => i);
  const variables: Variable[] = [
    ...covariates.columns.map(variableOf),
    {
      name: 'arm (of the study)',
      kind: 'category',
      levels: cohort.armNames.length,
      codes: Int32Array.from(cohort.arm),
    },
    ...(outcome === undefined ? [] : outcomeVariables(outcome, kind)),
  ];
  let found: Imputations;
  try {
    const person = placesOf(personNames(cohort, covariates, everybody));
    found = imputeChained(variables, { imputations, iterations, seed, person });
  } catch (error) {
    // The estimator refuses in sentences: a covariate that nobody has, or too few.
    if (error instanceof RangeError)
      throw new StudyRefusal(`missing_values: ${error.message} Nothing was estimated.`);
    throw error;
  }
  const settled = new Map(
    found.trace.map(({ name, means }) => [name, iterations < 4 ? undefined : scaleReduction(means)]),
  );
  const [first, ...others] = found.completed.map(whole => ({
    people: covariates.people,
    columns: covariates.columns.map((covariate, k) => filled(covariate, whole[k])),
  }));
  return {
    imputed: [first, ...others],
    missing: missing.map(one => {
      const reduction = settled.get(one.column);
      return reduction === undefined ? one : { ...one, scaleReduction: reduction };
    }),
    notes: [...found.notes, ...drifting(settled, iterations)],
  };
}

/** A caution where the chains have not settled, or nobody can tell. */
function drifting(settled: ReadonlyMap<string, number | undefined>, iterations: number): string[] {
  if (iterations < 4) {
    return [
      `The imputation ran for ${iterations} iterations, too few to see whether it settled; 10 or more are usual ` +
        '(missing_values.iterations).',
    ];
  }
  const adrift = [...settled].filter(([, reduction]) => reduction !== undefined && reduction > SETTLED);
  if (adrift.length === 0) return [];
  const list = adrift.map(([name, reduction]) => `${name} ${reduction?.toFixed(2)}`).join(', ');
  return [
    `The imputation has not settled after ${iterations} iterations (scale reduction above ${SETTLED}: ${list}). Ask for more ` +
      'iterations (missing_values.iterations) before this figure is used.',
  ];
}

/** How many people lack each covariate. */
function missingIn({ people, columns }: Covariates): MissingCovariate[] {
  return columns.flatMap(covariate => {
    let lacking = 0;
    for (let i = 0; i < people; i++) {
      if (covariate.kind === 'category' ? covariate.codes[i] === -1 : Number.isNaN(covariate.values[i]))
        lacking++;
    }
    return lacking === 0 ? [] : [{ column: covariate.column, people: lacking, of: people }];
  });
}

function variableOf(covariate: Covariate): Variable {
  const { column: name } = covariate;
  return covariate.kind === 'category'
    ? { name, kind: 'category', levels: covariate.levels.length, codes: covariate.codes }
    : { name, kind: 'number', values: covariate.values };
}

function filled(covariate: Covariate, variable: Variable): Covariate {
  if (covariate.kind === 'category' && variable.kind === 'category')
    return { ...covariate, codes: variable.codes };
  if (covariate.kind === 'number' && variable.kind === 'number')
    return { ...covariate, values: variable.values };
  throw new Error(`${covariate.column} changed its kind`);
}
