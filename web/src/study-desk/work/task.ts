import type { By } from '../kept-study.ts';

/** What can be worked out for a study, away from the pages. */
export type TaskKind = 'columns' | 'design' | 'run';

/** All that a worker is told. Nothing of it stands in its arguments or environment, where others could read it. */
export interface Task {
  readonly kind: TaskKind;
  /** The key of sealed extracts, base64. */
  readonly key: string;
  /** The moment at which it began, by the clock of the service, as ISO text. */
  readonly at: string;
  /** Name of each extract and where it lies sealed. */
  readonly extracts: readonly { readonly id: string; readonly name: string; readonly file: string }[];
  /** Empty where only columns are read. */
  readonly protocol: string;
  /** The lock of this study, where it has one. */
  readonly lock: string;
  readonly ledger: string;
  /** An empty folder: everything that is written goes here. */
  readonly out: string;
}

/** What a worker says on its way. */
export type Said =
  | { readonly say: 'step'; readonly step: number }
  | { readonly say: 'done' }
  /** In words that an analyst can act on. */
  | { readonly say: 'refused'; readonly why: string };

/** What each kind of work does, in its order. */
export const STEPS: Readonly<Record<TaskKind, readonly string[]>> = {
  columns: ['Reading the columns of the extract'],
  design: ['Reading the extract, without its outcomes', 'Making the groups alike'],
  run: [
    'Reading the extract again and checking it against the lock',
    'Reading outcomes, and writing this look down in the ledger',
    'Comparing the groups',
    'Writing the report and the pack',
  ],
};

/** From this step of a run on, the outcomes have been looked at, whatever becomes of the run. */
export const LOOKED_AT_STEP = 2;

/** How far some work is, as it is kept beside the study. */
export interface Work {
  readonly id: string;
  readonly kind: TaskKind;
  readonly by: By;
  readonly at: number;
  readonly state: 'waiting' | 'working' | 'done' | 'refused' | 'cancelled' | 'stopped';
  readonly step: number;
  /** Why it came to no end, in words. */
  readonly why: string;
  readonly endedAt: number | undefined;
}
