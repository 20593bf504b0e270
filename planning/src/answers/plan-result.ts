import type { Backtest } from '../calibration/backtest.ts';
import type { AttributeStatistic } from './by-attribute.ts';
import type { ComparedTables } from './compared/tables.ts';
import type { PrecisionOfMean } from './precision-of-mean.ts';
import type { Sampling } from './sampling.ts';
import type { WhatDecides } from './what-decides.ts';

/** A result that a page or a report can draw: plain JSON, and nothing in it is about one person. */
export interface PlanResult {
  readonly format: 'throughcare plan 3';
  readonly seed: number;
  readonly replications: number;
  /** True below 100 replications: the ends of the intervals are still rough. */
  readonly draft: boolean;
  readonly begins: string;
  readonly years: number;
  readonly drawnYear: number;
  /** The conclusion, for the head of the page. */
  readonly sentence: string;
  /** What must be known before any figure, at the end of the sentence too: runs that were stopped, people without end. */
  readonly cautions: readonly string[];
  /** How the intervals were made, once, in words. */
  readonly method: string;
  readonly scenarios: readonly [ScenarioFace, ScenarioFace];
  /** E41: false unless one of the two is for more custody and the other for more programmes. */
  readonly bothSides: boolean;
  readonly flows: readonly [Flow, Flow];
  /** The drawn year by what people carry: who waits, and how long. */
  readonly byAttribute: readonly [readonly AttributeStatistic[], readonly AttributeStatistic[]];
  readonly differences: readonly [Difference, Difference, Difference];
  /**
   * First arrests (or beginnings) that deterrence prevents over all years. They are nobody's reoffences, so they are
   * not in the third difference; whoever argues for the threat must see them beside it (E41).
   */
  readonly deterredFirstArrests: readonly [Deterred, Deterred];
  /** How often each other risk came to pass under each, over all years: breach, death, what nobody detects. */
  readonly risks: readonly [readonly RiskCount[], readonly RiskCount[]];
  readonly waiting: readonly [WaitingFan, WaitingFan];
  /** The plan run from a past day beside what was observed since; null where nothing observed was given. */
  readonly backtest: Backtest | null;
  /** What waiting does to people, in the order of the scenarios (E41: counted, and never priced). */
  readonly welfare: readonly [Welfare, Welfare];
  /** For each difference: whether the runs were enough, chance told apart from what we don't know, and shares. */
  readonly sampling: readonly [Sampling, Sampling, Sampling];
  /** Whether the runs were enough to know each plan's own means, in the order of the scenarios. */
  readonly precision: readonly [readonly PrecisionOfMean[], readonly PrecisionOfMean[]];
  /** Every figure that a plan alone has, under both, and what differs run by run. */
  readonly tables: ComparedTables;
  readonly tornado: Tornado;
  /** What moves each figure of the drawn year, the last year and all years together, by its id: what stands out of chance. */
  readonly decides: Readonly<Record<string, WhatDecides>>;
  /** Unsourced first; among them, and among the others, those that move the answer most. */
  readonly assumptions: readonly Assumption[];
  readonly doesNotWeigh: readonly string[];
  /** Opens a number: keys are the `id`s of estimates. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}

export interface ScenarioFace {
  readonly file: string;
  readonly name: string;
  readonly summary: string;
  readonly side: string;
  /** The stage whose places are the plan's question, and its label. */
  readonly place: string;
  readonly placeLabel: string;
}

/**
 * The middle of the runs, and the interval that holds 95% of them, or all where they are fewer than 39. Of runs that were
 * stopped there is none: where every run was, the three are NaN, null in JSON.
 */
export interface Estimate {
  readonly id: string;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
  /** The mean of the runs, which is what is to be expected, and how far chance may have moved it (null of one run). */
  readonly mean: number;
  readonly standardError: number | null;
  /** Runs that have such a figure: fewer than all where in some of them, say, nobody got a place. */
  readonly runs: number;
}

/** An estimate of what a run may lack: an end that lies in such runs is null. */
export interface Figure {
  readonly id: string;
  readonly middle: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The mean of the runs and its standard error; null where a run has none that could be averaged. */
  readonly mean: number | null;
  readonly standardError: number | null;
  /** How many runs it speaks of. */
  readonly runs: number;
  /** In words: which runs have none, and what that makes of the figure; null where every run has one. */
  readonly why: string | null;
}

/** People whom the threat kept away, and from what. */
export interface Deterred extends Estimate {
  readonly whom: 'first arrests' | 'people who begin';
}

/** Times that a risk came to pass. */
export interface RiskCount extends Estimate {
  readonly risk: string;
  readonly label: string;
}

/** One year of the flow: widths are people a year, queues are people waiting at the year's end. */
export interface Flow {
  readonly scenario: string;
  readonly year: number;
  readonly arrested: Estimate;
  readonly deterred: Estimate;
  readonly stages: readonly FlowStage[];
  readonly links: readonly FlowLink[];
}

export interface FlowStage {
  readonly stage: string;
  readonly label: string;
  readonly note: string | null;
  /** Whether places are limited here, so that there can be a queue. */
  readonly limited: boolean;
  readonly came: Estimate;
  readonly began: Estimate;
  readonly completed: Estimate;
  /** Left the list because their order ended first. */
  readonly orderEndedFirst: Estimate;
  readonly detectedReoffences: Estimate;
  readonly waiting: Estimate;
  readonly waitingAYearBefore: Estimate;
  readonly inside: Estimate;
  /** Days, over the runs in which somebody began; null with the reason where that is none. */
  readonly meanWait: Figure;
  readonly ninthDecileWait: Figure;
}

export interface FlowLink {
  readonly from: string;
  /** A stage, or "leaves". */
  readonly to: string;
  readonly people: Estimate;
}

/** Counted over all years among people arrested, for a first time or again. */
export interface Welfare {
  readonly scenario: string;
  readonly yearsUnderInvestigation: Estimate;
  /** Deaths by suicide to be expected if as many die as were counted elsewhere; null where nothing is assumed. */
  readonly deaths: Estimate | null;
}

export type Conclusion = 'lower' | 'higher' | 'cannot tell yet';

/** First scenario less second, run by run on the same luck. */
export interface Difference extends Figure {
  readonly measure: 'wait' | 'cost' | 'detectedReoffences';
  readonly title: string;
  readonly unit: 'days' | '£' | 'detected reoffences';
  readonly conclusion: Conclusion;
  /** The fewest runs that could name a side, where the runs are too few to; else null. */
  readonly runsNeeded: number | null;
  /** "6 months longer", or "We cannot tell yet". */
  readonly words: string;
  readonly interval: string;
  readonly each: readonly [Figure, Figure];
}

export interface WaitingFan {
  readonly scenario: string;
  readonly stage: string;
  readonly label: string;
  /** Year 0 is the beginning. The band q25 to q75 holds half of all runs, q05 to q95 nine in ten. */
  readonly years: readonly {
    readonly year: number;
    readonly q05: number;
    readonly q25: number;
    readonly q50: number;
    readonly q75: number;
    readonly q95: number;
  }[];
}

export interface Tornado {
  readonly measure: 'detectedReoffences';
  readonly method: string;
  /** Mean difference over all runs, which the bars lie about; null where no run of both went to its end. */
  readonly mean: number | null;
  readonly bars: readonly TornadoBar[];
  /** The assumption that decides it, or null when no bar stands out of the noise. */
  readonly decides: string | null;
}

export interface TornadoBar {
  readonly parameter: string;
  readonly label: string;
  readonly text: string;
  readonly sourced: boolean;
  readonly atLow: number;
  readonly atHigh: number;
  /** Where the answer turns: the mean of the fifth in between furthest beyond both ends; null where none clearly lies there. */
  readonly between: number | null;
  readonly standardError: number;
  /** The ends differ, or a fifth between them from both, by more than chance would make any of all the bars in 1 of 20 repeats. */
  readonly clear: boolean;
}

export interface Assumption {
  readonly parameter: string;
  readonly label: string;
  readonly text: string;
  readonly unit: string;
  readonly date: string | null;
  readonly source: string | null;
  readonly sourced: boolean;
  readonly note: string | null;
  /** Names of the scenarios that hold it so. */
  readonly scenarios: readonly string[];
}

export interface Provenance {
  readonly what: string;
  readonly how: string;
  /** Parameters that this number is made from; the rest can be looked up in `assumptions`. */
  readonly parameters: readonly string[];
}
