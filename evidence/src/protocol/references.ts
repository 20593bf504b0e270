import type { ColumnSpec, ProtocolSpec, Where } from './schema.ts';
import { suggest } from './nearest.ts';

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything in a well-shaped protocol that names something which is not there, or is used against its kind. */
export function referenceFaults(spec: ProtocolSpec): Fault[] {
  const faults: Fault[] = [];
  const say = (path: readonly (string | number)[], message: string): void =>
    void faults.push({ path, message });
  const { files, cohort } = spec.data;

  const columnsOf = (
    file: string,
    path: readonly (string | number)[],
  ): Record<string, ColumnSpec> | undefined => {
    if (Object.hasOwn(files, file)) return files[file].columns;
    say(path, `No file is called ${file} under data.files.${suggest(file, Object.keys(files))}`);
    return undefined;
  };
  const main = columnsOf(cohort, ['data', 'cohort']);
  const outcomeColumns = new Set(
    spec.outcome.recorded_in === undefined
      ? []
      : [spec.outcome.recorded_in.event, spec.outcome.recorded_in.days],
  );
  const columnIn = (
    columns: Record<string, ColumnSpec> | undefined,
    column: string,
    path: readonly (string | number)[],
    kind?: 'date' | 'number' | 'category',
  ): void => {
    if (columns === undefined) return;
    if (!Object.hasOwn(columns, column)) {
      say(
        path,
        `No column is called ${column} in this file's columns.${suggest(column, Object.keys(columns))}`,
      );
    } else if (kind !== undefined && kindOf(columns[column]) !== kind) {
      say(path, `${column} holds ${sayKind(columns[column])}; a ${kind} column is needed here.`);
    }
  };
  const notOutcome = (column: string, path: readonly (string | number)[]): void => {
    if (outcomeColumns.has(column)) {
      say(path, `${column} is part of the outcome. The design may not read it; take it out here.`);
    }
  };
  const whereIn = (
    columns: Record<string, ColumnSpec> | undefined,
    where: Where,
    path: readonly (string | number)[],
  ): void => {
    where.any?.forEach((part, i) => whereIn(columns, { all: part }, [...path, 'any', i]));
    if (columns === undefined) return;
    for (const [column, test] of Object.entries(where.all)) {
      const at = [...path, column];
      columnIn(columns, column, at);
      if (!Object.hasOwn(columns, column)) continue;
      if (columns === main) notOutcome(column, at);
      const kind = kindOf(columns[column]);
      if (typeof test === 'object' && 'present' in test) continue;
      if (typeof test === 'object' && !Array.isArray(test)) {
        const wanted = kind === 'date' ? 'string' : 'number';
        for (const end of [test.from, test.to]) {
          if (kind === 'category')
            say(at, `${column} holds ${sayKind(columns[column])}; from and to need dates or numbers.`);
          else if (end !== undefined && typeof end !== wanted)
            say(at, `${column} holds ${kind}s; write ${kind}s in from and to.`);
        }
        continue;
      }
      if (kind !== 'category') {
        say(at, `${column} holds ${kind}s; test it by { from: ..., to: ... }.`);
        continue;
      }
      const known = levelsOf(columns[column]);
      for (const value of Array.isArray(test) ? test : [test]) {
        if (known !== undefined && !known.includes(value)) {
          say(at, `${column} is never "${value}" by its own list.${suggest(value, known)}`);
        }
      }
    }
  };

  spec.eligibility.forEach((step, i) => whereIn(main, step.where, ['eligibility', i, 'where']));
  const usesRecord = spec.outcome.recorded_in !== undefined;
  for (const [arm, { where, in_file, time_zero }] of Object.entries(spec.arms)) {
    whereIn(main, where, ['arms', arm, 'where']);
    if (in_file !== undefined) {
      const columns = columnsOf(in_file.file, ['arms', arm, 'in_file', 'file']);
      if (columns !== undefined && files[in_file.file].id === undefined) {
        say(['data', 'files', in_file.file], 'This file needs an id: the column that names the person.');
      }
      if (in_file.where !== undefined) whereIn(columns, in_file.where, ['arms', arm, 'in_file', 'where']);
    }
    if (usesRecord && time_zero !== undefined) {
      say(
        ['arms', arm, 'time_zero'],
        'The file counts the days itself (outcome.recorded_in); take time_zero out.',
      );
    } else if (!usesRecord) {
      if (time_zero === undefined) {
        say(
          ['arms', arm],
          'Say when the clock starts in this arm: time_zero names a date column (sentence or release).',
        );
      } else columnIn(main, time_zero, ['arms', arm, 'time_zero'], 'date');
    }
  }
  if (Object.keys(spec.arms).length < 2) say(['arms'], 'A comparison needs two arms or more.');

  const { found_in, recorded_in, negative_control, death } = spec.outcome;
  if ((found_in === undefined) === (recorded_in === undefined)) {
    say(
      ['outcome'],
      'Give either found_in (a file of offences with dates) or recorded_in (columns of the cohort file).',
    );
  }
  if (found_in !== undefined) {
    const columns = columnsOf(found_in.file, ['outcome', 'found_in', 'file']);
    if (found_in.file === cohort)
      say(['outcome', 'found_in', 'file'], 'Offences must stand in a file of their own.');
    for (const key of ['offence', 'conviction'] as const) {
      columnIn(columns, found_in[key], ['outcome', 'found_in', key], 'date');
    }
    if (found_in.where !== undefined) whereIn(columns, found_in.where, ['outcome', 'found_in', 'where']);
    if (negative_control !== undefined)
      whereIn(columns, negative_control.where, ['outcome', 'negative_control', 'where']);
    for (const file of [cohort, found_in.file]) {
      if (Object.hasOwn(files, file) && files[file].id === undefined) {
        say(['data', 'files', file], 'This file needs an id: the column that names the person.');
      }
    }
    if (spec.data.extracted_on === undefined) {
      say(
        ['data'],
        'Say when the extract was taken (extracted_on): without it nobody knows who was followed for long enough.',
      );
    }
  }
  if (recorded_in !== undefined) {
    columnIn(main, recorded_in.event, ['outcome', 'recorded_in', 'event'], 'category');
    columnIn(main, recorded_in.days, ['outcome', 'recorded_in', 'days'], 'number');
    if (negative_control !== undefined) {
      say(['outcome', 'negative_control'], 'A negative control needs a file of offences (outcome.found_in).');
    }
  }
  if (death !== undefined) columnIn(main, death, ['outcome', 'death'], 'date');

  const kinds = { category: 'category', number: 'number', years: 'date' } as const;
  spec.covariates.forEach(({ column, as, per }, i) => {
    columnIn(main, column, ['covariates', i, 'column'], kinds[as]);
    notOutcome(column, ['covariates', i, 'column']);
    if (per !== undefined && as !== 'number') say(['covariates', i, 'per'], 'Only a number has a per.');
  });
  spec.policy_dates.forEach(({ column }, i) => columnIn(main, column, ['policy_dates', i, 'column'], 'date'));
  spec.compare.forEach((pair, i) => {
    pair.forEach((arm, j) => {
      if (!Object.hasOwn(spec.arms, arm)) {
        say(['compare', i, j], `No arm is called ${arm}.${suggest(arm, Object.keys(spec.arms))}`);
      }
    });
    if (pair[0] === pair[1]) say(['compare', i], 'These are the same arm; compare two different ones.');
  });
  return faults;
}

export function kindOf(column: ColumnSpec): 'date' | 'number' | 'category' {
  if (column === 'date') return 'date';
  if (column === 'number' || (typeof column === 'object' && 'number' in column)) return 'number';
  return 'category';
}

/** The values a category can take; undefined for free text, whose values only the file knows. */
export function levelsOf(column: ColumnSpec): readonly string[] | undefined {
  if (typeof column !== 'object') return undefined;
  if ('one_of' in column) return column.one_of;
  if ('groups' in column) {
    // Without `otherwise` a value outside the groups stays as it is.
    return column.otherwise === undefined ? undefined : [...Object.keys(column.groups), column.otherwise];
  }
  return undefined;
}

function sayKind(column: ColumnSpec): string {
  const kind = kindOf(column);
  return kind === 'category' ? 'words' : `${kind}s`;
}
