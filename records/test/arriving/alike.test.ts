import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { identity, openCase } from '../people.ts';
import { arrive, events, service, short } from './service.ts';
import { csv, referred, whole, type Row } from './sheet.ts';

test('E43: a cell that is a formula in a spreadsheet is a text like any other', async () => {
  const { at: fresh, ines: mine } = await service();
  const row = { ...whole, 'Last name': '=cmd|canary', Ref: 'F-1' };
  assert.deepEqual(short(await arrive(fresh, csv([row]))), [[2, 'F-1', 'accepted']]);
  const { rows } = await fresh.records.as(mine).people();
  assert.equal(rows[0].surname, '=cmd|canary');
  await fresh.close();
});

test('E43: a person who is there already is reported by reference, under a log row, and is not joined', async () => {
  const { at: fresh, ines: mine } = await service();
  const there = await openCase(fresh.records, mine, {
    reference: 'TC-9',
    identity: identity({ pnc: '2019/0000123A' }),
  });
  const before = await events(fresh);
  const alike: Row[] = [
    { ...referred, Ref: 'A-1', 'Last name': 'ASHGRÓVE' },
    { ...referred, Ref: 'A-2', DOB: '' },
    { ...referred, Ref: 'A-3', 'Last name': 'Other', PNC: '19/123A' },
    { ...referred, Ref: 'tc 9', 'Last name': 'Third' },
  ];
  const outcomes = await arrive(fresh, csv(alike));
  assert.deepEqual(
    outcomes.map(one => one.outcome),
    ['duplicate', 'duplicate', 'duplicate', 'duplicate'],
  );
  for (const { said } of outcomes) assert.match(said[0].words, /TC-9/);
  assert.equal(await events(fresh), before);
  const { rows } = await withClient(fresh.database.superuserUrl, client =>
    client.query(
      `select user_id, streams from throughcare.access where what = 'arriving' and kind = 'case' order by id limit 1`,
    ),
  );
  assert.deepEqual(rows, [{ user_id: fresh.administrator.userId, streams: [there] }]);
  // Born on another day it is another person; and so it is where somebody looked and says so.
  const others: Row[] = [
    { ...referred, Ref: 'B-1', DOB: '02/02/1980' },
    { ...referred, Ref: 'B-2', Other: 'TC-9' },
  ];
  assert.deepEqual(
    (await arrive(fresh, csv(others))).map(one => one.outcome),
    ['accepted', 'accepted'],
  );
  await fresh.close();
});

test('E43: of two rows that may be one person the first by reference is accepted, near each other and far, in a dry run too', async () => {
  const { at: fresh } = await service();
  const letters = (n: number) => String(n).replace(/\d/g, figure => 'abcdefghij'[Number(figure)]);
  // So many that the first and the last are not taken in together.
  const others = Array.from({ length: 110 }, (_, n): Row => ({
    ...referred,
    Ref: `M-${n}`,
    'Last name': `Other${letters(n)}`,
  }));
  const rows: Row[] = [
    { ...referred, Ref: 'Z-1' },
    { ...referred, Ref: 'A-3', 'Last name': 'Third', PNC: '19/123A' },
    ...others,
    { ...referred, Ref: 'A-2', 'Last name': 'Second', PNC: '2019/0000123A' },
    { ...referred, Ref: 'A-1' },
  ];
  const dry = await arrive(fresh, csv(rows), { dryRun: true });
  assert.equal(await events(fresh), 0);
  const outcomes = await arrive(fresh, csv(rows));
  assert.deepEqual(outcomes, dry);
  const refused = outcomes.filter(one => one.outcome !== 'accepted');
  assert.deepEqual(
    refused.map(one => [one.reference, one.outcome, /person of (.*), so/.exec(one.said[0].words)?.[1]]),
    [
      ['Z-1', 'duplicate', 'A-1'],
      ['A-3', 'duplicate', 'A-2'],
    ],
  );
  await fresh.close();
});

test('E3: neither the outcomes nor the logs of the database hold a word of who somebody is', async () => {
  const { at: fresh } = await service();
  const canaries = ['Brackenthistle', 'Quindelora', '7741193'];
  const who: Row = { 'Last name': canaries[0], 'First name': canaries[1], PNC: '19/7741193K' };
  const rows: Row[] = [
    { ...whole, ...who, Ref: 'C-1' },
    { ...whole, ...who, Ref: 'C-2' },
    // Cells that slipped by one column.
    { ...referred, Ref: 'C-3', Sex: canaries[0], DOB: canaries[1], From: '19/7741193K', Status: canaries[0] },
    { ...whole, Ref: 'C-4', Worker: canaries[0], Course: canaries[1], Months: '7741193' },
  ];
  const said = JSON.stringify(await arrive(fresh, csv(rows)));
  const { rows: kept } = await withClient(fresh.database.superuserUrl, client =>
    client.query('select detail, what from throughcare.access'),
  );
  for (const canary of canaries) assert.ok(!`${said}${JSON.stringify(kept)}`.includes(canary), canary);
  await fresh.close();
});
