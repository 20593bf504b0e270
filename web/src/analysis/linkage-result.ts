import type { LinkQuality, Share } from '@throughcare/linkage';

/** On what footing somebody is with the service; `none`: without any conviction. */
export const bases = ['required', 'choice', 'none'] as const;
export type Basis = (typeof bases)[number];

/** Whom of a service's people the extract has, and how well they were found. Nothing here is about one person. */
export interface LinkageResult {
  readonly format: 'throughcare linkage 1';
  readonly madeUp: boolean;
  /** Records in the service's identity file, and by basis. */
  readonly records: number;
  readonly recordsBy: Readonly<Record<Basis, number>>;
  /** Rows of identity in the extract, and people whom they are about. */
  readonly extractRows: number;
  readonly extractPeople: number;
  readonly linked: number;
  readonly linkedBy: Readonly<Record<Basis, number>>;
  /** The share of right links that was asked for. */
  readonly precisionAsked: number;
  /** Against the truth, which only made-up people have; records that it does not know are left out. */
  readonly quality: LinkQuality;
}

/** How one way of linking does over several made-up worlds, enough of them to be counted by group. */
export interface WayOfLinking {
  readonly quality: LinkQuality;
  /** Detected again within a year, of the people whom the service knows and the extract has. */
  readonly detected: {
    readonly truth: Share;
    /** Of those who were found. */
    readonly found: Share;
    /** As if whoever was not found had not been detected again: the trap. */
    readonly missedCountedAsNot: Share;
  };
}

export interface LinkageQualityResult {
  readonly format: 'throughcare linkage quality 1';
  readonly worlds: number;
  readonly model: WayOfLinking;
  /** Only people whose names and day of birth are the same, letter by letter. */
  readonly exact: WayOfLinking;
}
