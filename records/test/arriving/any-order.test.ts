import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '@throughcare/pathway';
import type { RowOutcome } from '../../src/index.ts';
import { testRecords } from '../database.ts';
import { arrive, short } from './service.ts';
import { csv, referred, type Row } from './sheet.ts';

const rowsOfAll = fc
  .array(
    fc.record({
      Ref: fc.constantFrom('R-1', 'R-2', 'R-3', 'R-4', 'r 1', ''),
      'Last name': fc.constantFrom('Ashgrove', 'Callow', ''),
      DOB: fc.constantFrom('01/02/1980', '02/02/1980', '', 'then'),
      PNC: fc.constantFrom('', '19/123A', '19/124B'),
      Status: fc.constantFrom('referred', 'open'),
    }),
    { maxLength: 7 },
  )
  .chain(rows =>
    fc.record({
      rows: fc.constant(rows),
      shuffled: fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      reached: fc.nat(rows.length),
    }),
  );

test('E43: every row is accounted for, in whatever order they come, after a run that was broken off, and as the dry run said', async () => {
  const at = await testRecords();
  await fc.assert(
    fc.asyncProperty(rowsOfAll, async ({ rows, shuffled, reached }) => {
      const sorted = (of: readonly Row[], outcomes: readonly RowOutcome[]) =>
        outcomes.map(({ line, outcome }) => `${JSON.stringify(of[line - 2])} ${outcome}`).sort();
      const full = (some: readonly Row[]) => csv(some.map(row => ({ ...referred, ...row })));
      const fresh = async () => {
        const organisation = randomUUID();
        const { administrator } = at;
        await at.records.found({
          id: organisation,
          name: 'Fernside',
          madeUp: true,
          on: day('2022-01-03'),
          administrator,
        });
        return { ...at, organisation };
      };
      const [one, other, broken] = [await fresh(), await fresh(), await fresh()];
      const dry = await arrive(one, full(rows), { dryRun: true });
      const outcomes = await arrive(one, full(rows));
      assert.deepEqual(
        outcomes.map(each => each.line),
        rows.map((_, index) => index + 2),
      );
      assert.deepEqual(short(dry), short(outcomes));
      assert.deepEqual(sorted(shuffled, await arrive(other, full(shuffled))), sorted(rows, outcomes));
      // Rows are taken in by reference, so a run that was broken off has taken in the first of them.
      const first = new Set(
        outcomes
          .filter(each => each.outcome === 'accepted')
          .map(each => each.reference!)
          .sort()
          .slice(0, reached),
      );
      await arrive(
        broken,
        full(rows.filter(row => first.has(row.Ref) && outcomes[rows.indexOf(row)].outcome === 'accepted')),
      );
      assert.deepEqual(
        short(await arrive(broken, full(rows))).map(each => each.slice(0, 3)),
        short(outcomes).map(each => each.slice(0, 3)),
      );
    }),
    { numRuns: 25 },
  );
  await at.close();
});
