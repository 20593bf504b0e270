import type { Protocol } from '../protocol/read.ts';
import type { FileSpec } from '../protocol/schema.ts';
import { parseDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import type { Source } from './source.ts';
import { readTable } from './table.ts';
import type { Table } from './table.ts';
import { columnsIn, EVERY_ROW } from './where.ts';

/** What the protocol declares beside the study itself, and what tells of traps: no figure is made of it. */
export interface Beside {
  /** Every date of the files that make arms, by the file's name in the protocol. */
  readonly armDates: ReadonlyMap<string, Table>;
  /** A file of spells in custody of which the protocol makes no use. */
  readonly custody: { readonly table: Table; readonly from: string; readonly to: string } | undefined;
}

/** Only a run opens these, outcomes in hand. A file that is not there tells nothing. */
export function openBeside(protocol: Protocol, source: Source): Beside {
  const armDates = new Map<string, Table>();
  for (const { in_file } of Object.values(protocol.arms)) {
    if (in_file === undefined || armDates.has(in_file.file)) continue;
    const { file } = in_file;
    const dates = datesOf(protocol.data.files[file]);
    if (dates.length === 0 || isOutcomeFile(protocol, file)) continue;
    const tests = Object.values(protocol.arms).flatMap(arm =>
      arm.in_file?.file === file ? columnsIn(arm.in_file.where ?? EVERY_ROW) : [],
    );
    const table = opened(protocol, source, file, [...dates, ...tests]);
    if (table !== undefined) armDates.set(file, table);
  }
  return { armDates, custody: unusedCustody(protocol, source) };
}

const CUSTODY_FILE = /custod|prison|jail|spell|inside|remand/i;
const BEGINS = /from|start|begin|entr|enter|admi|recei|recall(ed)?_?(on)?$|^in$|_in$/i;
const ENDS = /(^|[^a-z])to([^a-z]|$)|until|end|exit|left|leav|releas|out/i;

function unusedCustody(protocol: Protocol, source: Source): Beside['custody'] {
  if (protocol.outcome.found_in === undefined || protocol.outcome.time_at_risk?.from !== undefined)
    return undefined;
  for (const [name, spec] of Object.entries(protocol.data.files)) {
    if (name === protocol.data.cohort || isOutcomeFile(protocol, name) || spec.id === undefined) continue;
    if (!CUSTODY_FILE.test(`${name} ${spec.file}`)) continue;
    const dates = datesOf(spec);
    const from = dates.find(date => BEGINS.test(date) && !ENDS.test(date));
    const to = dates.find(date => ENDS.test(date) && date !== from);
    if (from === undefined || to === undefined) continue;
    const table = opened(protocol, source, name, [from, to]);
    if (table !== undefined) return { table, from, to };
  }
  return undefined;
}

function isOutcomeFile({ outcome, data }: Protocol, file: string): boolean {
  return (
    file === data.cohort ||
    [outcome.found_in?.file, outcome.competing?.file, outcome.time_at_risk?.file].includes(file)
  );
}

function datesOf(spec: FileSpec): string[] {
  return Object.keys(spec.columns).filter(name => spec.columns[name] === 'date');
}

function opened(
  protocol: Protocol,
  source: Source,
  name: string,
  columns: readonly string[],
): Table | undefined {
  const spec = protocol.data.files[name];
  const bytes = source.single ? undefined : source.open(spec.file);
  if (bytes === undefined) return undefined;
  try {
    return readTable({
      name,
      spec,
      bytes,
      columns: new Set(columns),
      missing: new Set(['', ...protocol.data.missing]),
      lastDay: parseDay(protocol.data.extracted_on ?? '') ?? Number.POSITIVE_INFINITY,
      onePerPerson: false,
    });
  } catch (error) {
    // Columns that the study does not need may be broken or missing: then they tell nothing.
    if (error instanceof StudyRefusal) return undefined;
    throw error;
  }
}
