import type { Protocol } from '../protocol/read.ts';
import { parseDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import type { Source } from './source.ts';
import { columnsIn, EVERY_ROW } from './where.ts';
import { readTable } from './table.ts';
import type { Table } from './table.ts';

/** What a design may read: the cohort file without its outcome columns, and the files that define arms. */
export function openForDesign(protocol: Protocol, source: Source): ReadonlyMap<string, Table> {
  const { cohort } = protocol.data;
  const tables = new Map([[cohort, open(protocol, source, cohort, designColumns(protocol))]]);
  for (const { in_file } of Object.values(protocol.arms)) {
    if (in_file === undefined || tables.has(in_file.file)) continue;
    const columns = Object.values(protocol.arms).flatMap(arm =>
      arm.in_file?.file === in_file.file ? columnsIn(arm.in_file.where ?? EVERY_ROW) : [],
    );
    tables.set(in_file.file, open(protocol, source, in_file.file, new Set(columns)));
  }
  return tables;
}

/** The file or the columns that hold the outcome. Only a run, with a lock in its hand, calls this. */
export function openOutcome(protocol: Protocol, source: Source): Table {
  const { found_in, recorded_in, negative_control } = protocol.outcome;
  if (recorded_in !== undefined) {
    return open(
      protocol,
      source,
      protocol.data.cohort,
      named(recorded_in.event, recorded_in.days, recorded_in.count, recorded_in.at_risk),
    );
  }
  if (found_in === undefined) throw new Error('a protocol has one of found_in and recorded_in');
  const columns = [
    ...named(found_in.offence, found_in.conviction),
    ...columnsIn(found_in.where ?? EVERY_ROW),
    ...columnsIn(negative_control?.where ?? EVERY_ROW),
  ];
  return open(protocol, source, found_in.file, new Set(columns));
}

function named(...columns: readonly (string | undefined)[]): Set<string> {
  return new Set(columns.filter(column => column !== undefined));
}

/** Every column of the cohort file that eligibility, arms, clocks, covariates and policy dates use. */
function designColumns(protocol: Protocol): Set<string> {
  return new Set([
    ...protocol.eligibility.flatMap(step => columnsIn(step.where)),
    ...Object.values(protocol.arms).flatMap(arm => [
      ...columnsIn(arm.where),
      ...(arm.time_zero === undefined ? [] : [arm.time_zero]),
    ]),
    ...protocol.covariates.map(covariate => covariate.column),
    ...protocol.policy_dates.map(policy => policy.column),
    ...(protocol.outcome.death === undefined ? [] : [protocol.outcome.death]),
  ]);
}

function open(protocol: Protocol, source: Source, name: string, columns: ReadonlySet<string>): Table {
  const spec = protocol.data.files[name];
  const isCohort = name === protocol.data.cohort;
  const bytes = source.single && !isCohort ? undefined : source.open(spec.file);
  if (bytes === undefined) {
    throw new StudyRefusal(
      source.single
        ? `The study also needs ${spec.file}, and one file was given. Give the folder that holds both; nothing was analysed.`
        : `${spec.file} is not in ${source.describe}. Put it there or correct data.files.${name}.file; nothing was analysed.`,
    );
  }
  return readTable({
    name,
    spec,
    bytes,
    columns,
    missing: new Set(['', ...protocol.data.missing]),
    lastDay: parseDay(protocol.data.extracted_on ?? '') ?? Number.POSITIVE_INFINITY,
    onePerPerson: isCohort,
  });
}
