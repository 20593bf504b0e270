import type { Duration } from './duration.ts';
import type { Risk, StageRisk } from './risk.ts';
import type { Source } from './source.ts';

/** Where a person goes who leaves the flow: out of what this model follows. */
export const LEAVES = -1;

/**
 * Something that holds now for one person: an attribute of theirs, how many wait or are inside at a stage, or
 * how often they have gone round, is `atLeast` (or no lower limit) and `below` (or no upper limit).
 */
export interface Condition {
  readonly of: 'attribute' | 'waiting' | 'inside' | 'times round';
  /** Number of the attribute or the stage; 0 for times round. */
  readonly index: number;
  readonly atLeast?: number;
  readonly below?: number;
}

/**
 * From `from` on, for whom every `when` holds, people go to `to[i]` with probability `share[i]`. Of the rows of
 * a stage the last that is in force decides, so the first is for everybody and later ones are exceptions or the
 * law of a later day.
 */
export interface Routes {
  readonly from: number;
  readonly when?: readonly Condition[];
  readonly to: readonly number[];
  /** Shares in the same order, 0 to 1; whatever is missing to 1 goes to the last. */
  readonly share: readonly number[];
}

/** Another stay from `from` on for whom every `when` holds; the last row in force decides. */
export interface OtherStay {
  readonly from: number;
  readonly when?: readonly Condition[];
  readonly stay: Duration;
}

/** From `at` on there are `places` places (Infinity: as many as come). */
export interface Places {
  readonly at: number;
  readonly places: number;
}

/** Places that are ordered at a time and open, on top of the schedule, once they are built. */
export interface Building {
  readonly ordered: number;
  readonly takes: Duration;
  readonly places: number;
}

/**
 * Whom a freed place goes to: the highest `base` + `perTimeWaited` x (time waited so far), worked out when the
 * place is free and so changing while people wait; equal ones in the order in which they came. Somebody belongs
 * to the first class whose every `when` holds as they join; who fits none stands at 0 and 0.
 */
export interface PriorityClass {
  readonly when: readonly Condition[];
  readonly base: number;
  readonly perTimeWaited: number;
}

/**
 * A stage for groups: `places` are rooms. A group begins when `atLeast` wait and a room is free, takes up to
 * `atMost` from the front, stays one length together (drawn by its first member) and ends together. Who leaves
 * early leaves an empty chair.
 */
export interface Groups {
  readonly atLeast: number;
  readonly atMost: number;
}

/** What a stage takes of a thing shared between stages (assessors, a court room) for as long as somebody stays. */
export interface Need {
  readonly resource: number;
  readonly units: number;
}

/** A thing shared between stages. When some is free, it goes to who has waited longest among the fronts. */
export interface Resource {
  readonly name: string;
  /** Ascending in `at`; the first row is at 0. */
  readonly units: readonly Places[];
}

/**
 * What a stage does with terms: time that is served in one stage and taken off a stay in another, or in the same one
 * later. Time held before sentence shortens the sentence; a licence runs on while somebody is recalled.
 */
export interface StageTerms {
  /** Time in a place here is served of these, by whom every `when` holds as they begin. */
  readonly counts?: readonly { readonly term: number; readonly when?: readonly Condition[] }[];
  /** A stay here is shortened by that share of what was served, by no more than all of it. */
  readonly less?: readonly {
    readonly term: number;
    readonly share: number;
    readonly when?: readonly Condition[];
  }[];
  /** Staying to the end, or going through: from then on nothing of these is served. */
  readonly anew?: readonly number[];
}

/**
 * A stage that people pass through, one place each. `stay: 'instant'` sends them on at once (a fork);
 * `stay: 'open'` keeps them until a risk moves them or the end of the run.
 */
export interface Stage {
  readonly name: string;
  /** Keys the stage's draws; the same stage has the same number in every scenario that shares its luck. */
  readonly luck: number;
  /** Ascending in `at`; the first row is at 0. */
  readonly places: readonly Places[];
  readonly building?: readonly Building[];
  readonly stay: Duration | 'instant' | 'open';
  readonly otherStays?: readonly OtherStay[];
  readonly priority?: readonly PriorityClass[];
  readonly groups?: Groups;
  readonly needs?: readonly Need[];
  /** How long people wait before they leave the list (or their order ends), and where they then go. */
  readonly patience?: { readonly length: Duration; readonly to: number };
  /** How many may wait, and where somebody goes who finds the list full. */
  readonly list?: { readonly most: number; readonly fullTo: number };
  readonly next: readonly Routes[];
  /** What completing the stage makes of a person: their attribute from then on. */
  readonly sets?: readonly { readonly attribute: number; readonly value: number }[];
  /** Not with `groups`, which end together. */
  readonly terms?: StageTerms;
  /** People there when the run begins; nobody, if absent. */
  readonly startWaiting?: number;
  readonly startInside?: number;
  /** How long each of those waiting has waited by then, from the front; who is not listed has not. */
  readonly startWaited?: readonly number[];
  readonly risks?: readonly StageRisk[];
}

/** An attribute by whose values, 0 to one below `values`, waits and occupancy are kept apart. */
export interface CountBy {
  readonly attribute: number;
  readonly values: number;
}

/** What can be run. Time is in one unit throughout (days, in a scenario) and begins at 0. */
export interface Network {
  /** Names of the whole numbers that each person carries, 0 until a source or a stage says otherwise. */
  readonly attributes?: readonly string[];
  readonly countBy?: readonly CountBy[];
  /** Names of what people serve, nothing of it when they come. */
  readonly terms?: readonly string[];
  /** Whether the quantiles of people's times in the flow are asked for. */
  readonly timesInFlow?: boolean;
  readonly stages: readonly Stage[];
  readonly sources: readonly Source[];
  readonly resources?: readonly Resource[];
  readonly risks?: readonly Risk[];
  /**
   * Ends of the periods that statistics are kept for, ascending; the last is the end of the run. A warm-up is a
   * first period that is not read.
   */
  readonly periodEnds: readonly number[];
}
