import type { Protocol } from '../protocol/read.ts';
import type { Source } from '../extract/source.ts';
import type { RejectedRow, Table } from '../extract/table.ts';
import { openForDesign } from '../extract/open.ts';
import { parseDay, sayDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import type { MissingCovariate } from '../report/pair-sensitivity.ts';
import type { AttritionStep } from './attrition.ts';
import { selectCohort } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import { buildCovariates } from './covariates.ts';
import type { Covariates } from './covariates.ts';
import { hashDesign } from './design-hash.ts';
import { placedByChance } from './chance-design.ts';
import { completed } from './missing-values.ts';
import { makeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import type { Maturity } from './maturity.ts';
import { designPair } from './pair-design.ts';
import type { PairDesign } from './pair-design.ts';

/** A study before any outcome: who is compared, how alike they are, and the lock that a run will ask for. */
export interface StudyDesign {
  readonly lock: Lock;
  readonly attrition: readonly AttritionStep[];
  readonly maturity: Maturity;
  /** Covariates that are not recorded for everybody, and what must be known of their imputation. */
  readonly missing: readonly MissingCovariate[];
  readonly notes: readonly string[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly pairs: readonly PairDesign[];
}

/** What design and run both begin with. */
export interface Groundwork {
  readonly tables: ReadonlyMap<string, Table>;
  readonly cohort: Cohort;
  /** As the file has them, with what is missing. */
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
  const { tables, cohort, covariates, sha256 } = layGroundwork(protocol, source, at);
  const { imputed, missing, notes } = completed(protocol, cohort, covariates);
  return {
    lock: makeLock(protocol, sha256, at, previous),
    attrition: cohort.attrition,
    maturity: cohort.maturity,
    missing,
    notes,
    rejectedRows: [...tables.values()].flatMap(table => table.rejected),
    pairs: protocol.compare.map(pair => designPair(protocol, cohort, imputed[0], pair)),
  };
}

export function layGroundwork(protocol: Protocol, source: Source, at: string): Groundwork {
  refuseFuture(protocol, at);
  const tables = openForDesign(protocol, source);
  const cohort = selectCohort(protocol, tables);
  const covariates = buildCovariates(protocol.covariates, cohort.table.columns, cohort.rows);
  return {
    tables,
    cohort,
    covariates,
    sha256: hashDesign(cohort, covariates, placedByChance(protocol, cohort)),
  };
}

/** An extract from a day that has not come is a slip of the pen, and would call the immature mature. */
function refuseFuture({ data, made_up }: Protocol, at: string): void {
  const [extracted, today] = [parseDay(data.extracted_on ?? ''), parseDay(at.slice(0, 10))];
  if (made_up || extracted === undefined || today === undefined || extracted <= today) return;
  throw new StudyRefusal(
    `The extract is said to be of ${sayDay(extracted)}, and today is ${sayDay(today)}. Nothing was read. Correct ` +
      'data.extracted_on: it is the day up to which the file knows of offences and convictions.',
  );
}
