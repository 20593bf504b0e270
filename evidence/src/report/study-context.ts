import type { Protocol } from '../protocol/read.ts';
import type { ReleaseCell } from '../disclosure/differencing.ts';
import type { Beside } from '../extract/open-beside.ts';
import type { Table } from '../extract/table.ts';
import type { Cohort } from '../study/cohort.ts';
import type { Completed } from '../study/missing-values.ts';
import type { Outcome } from '../study/outcome.ts';
import type { Estimate, Withheld } from './estimate.ts';
import type { PairPeople } from './pair-people.ts';
import type { LookFact, PairReport } from './report.ts';

/** What all pairs of a run have in common. */
export interface StudyContext {
  readonly protocol: Protocol;
  readonly tables: ReadonlyMap<string, Table>;
  readonly beside: Beside;
  readonly cohort: Cohort;
  readonly outcome: Outcome;
  /** The covariates without gaps, several times over where they were imputed. */
  readonly whole: Completed;
  /** People of each arm whose outcome the file does not record, who are left out. */
  readonly unrecorded: readonly number[];
  readonly look: LookFact;
  readonly changedAfterOutcomes: boolean;
}

export interface PairFindings {
  readonly report: PairReport;
  readonly secondary: ReadonlyMap<string, Estimate | Withheld>;
  readonly people: PairPeople | undefined;
  readonly cells: readonly ReleaseCell[];
}
