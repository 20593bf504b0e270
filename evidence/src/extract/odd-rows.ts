import type { BodyRequest } from './body.ts';
import { isTextCell } from './cell-rule.ts';
import type { CellRule } from './cell-rule.ts';
import type { RawRows } from './chunks.ts';
import { NOT_UTF8 } from './codes.ts';
import type { DataFile } from './data-file.ts';
import { changedMeanwhile, cutOff } from './refusals.ts';
import { rowReader } from './row-at.ts';
import { shown, textOf } from './split-row.ts';
import type { Row } from './split-row.ts';

/** What became of the rows that the kernel could not judge. */
export interface OddRows {
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  /** By cell: names of levels, whose numbers stand in the column of a row that was read again. */
  readonly names: readonly (readonly string[])[];
  /** Ids by the row's slot. */
  readonly ids: ReadonlyMap<number, string>;
  /** Cells that were guessed to be of numbers, and hold something else. */
  readonly notNumbers: ReadonlySet<number>;
}

/**
 * Reads every marked row again and either types it or says what is wrong with it. A row that is rejected gets line 0 in
 * the landing.
 *
 * @throws StudyRefusal where the file ends within a row
 */
export function readOddRows(
  file: DataFile,
  { landing, parts }: RawRows,
  request: BodyRequest,
  rules: readonly CellRule[],
): OddRows {
  const { wanted, id, fields, missing } = request;
  const rejected: { line: number; reason: string }[] = [];
  const tables = rules.map(() => nameTable());
  const ids = new Map<number, string>();
  const notNumbers = new Set<number>();
  const rowAt = rowReader(file);

  function faultOf(row: Row, slot: number): string | undefined {
    if (row.fields !== fields) {
      return `${row.fields} ${row.fields === 1 ? 'value' : 'values'} where the header has ${fields}`;
    }
    if (request.guessed) findTexts(row);
    if (id !== -1) {
      const person = textOf(row, id);
      if (person === undefined) return `no person: the id "${shown(row, id)}" is not written in UTF-8`;
      if (person === '' || missing.has(person)) return 'no person: the id is empty';
      if (person.includes('\0')) return 'no person: the id holds a byte of value 0';
      ids.set(slot, person);
    }
    for (let k = 0; k < rules.length; k++) {
      const why = cellFault(row, k, slot);
      if (why !== undefined) return `${wanted[k].name}: "${shown(row, wanted[k].field)}" ${why}`;
    }
    return undefined;
  }

  function cellFault(row: Row, k: number, slot: number): string | undefined {
    const rule = rules[k];
    const text = textOf(row, wanted[k].field);
    if (rule.kind !== 'text') {
      const value = rule.read(text ?? '?');
      if (typeof value === 'string') return value;
      landing.columns[k][slot] = value;
      return undefined;
    }
    const level = text === undefined ? NOT_UTF8 : rule.read(text);
    if (level.is === 'wrong') return level.why;
    landing.columns[k][slot] = level.is === 'missing' ? -1 : tables[k].numberOf(level.name);
    return undefined;
  }

  function findTexts(row: Row): void {
    for (let k = 0; k < rules.length; k++) {
      if (rules[k].kind !== 'number' || notNumbers.has(k)) continue;
      if (isTextCell(textOf(row, wanted[k].field), missing)) notNumbers.add(k);
    }
  }

  for (const { chunk, rows } of parts) {
    for (let slot = chunk.slot; slot < chunk.slot + rows; slot++) {
      const start = landing.starts[slot];
      if (start >= 0) continue;
      const line = landing.lines[slot];
      const row = rowAt(chunk.from + ~start);
      if (typeof row === 'string') throw changedMeanwhile(request.file);
      const reason = faultOf(row, slot);
      if (reason === undefined) continue;
      if (!row.ended && row.fields < fields) throw cutOff(request.file, line, reason);
      rejected.push({ line, reason });
      landing.lines[slot] = 0;
      ids.delete(slot);
    }
  }
  return { rejected, names: tables.map(({ names }) => names), ids, notNumbers };
}

function nameTable(): { names: string[]; numberOf(name: string): number } {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    numberOf(name) {
      const there = numbers.get(name);
      if (there !== undefined) return there;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}
