import type { Protocol } from '../protocol/read.ts';
import { parseDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import type { Source } from './source.ts';
import { chanceColumns } from '../protocol/chance-schema.ts';
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

/** The files and columns that only a run may open: with a lock in its hand. */
export interface OutcomeTables {
  /** Offences, or the outcome's columns of the cohort file. */
  readonly main: Table;
  /** Spells in custody. */
  readonly custody: Table | undefined;
  /** Whatever else can end the follow-up. */
  readonly competing: Table | undefined;
}

/** Opens the outcome. Only a run, with a lock in its hand, calls this. */
export function openOutcome(protocol: Protocol, source: Source): OutcomeTables {
  const { found_in, recorded_in, negative_control, also, time_at_risk, competing } = protocol.outcome;
  const { cohort } = protocol.data;
  // A file that serves twice is read once, with the columns of both.
  const wanted = new Map<string, Set<string>>();
  const want = (file: string, columns: ReadonlySet<string>): string => {
    wanted.set(file, new Set([...(wanted.get(file) ?? []), ...columns]));
    return file;
  };
  const main =
    found_in === undefined
      ? want(cohort, named(recorded_in?.event, recorded_in?.days, recorded_in?.count, recorded_in?.at_risk))
      : want(
          found_in.file,
          named(
            found_in.offence,
            found_in.conviction,
            ...columnsIn(found_in.where ?? EVERY_ROW),
            ...columnsIn(negative_control?.where ?? EVERY_ROW),
            ...Object.values(also).flatMap(columnsIn),
          ),
        );
  const spells =
    time_at_risk?.from === undefined
      ? undefined
      : want(time_at_risk.file ?? cohort, named(time_at_risk.from, time_at_risk.to));
  const other =
    competing?.date === undefined
      ? undefined
      : want(competing.file ?? cohort, named(competing.date, ...columnsIn(competing.where ?? EVERY_ROW)));
  const tables = new Map([...wanted].map(([file, columns]) => [file, open(protocol, source, file, columns)]));
  const table = (file: string): Table => {
    const found = tables.get(file);
    if (found === undefined) throw new Error(`${file} was not read`);
    return found;
  };
  return {
    main: table(main),
    custody: spells === undefined ? undefined : table(spells),
    competing: other === undefined ? undefined : table(other),
  };
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
      ...named(arm.time_zero, arm.released, arm.assigned_on),
      ...columnsIn(arm.contaminated_by ?? EVERY_ROW),
    ]),
    ...protocol.covariates.flatMap(({ column, recorded_on }) => [...named(column, recorded_on)]),
    ...releaseColumns(protocol),
    ...protocol.policy_dates.map(policy => policy.column),
    ...chanceColumns(protocol.design),
    ...named(protocol.sensitivity.linkage_error?.column),
    ...(protocol.outcome.death === undefined ? [] : [protocol.outcome.death]),
  ]);
}

/**
 * Dates by which a person came out of custody, as files call them. A clock that starts before such a day counts time
 * inside as time at risk, and a report says so.
 */
export function releaseColumns(protocol: Protocol): string[] {
  if (protocol.outcome.found_in === undefined) return [];
  const { columns } = protocol.data.files[protocol.data.cohort];
  return Object.keys(columns).filter(name => columns[name] === 'date' && isRelease(name));
}

const RELEASE =
  /releas|liberat|freed|left_?(prison|custody|jail)|(prison|custody|jail)_?(end|until|to_|to$|left|exit)|(end|exit|out)_?(of_?|from_?)?(prison|custody|jail)|discharged_?from/i;

/** Whether a column's name says that it holds the day on which somebody came out of custody. */
export function isRelease(name: string): boolean {
  return RELEASE.test(name.replaceAll(/[ .-]+/g, '_'));
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
