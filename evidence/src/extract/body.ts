import { availableParallelism } from 'node:os';
import type { ColumnSpec } from '../protocol/schema.ts';
import { cellRule, decimal } from './cell-rule.ts';
import type { CellRule } from './cell-rule.ts';
import { readChunks } from './chunks.ts';
import type { RawRows } from './chunks.ts';
import { codesInOrder, judgeTexts } from './codes.ts';
import type { Column } from './columns.ts';
import type { DataFile } from './data-file.ts';
import { closeGaps } from './gaps.ts';
import { readOddRows } from './odd-rows.ts';
import { personsOf } from './persons.ts';
import { brokenQuotation, changedMeanwhile, longRow } from './refusals.ts';
import type { RowPlan } from './row-plan.ts';

/** What to read of a file whose header is known. It can be sent to another thread. */
export interface BodyRequest {
  /** How sentences call the file. */
  readonly file: string;
  readonly fields: number;
  /** The field that holds the person, -1 for none. */
  readonly id: number;
  readonly wanted: readonly { readonly name: string; readonly field: number; readonly spec: ColumnSpec }[];
  readonly missing: ReadonlySet<string>;
  readonly lastDay: number;
  /** True where a column of numbers is a guess: cells that are none are then told, not rejected. */
  readonly guessed: boolean;
}

/** The rows below a header, typed. */
export interface Body {
  readonly rows: number;
  /** Good and bad ones. */
  readonly rowsInFile: number;
  readonly lines: Int32Array;
  /** Empty where no id is read. */
  readonly ids: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  /** Wanted columns that were guessed to be of numbers and are not. */
  readonly notNumbers: readonly string[];
}

/** From this size on a file on a disk is read by more than one thread. */
const LARGE = 1 << 23;
/** More threads than this wait for the memory, not for the processor. */
const MOST_THREADS = 4;

/** How many threads read a file of this size here. */
export function threadsFor(size: number): number {
  return size < LARGE ? 1 : Math.min(MOST_THREADS, availableParallelism());
}

/**
 * Reads and types the rows from `begin` on. Every row is kept, or reported with its reason. The result is the same for
 * any number of threads.
 *
 * @param passed line ends before `begin`
 * @param beside what this thread does while others have begun
 * @throws StudyRefusal for a file that is cut off, or a quotation that never ends
 */
export function readBody(
  file: DataFile,
  request: BodyRequest,
  begin: number,
  passed: number,
  threads: number,
  beside?: () => void,
): Body {
  const { fields, id, wanted, missing, lastDay } = request;
  const rules = wanted.map(({ spec }) => cellRule(spec, missing, lastDay));
  const plan: RowPlan = {
    fields,
    id,
    cells: wanted.map(({ field }, k) => {
      const rule = rules[k];
      const { least, most } = rule.kind === 'text' ? { least: 0, most: 0 } : rule;
      return { field, kind: rule.kind, least, most };
    }),
    missing: [...missing],
    missingNumbers: [...missing].some(text => !Number.isNaN(decimal(text))),
  };
  const raw = readChunks(file, plan, begin, passed, threads, beside);
  refuseFault(raw, request.file);
  const { landing } = raw;
  const levels = rules.map((rule, k) => (rule.kind === 'text' ? judgeTexts(raw, k, rule) : undefined));
  const odd = readOddRows(file, raw, request, rules);
  const codes = rules.map((rule, k) =>
    rule.kind === 'text' ? codesInOrder(raw, k, rule.first, levels[k] ?? [], odd.names[k]) : undefined,
  );
  const ids = id === -1 ? [] : personsOf(raw, odd.ids);
  const rowsInFile = raw.parts.reduce((sum, part) => sum + part.rows, 0);
  const [lines, ...columns] = closeGaps(raw, [landing.lines, ...landing.columns]);
  return {
    rows: lines.length,
    rowsInFile,
    lines: lines as Int32Array,
    ids,
    columns: new Map(columns.map((column, k) => [wanted[k].name, typed(rules[k], column, codes[k] ?? [])])),
    rejected: odd.rejected,
    notNumbers: wanted.filter((_, k) => odd.notNumbers.has(k)).map(({ name }) => name),
  };
}

function typed(rule: CellRule, values: Float64Array | Int32Array, levels: readonly string[]): Column {
  if (rule.kind === 'number') return { kind: 'number', values: values as Float64Array };
  if (rule.kind === 'date') return { kind: 'date', days: values as Int32Array };
  return { kind: 'category', levels, codes: values as Int32Array };
}

function refuseFault({ fault }: RawRows, file: string): void {
  if (fault === undefined) return;
  if (fault.kind === 'changed') throw changedMeanwhile(file);
  throw fault.kind === 'broken' ? brokenQuotation(file, fault.line) : longRow(file, fault.line);
}
