import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrive, service } from './service.ts';
import { csv, referred, type Row } from './sheet.ts';

const PEOPLE = 230;
const letters = (n: number) => String(n).replace(/\d/g, figure => 'abcdefghij'[Number(figure)]);

/** The same people as another spreadsheet numbers them: only their names and days of birth say who they are. */
const numbered = (mark: string): Row[] =>
  Array.from({ length: PEOPLE }, (_, n) => ({
    ...referred,
    Ref: `${mark}-${n}`,
    'Last name': `Alder${letters(n)}`,
    DOB: `${String(1 + (n % 28)).padStart(2, '0')}/03/${1950 + Math.floor(n / 28)}`,
  }));

test('E43: of two runs at once that bring the same people under other references, each person is taken in by one', async () => {
  const { at, lead } = await service();
  // Another process has a pool of its own, and so has this.
  const other = await at.reopen();
  const runs = await Promise.all([
    arrive(at, csv(numbered('One'))),
    arrive({ ...at, records: other }, csv(numbered('Two'))),
  ]);
  const counted = (outcome: string) => runs.flat().filter(one => one.outcome === outcome).length;
  assert.deepEqual([counted('accepted'), counted('duplicate'), counted('refused')], [PEOPLE, PEOPLE, 0]);
  for (let n = 0; n < PEOPLE; n++) {
    assert.deepEqual(runs.map(run => run[n].outcome).sort(), ['accepted', 'duplicate']);
  }
  assert.equal((await at.records.as(lead).people()).total, PEOPLE);
  await other.close();
  await at.close();
});

test('E43: of two runs at once of the very same file, each person is there once and both say accepted', async () => {
  const { at, lead } = await service();
  const other = await at.reopen();
  const file = csv(numbered('Same'));
  const runs = await Promise.all([arrive(at, file), arrive({ ...at, records: other }, file)]);
  assert.deepEqual([...new Set(runs.flat().map(one => one.outcome))], ['accepted']);
  // Of each person one of the two says that it did nothing again.
  const again = runs
    .flat()
    .filter(one => one.said.some(({ words }) => /An earlier run took it in/.test(words)));
  assert.equal(again.length, PEOPLE);
  assert.equal((await at.records.as(lead).people()).total, PEOPLE);
  await other.close();
  await at.close();
});
