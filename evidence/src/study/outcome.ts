import type { Spells } from './spells.ts';

/** What happened to each member of the cohort within the follow-up; arrays have one value for each. */
export interface Outcome {
  /** 1 for a detected event within the window, 0 for none, NOT_RECORDED where the file does not say. */
  readonly event: Uint8Array;
  /**
   * Days at risk from time zero to the event, or to the end of follow-up, death or a competing end; without custody
   * where the protocol takes it out. Undefined where the file does not tell.
   */
  readonly time: Float64Array | undefined;
  /** 1 where a competing end came first. */
  readonly competing: Uint8Array | undefined;
  /** Offences within the window, and days at risk, for counts. */
  readonly count: Float64Array | undefined;
  readonly exposure: Float64Array | undefined;
  /** The negative control, if the protocol has one. */
  readonly control: Uint8Array | undefined;
  /** Further outcomes by name. */
  readonly also: ReadonlyMap<string, Uint8Array>;
  /** 1 for people with a conviction after time zero for an offence on or before it. */
  readonly pseudo: Uint8Array | undefined;
  /** Offences that count, and how many of them are dated on the day of their conviction. */
  readonly convictedSameDay?: { readonly same: number; readonly of: number } | undefined;
  /** Days in custody within the follow-up, and the spells, where the protocol names them. */
  readonly daysInside: Int32Array | undefined;
  readonly spells: Spells | undefined;
  readonly facts: OutcomeFacts;
}

/** What was met while outcomes were read, and how it was counted. */
export interface OutcomeFacts {
  /** Convictions after time zero for an offence on or before it: no reoffence, and counted as such. */
  readonly pseudoReconvictions: number;
  readonly peopleWithPseudoReconviction: number;
  /** True where the protocol counts them all the same, by the day of the conviction. */
  readonly pseudoCounted: boolean;
  /** Offences within the window whose conviction came later than the lag allows: not counted. */
  readonly convictedTooLate: number;
  /** Events without an offence date or a conviction date: not counted. */
  readonly undatedEvents: number;
  readonly diedWithinWindow: number;
  /** Offences dated inside a spell in custody that is not at risk: not counted. */
  readonly insideCustody: number;
  /** Spells without a beginning, or that end before they begin: left out. */
  readonly unusableSpells: number;
  /** People without one day at risk. */
  readonly neverAtRisk: number;
}

export const NO_FACTS: OutcomeFacts = {
  pseudoReconvictions: 0,
  peopleWithPseudoReconviction: 0,
  pseudoCounted: false,
  convictedTooLate: 0,
  undatedEvents: 0,
  diedWithinWindow: 0,
  insideCustody: 0,
  unusableSpells: 0,
  neverAtRisk: 0,
};

export const NOT_RECORDED = 2;
