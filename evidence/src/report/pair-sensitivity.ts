import type { Interval } from '../effect/proportion.ts';
import type { AcrossSets } from '../sensitivity/across-sets.ts';
import type { LinkageCorrected, LinkedDifference, LinkedGroup } from '../sensitivity/linkage-error.ts';
import type { ControlVerdict } from '../sensitivity/negative-control.ts';
import type { HiddenBias } from '../sensitivity/rosenbaum.ts';
import type { TippingPoint } from '../sensitivity/tipping-point.ts';
import type { FrontierPoint, GridCell } from '../sensitivity/unmeasured.ts';

/**
 * What was tried against the headline of a pair, as numbers; each part has its sentence in plain words. A part that is
 * not there was not asked for or could not be made, and then `notMade` says why.
 */
export interface PairSensitivity {
  readonly eValue?: EValueFinding | undefined;
  readonly unmeasured?: UnmeasuredFinding | undefined;
  readonly hiddenBias?: (HiddenBias & Said) | undefined;
  readonly missingOutcomes?: MissingOutcomesFinding | undefined;
  readonly linkage?: LinkageFinding | undefined;
  readonly covariateSets?: CovariateSetsFinding | undefined;
  readonly control?: ControlFinding | undefined;
  readonly bootstrap?: BootstrapFinding | undefined;
  readonly notMade: readonly { readonly name: string; readonly why: string }[];
}

interface Said {
  /** What came of it, in plain words. */
  readonly sentence: string;
}

/** The headline's ratio, the limits of its interval, and how strong something unrecorded would have to be. */
export interface EValueFinding extends Said {
  readonly measure: 'risk ratio' | 'rate ratio';
  readonly ratio: number;
  readonly interval: Interval;
  readonly eValue: number;
  readonly eValueOfLimit: number;
}

/** What a yes-or-no trait that nobody recorded would leave of the headline's ratio, and where the conclusion turns. */
export interface UnmeasuredFinding extends Said {
  readonly grid: readonly GridCell[];
  readonly frontier: readonly FrontierPoint[];
}

/** What the people without a recorded outcome could change; its counts are effective people, as weights leave them. */
export interface MissingOutcomesFinding extends TippingPoint, Said {
  /** People, by arm. */
  readonly unknown: readonly [number, number];
}

/** The difference had records been linked without error, by the groups that the protocol names. */
export interface LinkageFinding extends LinkedDifference, Said {
  /** The column whose levels differ in missed links. */
  readonly column: string;
  readonly groups: readonly (LinkedGroup & LinkageCorrected & { readonly arm: string })[];
}

export interface CovariateSetsFinding extends AcrossSets, Said {
  readonly sets: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    /** undefined where the groups cannot be compared with these columns alone. */
    readonly found:
      { readonly value: number; readonly standardError: number; readonly interval: Interval } | undefined;
  }[];
}

export interface ControlFinding extends ControlVerdict, Said {
  readonly detected: string;
}

/** The headline made again from people drawn anew, with propensity and weights made again each time. */
export interface BootstrapFinding extends Said {
  readonly replicates: number;
  readonly seed: number;
  /** Replicates in which no figure could be made; they are left out. */
  readonly failed: number;
  readonly standardError: number;
  /** The mean of the replicates less the headline. */
  readonly bias: number;
  readonly percentile: Interval;
  /** Bias-corrected and accelerated; undefined where it cannot be had. */
  readonly bca: Interval | undefined;
}

/** Covariates that were not recorded for everybody, and what imputing them did to the headline. */
export interface ImputationFact {
  readonly imputations: number;
  readonly iterations: number;
  readonly withOutcome: boolean;
  /** Share of the headline's variance that comes from what is missing. */
  readonly fractionMissing: number;
  readonly degreesOfFreedom: number;
  /** Imputations with which no comparison could be made; they are left out of the pooling. */
  readonly failed: number;
}

/** How many people lack a covariate, and whether its imputation settled. */
export interface MissingCovariate {
  readonly column: string;
  readonly people: number;
  readonly of: number;
  /** Potential scale reduction of the imputed means (Gelman and Rubin 1992): above 1.1 the chains still drift. */
  readonly scaleReduction?: number;
}

/** A test of the whole curves of two arms, or of what a model takes for granted. */
export interface CurveTest {
  readonly name: 'log-rank' | 'Peto' | "Gray's test" | 'proportional hazards';
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Of whom, and what it means, in plain words. */
  readonly sentence: string;
}
