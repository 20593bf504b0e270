import fc from 'fast-check';
import type { DesignMatrix } from '../src/index.ts';

const indicator = fc.constantFrom(0, 1);
const measured = fc.constantFrom(0, 1, -2.5, 0.25, 40);

/** Design matrices of 1 to 30 rows with some columns of 0 and 1 and some of other numbers, in any order. */
export const anyDesign: fc.Arbitrary<DesignMatrix> = fc
  .record({ rows: fc.integer({ min: 1, max: 30 }), kinds: fc.array(fc.boolean(), { maxLength: 6 }) })
  .chain(({ rows, kinds }) =>
    fc.array(fc.tuple(...kinds.map(is => (is ? indicator : measured))), { minLength: rows, maxLength: rows }),
  )
  .map(rows => ({
    rows: rows.length,
    columns: rows[0].length + 1,
    values: Float64Array.from(rows.flatMap(row => [1, ...row])),
    names: ['(intercept)', ...rows[0].map((_, j) => `x${j}`)],
  }));
