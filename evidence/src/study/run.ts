import type { Protocol } from '../protocol/read.ts';
import type { RejectedRow, Table } from '../extract/table.ts';
import type { Source } from '../extract/source.ts';
import { openOutcome } from '../extract/open.ts';
import { openBeside } from '../extract/open-beside.ts';
import { reportPair } from '../report/pair-report.ts';
import type { PairFindings, StudyContext } from '../report/study-context.ts';
import type { PairPeople } from '../report/pair-people.ts';
import { studyReport } from '../report/study-report.ts';
import type { FileFact, StudyReport } from '../report/report.ts';
import type { Covariates } from './covariates.ts';
import { layGroundwork } from './design.ts';
import type { Groundwork } from './design.ts';
import { changedAfterOutcomes, checkLock, withLook } from './lock.ts';
import type { Lock } from './lock.ts';
import { decideLook, hashData } from './look.ts';
import type { LookTaking } from './look-taking.ts';
import { completed } from './missing-values.ts';
import type { Completed } from './missing-values.ts';
import { readOutcome } from './read-outcome.ts';
import { designPair } from './pair-design.ts';
import { withoutUnrecorded } from './recorded-only.ts';
import type { KnownOutcome } from './recorded-only.ts';
import { refuseChangedFiles } from './same-files.ts';

export const ENGINE = 'throughcare evidence 0.1.0';

export interface StudyRun {
  readonly report: StudyReport;
  /** One for each pair that could be compared, in the report's order. */
  readonly people: readonly PairPeople[];
  /** The lock with this look written into it: keep it in place of the one given. */
  readonly lock: Lock;
}

/**
 * Runs a locked study: lays the same groundwork as the design, checks that it is the same, and only then reads
 * outcomes. The look is written down before anything is estimated.
 *
 * @param at the present moment as ISO text
 * @param looks where looks are written down beside the lock: a ledger
 * @throws StudyRefusal when protocol or data are not what was locked, or the data does not allow the study
 */
export function run(
  protocol: Protocol,
  lock: Lock,
  source: Source,
  at: string,
  looks?: LookTaking,
): StudyRun {
  const ground = layGroundwork(protocol, source, at);
  checkLock(lock, protocol, ground.sha256);
  const opened = openOutcome(protocol, source);
  const known = withoutUnrecorded(ground, readOutcome(protocol, ground.cohort, opened));
  const { cohort, outcome } = known;
  const tables = distinctTables([...ground.tables.values(), opened.main, opened.custody, opened.competing]);

  refuseChangedFiles(tables);
  const dataSha256 = hashData(tables, ground.sha256);
  const taken = (looks ?? fromLockAlone)(lock.looks, history =>
    decideLook({
      history,
      plan: protocol.looks,
      protocolSha256: protocol.sha256,
      dataSha256,
      people: cohort.rows.length,
      at,
    }),
  );
  const looked = withLook(lock, taken.decision.record);
  const whole = completedForRun(protocol, ground, known);
  const study: StudyContext = {
    protocol,
    whole,
    unrecorded: known.unrecorded,
    tables: ground.tables,
    beside: openBeside(protocol, source),
    cohort,
    outcome,
    look: taken.decision.fact,
    changedAfterOutcomes: changedAfterOutcomes([...taken.history, taken.decision.record], protocol.sha256),
  };
  const pairs = protocol.compare.map((pair): PairFindings => {
    const designOf = (covariates: Covariates) => designPair(protocol, cohort, covariates, pair);
    return reportPair(study, designOf(whole.imputed[0]), designOf);
  });
  const report = studyReport(study, pairs, {
    standsOn: {
      protocolSha256: protocol.sha256,
      designSha256: lock.designSha256,
      lockedAt: lock.lockedAt,
      ranAt: at,
      looks: taken.history.length + 1,
      changedAfterOutcomes: study.changedAfterOutcomes,
      look: study.look,
      ledger: taken.ledger,
      extractedOn: protocol.data.extracted_on,
      files: factsOf(tables),
      engine: ENGINE,
    },
    rejectedRows: eachLineOnce(tables.flatMap(table => table.rejected)),
  });
  taken.keep?.(report);
  return { report, people: pairs.flatMap(({ people }) => people ?? []), lock: looked };
}

/**
 * The covariates without gaps: as the design had them, those left out whose outcome nobody recorded; or, where the
 * protocol says so, imputed with the outcome. The lock was checked on what the design saw, in either case.
 */
function completedForRun(protocol: Protocol, ground: Groundwork, known: KnownOutcome): Completed {
  if (protocol.missing_values.with_outcome)
    return completed(protocol, known.cohort, known.covariates, known.outcome);
  const whole = completed(protocol, ground.cohort, ground.covariates);
  const [first, ...others] = whole.imputed;
  return { ...whole, imputed: [known.keep(first), ...others.map(known.keep)] };
}

const fromLockAlone: LookTaking = (lockLooks, decide) => ({
  history: lockLooks,
  decision: decide(lockLooks),
  ledger: undefined,
  keep: undefined,
});

function distinctTables(tables: readonly (Table | undefined)[]): Table[] {
  return [...new Set(tables.filter(table => table !== undefined))];
}

/** One fact a file, though parts of it were read in passes of their own. */
function factsOf(tables: readonly Table[]): FileFact[] {
  const facts = new Map<string, FileFact>();
  for (const { file, sha256, rowsInFile, rejected } of tables) {
    const known = facts.get(file);
    facts.set(file, {
      file,
      sha256,
      rows: rowsInFile,
      rejected: Math.max(rejected.length, known?.rejected ?? 0),
    });
  }
  return [...facts.values()];
}

/** Outcome columns of the cohort file are read in a pass of their own, so a broken row is met twice. */
function eachLineOnce(rejected: readonly RejectedRow[]): RejectedRow[] {
  return [...new Map(rejected.map(row => [`${row.file}:${row.line}`, row])).values()];
}
