import { kindOf, levelsOf, sayKind } from './column-kinds.ts';
import type { ColumnKind } from './column-kinds.ts';
import { suggest } from './nearest.ts';
import type { ColumnSpec, ProtocolSpec, Where } from './schema.ts';

export type Path = readonly (string | number)[];
export type Columns = Readonly<Record<string, ColumnSpec>> | undefined;

export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** Asks whether what a protocol names is there and of the right kind, and gathers what is not. */
export interface ReferenceCheck {
  readonly faults: Fault[];
  /** Columns of the cohort file that belong to the outcome. */
  readonly outcomeColumns: ReadonlySet<string>;
  /** The cohort file's columns; undefined where no such file is named. */
  readonly main: Columns;
  say(path: Path, message: string): void;
  columnsOf(file: string, path: Path): Columns;
  columnIn(columns: Columns, column: string, path: Path, kind?: ColumnKind): void;
  whereIn(columns: Columns, where: Where, path: Path): void;
  notOutcome(column: string, path: Path): void;
  needsId(file: string): void;
}

export function referenceCheck(spec: ProtocolSpec): ReferenceCheck {
  const { files, cohort } = spec.data;
  const faults: Fault[] = [];
  const { event, days, count, at_risk } = spec.outcome.recorded_in ?? {};
  const check: ReferenceCheck = {
    faults,
    outcomeColumns: new Set([event, days, count, at_risk].filter(column => column !== undefined)),
    main: Object.hasOwn(files, cohort) ? files[cohort].columns : undefined,
    say: (path, message) => void faults.push({ path, message }),
    columnsOf(file, path) {
      if (Object.hasOwn(files, file)) return files[file].columns;
      check.say(path, `No file is called ${file} under data.files.${suggest(file, Object.keys(files))}`);
      return undefined;
    },
    columnIn(columns, column, path, kind) {
      if (columns === undefined) return;
      if (!Object.hasOwn(columns, column)) {
        const near = suggest(column, Object.keys(columns));
        check.say(path, `No column is called ${column} in this file's columns.${near}`);
      } else if (kind !== undefined && kindOf(columns[column]) !== kind) {
        check.say(path, `${column} holds ${sayKind(columns[column])}; a ${kind} column is needed here.`);
      }
    },
    whereIn(columns, where, path) {
      where.any?.forEach((part, i) => check.whereIn(columns, { all: part }, [...path, 'any', i]));
      if (columns === undefined) return;
      for (const column of Object.keys(where.all)) testIn(check, columns, where, column, [...path, column]);
    },
    notOutcome(column, path) {
      if (check.outcomeColumns.has(column)) {
        check.say(path, `${column} is part of the outcome. The design may not read it; take it out here.`);
      }
    },
    needsId(file) {
      if (Object.hasOwn(files, file) && files[file].id === undefined) {
        check.say(['data', 'files', file], 'This file needs an id: the column that names the person.');
      }
    },
  };
  return check;
}

function testIn(
  check: ReferenceCheck,
  columns: Readonly<Record<string, ColumnSpec>>,
  where: Where,
  column: string,
  at: Path,
): void {
  check.columnIn(columns, column, at);
  if (!Object.hasOwn(columns, column)) return;
  if (columns === check.main) check.notOutcome(column, at);
  const test = where.all[column];
  const own = columns[column];
  const kind = kindOf(own);
  if (typeof test === 'object' && 'present' in test) return;
  if (typeof test === 'object' && !Array.isArray(test)) {
    const wanted = kind === 'date' ? 'string' : 'number';
    for (const end of [test.from, test.to]) {
      if (kind === 'category')
        check.say(at, `${column} holds ${sayKind(own)}; from and to need dates or numbers.`);
      else if (end !== undefined && typeof end !== wanted)
        check.say(at, `${column} holds ${kind}s; write ${kind}s in from and to.`);
    }
    return;
  }
  if (kind !== 'category') {
    check.say(at, `${column} holds ${kind}s; test it by { from: ..., to: ... }.`);
    return;
  }
  const known = levelsOf(own);
  for (const value of Array.isArray(test) ? test : [test]) {
    if (known !== undefined && !known.includes(value)) {
      check.say(at, `${column} is never "${value}" by its own list.${suggest(value, known)}`);
    }
  }
}
