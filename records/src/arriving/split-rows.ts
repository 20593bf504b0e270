import { Refused } from '../refused.ts';
import type { Encoding } from './encoding.ts';

/** One row of a CSV file as it lies in the file. */
export interface RowBytes {
  /** The line on which it begins. */
  readonly line: number;
  /** Its first byte in the file, and how many there are. */
  readonly at: number;
  readonly length: number;
  /** Null where it is too long to be a row. */
  readonly bytes: Buffer | null;
}

/** No row of a caseload comes near it; without a bound, one quotation mark too many would hold the whole file. */
export const LONGEST_ROW = 2 * 1024 * 1024;

const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];

/**
 * Parts a file into rows while it comes, and holds no more of it than the row that is not over. A row ends with a line
 * that ends outside quotation marks; each of the three ways to end a line counts, in quotation marks too, as an editor
 * counts. Lines with nothing at all on them are no rows.
 */
export function splitRows({ encoding, mark }: { encoding: Encoding; mark: number }, delimiter: string) {
  const size = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const parts = delimiter.charCodeAt(0);
  let held: Buffer = Buffer.alloc(0);
  /** Where in the file what is held begins, and the row that is not over. */
  let [heldAt, rowAt] = [0, mark];
  let [line, rowLine] = [1, 1];
  let [quoted, closed, fresh, afterCR] = [false, false, true, false];
  let unread = mark;

  const unitAt = (i: number) =>
    size === 1
      ? held[i]
      : encoding === 'utf-16be'
        ? (held[i] << 8) | held[i + 1]
        : held[i] | (held[i + 1] << 8);
  const take = (end: number): RowBytes => {
    const length = heldAt + end - rowAt;
    const isWhole = rowAt >= heldAt && length <= LONGEST_ROW;
    const bytes = isWhole ? held.subarray(rowAt - heldAt, end) : null;
    return { line: rowLine, at: rowAt, length, bytes };
  };
  const begin = (next: number) => {
    rowAt = heldAt + next;
    rowLine = line;
    fresh = true;
    closed = false;
  };

  return {
    add(chunk: Buffer): RowBytes[] {
      const rows: RowBytes[] = [];
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let i = unread;
      for (; i + size <= held.length; i += size) {
        const unit = unitAt(i);
        const isSecondHalf = unit === LF && afterCR;
        afterCR = unit === CR;
        if ((unit === LF || unit === CR) && !isSecondHalf) line++;
        if (quoted) {
          if (unit === QUOTE) [quoted, closed] = [false, true];
        } else if (unit === LF || unit === CR) {
          if (!isSecondHalf && heldAt + i > rowAt) rows.push(take(i));
          begin(i + size);
        } else if (unit === QUOTE && (fresh || closed)) {
          // Two in a row within quotation marks are one that is written.
          [quoted, fresh] = [true, false];
        } else {
          fresh = unit === parts;
          closed = false;
        }
      }
      const from = Math.max(rowAt - heldAt, 0);
      // A row that is too long is let go, but for its end.
      const keep = heldAt + i - rowAt > LONGEST_ROW ? i : Math.min(from, i);
      held = Buffer.from(held.subarray(keep));
      heldAt += keep;
      unread = i - keep;
      return rows;
    },
    end(): RowBytes[] {
      if (quoted) throw new Refused(unclosed(rowLine));
      return heldAt + unread > rowAt ? [take(unread)] : [];
    },
  };
}

/** Why the cells of a row cannot be told apart. What the library says quotes the file, and what stands there may be a name. */
export function unclosed(line: number): string {
  return (
    `From line ${line} on it cannot be told where a cell ends: a quotation mark is missing or too many. Nothing was taken ` +
    'in. Put the cell right, or save the file as CSV again.'
  );
}
