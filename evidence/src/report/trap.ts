/** The ways a comparison goes wrong that this engine knows by name. */
export const TRAPS = [
  'immortal time',
  'custody counted at risk',
  'conviction counted as reoffence',
  'pooled by choice and required',
  'contamination',
  'policy date',
  'few events',
  'hidden confounder',
  'naive differs',
  'no common support',
  'immature',
] as const;

export type TrapId = (typeof TRAPS)[number];

/** A trap that a protocol walked into, or that a comparison shows. */
export interface Trap {
  readonly id: TrapId;
  /** What is the matter, in plain words. */
  readonly sentence: string;
  /** How much of it there is, where that can be counted. */
  readonly size?: string;
}
