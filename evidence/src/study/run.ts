import type { Protocol } from '../protocol/read.ts';
import type { RejectedRow } from '../extract/table.ts';
import type { Source } from '../extract/source.ts';
import { openOutcome } from '../extract/open.ts';
import { takeRows } from '../design-matrix.ts';
import { reportPair } from '../report/pair-report.ts';
import type { FileFact, StudyReport } from '../report/report.ts';
import { armValues } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import { layGroundwork } from './design.ts';
import type { Groundwork } from './design.ts';
import { changedAfterOutcomes, checkLock, withLook } from './lock.ts';
import type { Lock } from './lock.ts';
import { NOT_RECORDED, readOutcome } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { designPair } from './pair-design.ts';

export const ENGINE = 'throughcare evidence 0.1.0';

/** The people behind one pair's figures: what a replication needs, and nobody else may have. */
export interface PairPeople {
  readonly first: string;
  readonly second: string;
  /** The name that the file gives each person. */
  readonly id: (person: number) => string;
  /** 1 in the first arm, 0 in the second. */
  readonly treated: Uint8Array;
  readonly weights: Float64Array;
  readonly scores: Float64Array;
  readonly event: Uint8Array;
  readonly time: Float64Array;
  /** Offences and days at risk, of an outcome of kind count. */
  readonly count: Float64Array | undefined;
  readonly exposure: Float64Array | undefined;
}

export interface StudyRun {
  readonly report: StudyReport;
  /** One for each pair that could be compared, in the report's order. */
  readonly people: readonly PairPeople[];
  /** The lock with this look written into it: keep it in place of the one given. */
  readonly lock: Lock;
}

/**
 * Runs a locked study: lays the same groundwork as the design, checks that it is the same, and only then reads
 * outcomes.
 *
 * @param at the present moment as ISO text
 * @throws StudyRefusal when protocol or data are not what was locked, or the data does not allow the study
 */
export function run(protocol: Protocol, lock: Lock, source: Source, at: string): StudyRun {
  const ground = layGroundwork(protocol, source);
  checkLock(lock, protocol, ground.sha256);
  const outcomeTable = openOutcome(protocol, source);
  const { cohort, covariates, outcome } = withoutUnrecorded(
    ground,
    readOutcome(protocol, ground.cohort, outcomeTable),
  );

  const looked = withLook(lock, at);
  const changed = changedAfterOutcomes(looked);
  const pairs = protocol.compare.map(pair =>
    reportPair(protocol, cohort, outcome, designPair(cohort, covariates, pair, protocol.estimand), changed),
  );
  const sameFile = ground.tables.some(table => table.file === outcomeTable.file);
  const files: FileFact[] = [...ground.tables, ...(sameFile ? [] : [outcomeTable])].map(table => ({
    file: table.file,
    sha256: table.sha256,
    rows: table.rowsInFile,
    rejected: table.rejected.length,
  }));
  return {
    lock: looked,
    people: [],
    report: {
      format: 'throughcare-study-report/2',
      study: protocol.study,
      question: protocol.question,
      population: protocol.population,
      madeUp: protocol.made_up,
      doesNotShow: protocol.does_not_show,
      standsOn: {
        protocolSha256: protocol.sha256,
        designSha256: lock.designSha256,
        lockedAt: lock.lockedAt,
        ranAt: at,
        looks: looked.looks.length,
        changedAfterOutcomes: changed,
        look: {
          number: 1,
          made: looked.looks.length,
          planned: undefined,
          alphaSpent: 0.05,
          level: 0.95,
          sentence: 'This is the first look at these outcomes; its intervals are 95% intervals.',
        },
        ledger: undefined,
        extractedOn: protocol.data.extracted_on,
        files,
        engine: ENGINE,
      },
      rejectedRows: eachLineOnce([...ground.tables, outcomeTable].flatMap(table => table.rejected)),
      attrition: cohort.attrition,
      arms: Object.entries(protocol.arms).map(([arm, spec], code) => ({
        arm,
        label: spec.label,
        programme: spec.programme,
        timeZero: spec.time_zero ?? protocol.outcome.recorded_in?.from ?? '',
        n: cohort.arm.reduce((n, own) => n + (own === code ? 1 : 0), 0),
        madeOf: armValues(cohort, code, spec.where),
      })),
      outcome: {
        detected: protocol.outcome.detected,
        kind: protocol.outcome.kind,
        windowDays: protocol.outcome.within_days,
        convictionLagDays: protocol.outcome.conviction_lag_days,
        facts: outcome.facts,
      },
      maturity: cohort.maturity,
      method: {
        design: protocol.design.by,
        estimand: protocol.estimand,
        headline: 'risk difference',
        interval: 'HC0',
        missing: protocol.missing_values.method,
        timeAtRisk: 'calendar days',
        looks: 'one look',
      },
      traps: [],
      pairs,
      secondary: [],
      tests: { count: pairs.length, correction: 'none', rows: [] },
    },
  };
}

/** People whose outcome the file does not record leave the comparison, and the attrition says how many. */
function withoutUnrecorded(
  { cohort, covariates }: Groundwork,
  outcome: Outcome,
): { cohort: Cohort; covariates: Groundwork['covariates']; outcome: Outcome } {
  const kept = Int32Array.from(outcome.event.keys()).filter(i => outcome.event[i] !== NOT_RECORDED);
  const removed = cohort.rows.length - kept.length;
  const step = { step: 'the outcome is recorded', removed, left: kept.length, detail: [] };
  const attrition = [...cohort.attrition, step];
  if (removed === 0) return { cohort: { ...cohort, attrition }, covariates, outcome };
  const ints = (values: Int32Array): Int32Array => Int32Array.from(kept, i => values[i]);
  return {
    cohort: {
      ...cohort,
      attrition,
      rows: ints(cohort.rows),
      arm: Uint8Array.from(kept, i => cohort.arm[i]),
      timeZero: cohort.timeZero && ints(cohort.timeZero),
      death: cohort.death && ints(cohort.death),
    },
    covariates: {
      ...covariates,
      design: takeRows(covariates.design, kept),
      full: takeRows(covariates.full, kept),
    },
    outcome: {
      ...outcome,
      event: Uint8Array.from(kept, i => outcome.event[i]),
      time: Float64Array.from(kept, i => outcome.time[i]),
      control: outcome.control && Uint8Array.from(kept, i => (outcome.control ?? outcome.event)[i]),
    },
  };
}

/** Outcome columns of the cohort file are read in a pass of their own, so a broken row is met twice. */
function eachLineOnce(rejected: readonly RejectedRow[]): RejectedRow[] {
  return [...new Map(rejected.map(row => [`${row.file}:${row.line}`, row])).values()];
}
