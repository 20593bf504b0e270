import { fixtureText } from '../fixture.ts';

type Numbers = readonly number[];

interface CurveOutput {
  readonly time: Numbers;
  readonly surv: Numbers;
  readonly se: Numbers;
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

interface HazardOutput {
  readonly time: Numbers;
  readonly hazard: Numbers;
  readonly se: Numbers;
}

interface ModelOutput {
  readonly coef: Numbers;
  readonly var: readonly Numbers[];
  readonly loglik: Numbers;
}

/** What R says of heart, veteran and melanoma; its versions stand in `source`. */
export const moreOutputs = JSON.parse(fixtureText('survival-more-r-outputs.json')) as {
  readonly source: string;
  readonly heart_km_cluster: CurveOutput & { readonly n: Numbers };
  readonly veteran_km_weights: CurveOutput;
  readonly veteran_hazard: HazardOutput;
  readonly veteran_hazard_weights: HazardOutput;
  readonly veteran_exact: ModelOutput & { readonly score: number; readonly wald: number };
  readonly heart_robust_score: number;
  readonly heart_concordance_error: number;
  readonly heart_dfbeta: readonly Numbers[];
  readonly veteran_expected: readonly {
    readonly time: Numbers;
    readonly 'n.event': Numbers;
    readonly surv: Numbers;
    readonly std_err: Numbers;
    readonly lower: Numbers;
    readonly upper: Numbers;
  }[];
  readonly veteran_periods: ModelOutput & { readonly rows: number };
  readonly melanoma_aj: {
    readonly ulcer: readonly string[];
    readonly time: Numbers;
    readonly p: readonly Numbers[];
    readonly se: readonly Numbers[];
    readonly lower: readonly (readonly (number | null)[])[];
    readonly upper: readonly (readonly (number | null)[])[];
  };
  readonly melanoma_cuminc: {
    readonly rows: readonly string[];
    readonly est: readonly Numbers[];
    readonly var: readonly Numbers[];
  };
  readonly medians: readonly {
    readonly time: Numbers;
    readonly event: Numbers;
    readonly median: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
};
