import type { Reading } from './reading.ts';

/** What a figure is measured in. Counts are of a year, or a year on average over several. */
export type FigureUnit =
  | 'people'
  | 'people a year'
  | 'days'
  | 'share'
  | 'places'
  | 'times a year'
  | '£ a year'
  | 'events'
  | 'stages';

/** Which table of the result a figure stands in. */
export type Table = 'statistics' | 'ways' | 'resources' | 'costs' | 'flow' | 'happened';

/** One figure that a plan has in every year and over all of them: what it is called, and how it is read. */
export interface Column {
  readonly table: Table;
  /** Ends its id. */
  readonly key: string;
  /** What its row bears beside the estimate. */
  readonly face: Readonly<Record<string, string | null>> & { readonly unit: FigureUnit };
  /** In words; "@" stands for when: "in the year", "a year". */
  readonly what: string;
  readonly parameters: readonly string[];
  /** NaN where a run has no such figure. */
  readonly read: (reading: Reading) => number;
  /** Left out for years, or for all of them together; in both unless said. */
  readonly only?: 'years' | 'whole';
}

/** A count of one stage, a year. */
export const countAt =
  (counts: 'arrived' | 'began' | 'completed' | 'expired' | 'refused', stage: number): Column['read'] =>
  ({ s, period, years }) =>
    s[counts][period * s.stages + stage] / years;

/** How often a risk came to pass at a stage, a year. */
export const happenedAt =
  (risk: number, stage: number): Column['read'] =>
  ({ s, period, years }) =>
    s.happened[(period * s.stages + stage) * s.risks + risk] / years;

/** People who moved from one stage to another (-1: out), a year. */
export const movedAt =
  (from: number, to: number): Column['read'] =>
  ({ s, period, years }) =>
    s.moved[(period * s.stages + from) * (s.stages + 1) + to + 1] / years;
