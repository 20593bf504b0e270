import { fixtureRows, fixtureText } from '../fixture.ts';

export interface CoxOutput {
  readonly coef: readonly number[];
  readonly var: readonly (readonly number[])[];
  readonly naive?: readonly (readonly number[])[];
  readonly loglik: readonly [number, number];
  readonly score: number;
  readonly wald: number;
  readonly concordance: number;
  readonly zph: Readonly<Record<'km' | 'identity' | 'log' | 'rank', readonly number[]>>;
}

interface LogRankOutput {
  readonly n: readonly number[];
  readonly obs: readonly number[];
  readonly exp: readonly number[];
  readonly chisq: number;
  readonly var: readonly (readonly number[])[];
}

interface FineGrayOutput {
  readonly coef: readonly number[];
  readonly var: readonly (readonly number[])[];
  readonly loglik: number;
}

/** What R says; its versions stand in `source`. */
export const survivalOutputs = JSON.parse(fixtureText('survival-r-outputs.json')) as {
  readonly source: string;
  readonly heart_efron: CoxOutput;
  readonly heart_breslow: CoxOutput;
  readonly heart_cluster_weights: CoxOutput;
  readonly heart_strata: CoxOutput;
  readonly bladder_cluster_strata: CoxOutput;
  readonly veteran_strata: CoxOutput;
  readonly veteran_factor: Omit<CoxOutput, 'zph'> & {
    readonly zph_terms: { readonly chisq: readonly number[]; readonly df: readonly number[] };
  };
  readonly veteran_basehaz: {
    readonly time: readonly number[];
    readonly hazard: readonly number[];
    readonly strata: readonly string[];
  };
  readonly veteran_martingale: readonly number[];
  readonly veteran_logrank_cell: LogRankOutput;
  readonly veteran_peto_cell: LogRankOutput;
  readonly veteran_logrank_strata: LogRankOutput;
  readonly veteran_rho_strata: LogRankOutput;
  readonly heart_km: {
    readonly time: readonly number[];
    readonly n: readonly number[];
    readonly surv: readonly number[];
    readonly se: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
  };
  readonly veteran_quantiles: Readonly<Record<'quantile' | 'lower' | 'upper', readonly number[]>>;
  readonly ties_gray: { readonly chisq: readonly number[]; readonly df: readonly number[] };
  readonly ties_gray_strata: { readonly chisq: readonly number[] };
  readonly ties_crr: {
    readonly coef: readonly number[];
    readonly var: readonly (readonly number[])[];
    readonly loglik: number;
  };
  readonly fine_gray_melanoma_mel: FineGrayOutput;
  readonly fine_gray_melanoma_other: FineGrayOutput;
  readonly melanoma_gray: readonly number[];
  readonly ties_aj: {
    readonly pstate: readonly (readonly number[])[];
    readonly se: readonly (readonly number[])[];
  };
  readonly ties_aj_w: {
    readonly pstate: readonly (readonly number[])[];
    readonly se: readonly (readonly number[])[];
  };
  readonly veteran_rmst_weighted: { readonly mean: number; readonly se_numeric: number };
};

const rows = {
  heart: fixtureRows('heart.csv'),
  veteran: fixtureRows('veteran.csv'),
  bladder2: fixtureRows('bladder2.csv'),
  melanoma: fixtureRows('melanoma.csv'),
};

export function column(file: keyof typeof rows, name: string): Float64Array {
  return Float64Array.from(rows[file], row => Number(row[name]));
}

/** Numbers for the texts of a column, by the alphabet. */
export function levels(file: keyof typeof rows, name: string): { names: string[]; codes: Int32Array } {
  const names = [...new Set(rows[file].map(row => row[name]))].sort();
  return { names, codes: Int32Array.from(rows[file], row => names.indexOf(row[name])) };
}

/** Columns side by side, row after row. */
export function beside(...columns: readonly ArrayLike<number>[]): {
  covariates: Float64Array;
  columns: number;
} {
  const count = columns[0].length;
  const covariates = new Float64Array(count * columns.length);
  columns.forEach((one, j) => {
    for (let i = 0; i < count; i++) covariates[i * columns.length + j] = one[i];
  });
  return { covariates, columns: columns.length };
}

/** Three hundred people with competing events and many ties, by a formula that R is given too. */
export const ties = (() => {
  const index = Array.from({ length: 300 }, (_, i) => i);
  const group = index.map(i => (i * 7) % 3);
  const u = index.map(i => ((i * 7919) % 1009) / 1009);
  return {
    time: index.map(i => 1 + ((i * 37) % 41)),
    group,
    cause: index.map(i => (u[i] < 0.3 ? 0 : u[i] < 0.55 + 0.08 * group[i] ? 1 : 2)),
    x1: index.map(i => ((i * 31) % 17) / 17),
    x2: index.map(i => ((i * 13) % 5 > 2 ? 1 : 0)),
    weights: index.map(i => 1 + (i % 3) / 2),
  };
})();
