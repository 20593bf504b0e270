import { readColumns, StudyRefusal } from '@throughcare/evidence';
import { z } from 'zod';

/** As many different values as a draft still lists by name. */
const MOST_LEVELS = 24;
const LONGEST_CELL = 500;

export const columnsSchema = z.strictObject({
  rows: z.int(),
  rejected: z.int(),
  firstRejected: z.string(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['number', 'date', 'text']),
      /** Cells with nothing in them. */
      missing: z.int(),
      /** All values where they are few, by the alphabet. */
      levels: z.array(z.string()),
      /** Least and greatest of numbers and dates. */
      from: z.string(),
      to: z.string(),
    }),
  ),
});

/** What an extract holds, without any row of it. */
export type ExtractColumns = Readonly<z.infer<typeof columnsSchema>>;

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** Looks through every column. @throws StudyRefusal when it is no table */
export function columnsOf(name: string, bytes: Uint8Array): ExtractColumns {
  const { rows, columns, rejected } = readColumns({ name, bytes });
  return {
    rows,
    rejected: rejected.length,
    firstRejected: rejected.length === 0 ? '' : `line ${rejected[0].line}: ${rejected[0].reason}`,
    columns: [...columns].map(([column, values]) => {
      if (values.kind !== 'category') {
        const numbers = values.kind === 'number' ? values.values : Float64Array.from(values.days);
        const known = numbers.filter(value => Number.isFinite(value));
        let [least, most] = [Infinity, -Infinity];
        for (const value of known) [least, most] = [Math.min(least, value), Math.max(most, value)];
        const [from, to] = known.length === 0 ? ['', ''] : [String(least), String(most)];
        return { name: column, kind: 'number', missing: rows - known.length, levels: [], from, to };
      }
      const { levels, codes } = values;
      if (levels.some(level => level.length > LONGEST_CELL)) {
        throw new StudyRefusal(
          `${name} has a cell of more than ${LONGEST_CELL} characters in the column ${column}. An extract holds coded ` +
            'values and no words; take that column out. Nothing of it was kept.',
        );
      }
      const isDate = levels.length > 0 && levels.every(level => ISO.test(level));
      return {
        name: column,
        kind: isDate ? 'date' : 'text',
        missing: codes.filter(code => code === -1).length,
        levels: !isDate && levels.length <= MOST_LEVELS ? [...levels] : [],
        from: isDate ? levels[0] : '',
        to: isDate ? levels.at(-1)! : '',
      };
    }),
  };
}
