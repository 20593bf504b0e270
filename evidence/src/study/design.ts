import type { Protocol } from '../protocol/read.ts';
import type { Source } from '../extract/source.ts';
import type { RejectedRow, Table } from '../extract/table.ts';
import { openForDesign } from '../extract/open.ts';
import type { AttritionStep } from './attrition.ts';
import { selectCohort } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import { buildCovariates } from './covariates.ts';
import type { Covariates } from './covariates.ts';
import { hashDesign, makeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import type { Maturity } from './maturity.ts';
import { designPair } from './pair-design.ts';
import type { PairDesign } from './pair-design.ts';

/** A study before any outcome: who is compared, how alike they are, and the lock that a run will ask for. */
export interface StudyDesign {
  readonly lock: Lock;
  readonly attrition: readonly AttritionStep[];
  readonly maturity: Maturity;
  readonly rejectedRows: readonly RejectedRow[];
  readonly pairs: readonly PairDesign[];
}

/** What design and run both begin with. */
export interface Groundwork {
  readonly tables: readonly Table[];
  readonly cohort: Cohort;
  readonly covariates: Covariates;
  readonly sha256: string;
}

/**
 * Designs a study: reads everything but outcomes, and locks protocol and data. Outcome columns are not parsed and
 * outcome files are not opened, so they may even be missing.
 *
 * @param at the present moment as ISO text; the engine has no clock
 * @param previous the lock that stood here before, whose looks are carried on
 * @throws StudyRefusal with what is the matter and what to do
 */
export function design(protocol: Protocol, source: Source, at: string, previous?: Lock): StudyDesign {
  const { tables, cohort, covariates, sha256 } = layGroundwork(protocol, source);
  return {
    lock: makeLock(protocol, sha256, at, previous),
    attrition: cohort.attrition,
    maturity: cohort.maturity,
    rejectedRows: tables.flatMap(table => table.rejected),
    pairs: protocol.compare.map(pair => designPair(cohort, covariates, pair, protocol.estimand)),
  };
}

export function layGroundwork(protocol: Protocol, source: Source): Groundwork {
  const tables = openForDesign(protocol, source);
  const cohort = selectCohort(protocol, tables);
  const covariates = buildCovariates(protocol.covariates, cohort.table.columns, cohort.rows);
  return { tables: [...tables.values()], cohort, covariates, sha256: hashDesign(cohort, covariates) };
}
