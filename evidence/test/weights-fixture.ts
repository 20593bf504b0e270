import { designMatrix } from '../src/index.ts';
import type { DesignMatrix } from '../src/index.ts';
import { fixtureRows, fixtureText } from './fixture.ts';

interface MeansCovarianceOutput {
  readonly v1: number;
  readonly v0: number;
  readonly c: number;
  readonly se: number;
  readonly logratio: number;
}
interface WeightingOutput {
  readonly m1: number;
  readonly m0: number;
  readonly est: number;
  readonly w: readonly number[];
  readonly M: MeansCovarianceOutput;
  readonly ess: readonly [number, number];
  readonly HC0: number;
  readonly HC1: number;
  readonly HC2: number;
  readonly HC3: number;
  readonly cluster: number;
}
interface EntropyOutput {
  readonly m1: number;
  readonly m0: number;
  readonly est: number;
  readonly HC0: number;
  readonly M: number;
  readonly w: readonly number[];
  readonly sum1: number;
  readonly sum0: number;
}
interface AipwOutput {
  readonly m1: number;
  readonly m0: number;
  readonly est: number;
  readonly se: number;
  readonly logratio_se: number;
}
export interface RegressionOutput {
  readonly coef: readonly number[];
  readonly se: readonly number[];
  readonly deviance: number;
  readonly loglik: number;
  readonly aic: number;
  readonly HC0: readonly number[];
  readonly HC1: readonly number[];
  readonly HC2: readonly number[];
  readonly HC3: readonly number[];
  readonly cluster0: readonly number[];
  readonly cluster1: readonly number[];
}
interface NegativeBinomialOutput extends Omit<RegressionOutput, 'aic' | 'HC1' | 'HC2' | 'cluster1'> {
  readonly theta: number;
  readonly theta_se: number;
}

/** What R says of weights, effects and regressions; its versions stand in `source`. */
interface Outputs {
  readonly probit: {
    readonly coef: readonly number[];
    readonly vcov: readonly (readonly number[])[];
    readonly deviance: number;
    readonly fitted: readonly number[];
  };
  readonly ridge: { readonly lambda: number; readonly coef: readonly number[] };
  readonly weighting: Readonly<Record<'ATE' | 'ATT' | 'ATC' | 'ATO' | 'ATM', WeightingOutput>>;
  readonly weighting_probit: Readonly<Record<'ATE' | 'ATO', WeightingOutput>>;
  readonly rates: Readonly<Record<'ATE' | 'ATM', WeightingOutput>>;
  readonly risks: Readonly<Record<'ATT' | 'ATC', WeightingOutput>>;
  readonly entropy: Readonly<Record<'ATE' | 'ATT' | 'ATC', EntropyOutput>>;
  readonly aipw: Readonly<Record<'ATE_linear' | 'ATT_linear' | 'ATC_logistic' | 'ATE_poisson', AipwOutput>>;
  readonly logistic: RegressionOutput & {
    readonly z: readonly number[];
    readonly p: readonly number[];
    readonly null: number;
    readonly confint: readonly (readonly [number, number])[];
  };
  readonly logistic_weighted: RegressionOutput;
  readonly poisson: RegressionOutput;
  readonly poisson_weighted: RegressionOutput;
  readonly negbin: NegativeBinomialOutput;
  readonly negbin_weighted: NegativeBinomialOutput;
  readonly quine: {
    readonly poisson: {
      readonly coef: Readonly<Record<string, number>>;
      readonly vcov: readonly (readonly number[])[];
      readonly HC0: readonly (readonly number[])[];
      readonly deviance: number;
    };
    readonly negbin: {
      readonly coef: Readonly<Record<string, number>>;
      readonly theta: number;
      readonly SE_theta: number;
      readonly vcov: readonly (readonly number[])[];
      readonly loglik: number;
    };
  };
  readonly reference: {
    readonly aipw: { readonly est: number; readonly se_if: number };
    readonly ebal: { readonly est: number; readonly ess_control: number; readonly HC0: number };
    readonly ebal_weights: readonly number[];
    readonly stabilised: Readonly<Record<'est' | 'HC0' | 'HC1' | 'HC3' | 'sum_w' | 'max_w', number>>;
    readonly ATE: Readonly<Record<'HC0' | 'HC1' | 'HC3' | 'sum_w' | 'max_w', number>>;
  };
}

export const fromR = JSON.parse(fixtureText('weights-r-outputs.json')) as Outputs;

const men = fixtureRows('rossi.csv');

/** A column of the men released from prison (Rossi), as numbers; a word is 1 where it is `is`. */
export const rossi = (name: string, is?: string): number[] =>
  men.map(man => (is === undefined ? Number(man[name]) : man[name] === is ? 1 : 0));

/** `arrest ~ fin + age + race + wexp + mar + paro + prio` without `leaveOut`. */
export function rossiDesign(...leaveOut: string[]): DesignMatrix {
  const columns = Object.entries({
    fin: rossi('fin', 'yes'),
    age: rossi('age'),
    race: rossi('race', 'other'),
    wexp: rossi('wexp', 'yes'),
    mar: rossi('mar', 'not married'),
    paro: rossi('paro', 'yes'),
    prio: rossi('prio'),
  });
  return designMatrix(Object.fromEntries(columns.filter(([name]) => !leaveOut.includes(name))));
}
