import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor, RowOutcome } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';
import { csv, map, referred, whole, type Row } from './sheet.ts';

async function service(version?: (typeof postgresVersions)[number]) {
  const at = await testRecords(version === undefined ? {} : { version });
  const ines = await at.join('practitioner');
  const lead = await at.join('programme_lead');
  const offered = {
    do: 'offer_programme',
    programme: 'p1',
    name: 'Moving on',
    sessions: 12,
    places: 8,
  } as const;
  await done(
    at.records
      .as(lead)
      .decide('organisation', at.organisation, 'latest', randomUUID(), { ...offered, on: day('2022-02-01') }),
  );
  return { at, ines, lead };
}

async function arrive(
  at: TestRecords,
  file: string | Uint8Array,
  change: { dryRun?: boolean; by?: Actor } = {},
) {
  const { dryRun = false, by = at.administrator } = change;
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const asked = { organisation: at.organisation, by: by.userId, file: bytes, map, dryRun };
  return (await at.records.arrive(asked)).rows;
}

const short = (outcomes: readonly RowOutcome[]) =>
  outcomes.map(({ line, reference, outcome, said }) => [
    line,
    reference,
    outcome,
    ...said.map(one => one.field),
  ]);

async function events(at: TestRecords): Promise<number> {
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query<{ n: number }>(`select count(*)::int as n from throughcare.event where kind = 'case'`),
  );
  return rows[0].n;
}

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: E43: a row becomes the case that somebody would have typed, and the record still verifies`, async () => {
    const { at, ines, lead } = await service(version);
    assert.deepEqual(short(await arrive(at, csv([referred, whole]))), [
      [2, 'OLD-1', 'accepted'],
      [3, 'OLD-2', 'accepted'],
    ]);
    const { rows } = await at.records.as(ines).people();
    assert.deepEqual(
      rows.map(one => [one.reference, one.name, one.status, one.orderEnds]),
      [
        ['OLD-1', 'Tobin Ashgrove', 'referred', null],
        ['OLD-2', 'Wren Callow', 'open', '2027-03-19'],
      ],
    );
    const person = (await at.records.as(ines).person(rows[1].case))!;
    assert.deepEqual(person.identity, {
      surname: 'Callow',
      forename: 'Wren',
      bornOn: '1971-12-31',
      sex: 'M',
      postcodeDistrict: 'ZZ1',
      pnc: '19/7741193K',
    });
    const { status, referredOn, practitioner, stage, enrolments } = person.state;
    assert.deepEqual(
      [status, referredOn, practitioner, stage],
      ['open', '2025-04-03', ines.userId, 'sentenced'],
    );
    assert.deepEqual(
      enrolments.map(one => [one.programme, one.basis, one.since, one.status]),
      [['p1', 'requirement', '2025-04-11', 'awaiting_allocation']],
    );
    assert.deepEqual(
      (await at.records.as(lead).referrals()).map(one => one.reference),
      ['OLD-1'],
    );
    await at.records.tend();
    const { faults, projections } = await at.records.verifyAudit();
    assert.deepEqual([faults, projections], [[], {}]);
    await at.close();
  });
}

let at: TestRecords;
let ines: Actor;
before(async () => {
  ({ at, ines } = await service());
});
after(() => at.close());

test('E43: run again, nothing is done twice; a row that says something else now changes nothing and is refused', async () => {
  const { at: fresh } = await service();
  await arrive(fresh, csv([referred, whole]));
  const before = await events(fresh);
  const again = await arrive(fresh, csv([whole, referred]));
  assert.deepEqual(
    again.map(one => one.outcome),
    ['accepted', 'accepted'],
  );
  assert.match(again[0].said[0].words, /An earlier run took it in/);
  const changed = await arrive(fresh, csv([{ ...referred, Stage: 'charged' }, whole]));
  assert.deepEqual(short(changed)[0], [2, 'OLD-1', 'refused', 'reference']);
  assert.equal(await events(fresh), before);
  await fresh.close();
});

test('E43: the events of a row bear the administrator, and the access log says who, how many rows and of which file', async () => {
  await arrive(at, csv([{ ...referred, Ref: 'LOG-1', 'Last name': 'Logan' }]), { dryRun: true });
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query(
      `select user_id, act, kind, detail ->> 'rows' as rows, length(detail ->> 'sha256') as hash
         from throughcare.access where what = 'arriving' order by id desc limit 1`,
    ),
  );
  assert.deepEqual(rows[0], {
    user_id: at.administrator.userId,
    act: 'read',
    kind: 'organisation',
    rows: '1',
    hash: 64,
  });
});

test('E43: nobody but an administrator takes a caseload in, and that they tried is noted', async () => {
  const before = await events(at);
  await assert.rejects(arrive(at, csv([referred]), { by: ines }), /Only an administrator/);
  assert.equal(await events(at), before);
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query(
      `select count(*)::int as n from throughcare.access where what = 'arriving' and act = 'refused' and user_id = $1`,
      [ines.userId],
    ),
  );
  assert.equal(rows[0].n, 1);
});

const refusals: readonly (readonly [string, Row, readonly string[]])[] = [
  ['no reference', { Ref: '' }, ['reference']],
  ['a reference that a spreadsheet would run', { Ref: '=cmd' }, ['reference']],
  ['no surname', { 'Last name': '' }, ['surname']],
  ['a name that is too long', { 'Last name': 'a'.repeat(101) }, ['surname']],
  ['a NUL in a name', { 'First name': 'To\0bin' }, ['forename']],
  ['a line break in a name', { 'First name': 'To\nbin' }, ['forename']],
  ['a sex that the map does not know', { Sex: 'canary' }, ['sex']],
  ['a word that every object knows', { From: 'constructor' }, ['source']],
  ['a day that is not in the calendar', { DOB: '30/02/1980' }, ['born']],
  ['a year of two digits', { DOB: '01/02/80' }, ['born']],
  ['a day before anybody lived', { DOB: '30/12/1899' }, ['born']],
  ['a referral that is still to come', { Referred: '03/04/2031' }, ['referredOn']],
  ["a spreadsheet's own number for a day", { Referred: '45750' }, ['referredOn']],
  ['a whole postcode', { Area: 'ZZ1 1AA' }, ['postcodeDistrict']],
  ['born after the referral', { DOB: '04/04/2025' }, ['born']],
  ['a closed case', { Status: 'closed' }, ['status']],
  ['an open case without its days', { Status: 'open' }, ['acceptedOn', 'openedOn', 'practitioner']],
  ['opened before it was accepted', { ...whole, Opened: '03/04/2025' }, ['openedOn']],
  ['a worker who is not there', { ...whole, Worker: 'Nobody' }, ['practitioner']],
  ['a programme that is not there', { ...whole, Course: 'Nothing' }, ['programme']],
  ['months without a sentence', { Months: '12' }, ['months']],
  ['a sentence before its conviction', { ...whole, Made: '28/02/2025' }, ['madeOn']],
  [
    'a fine of some months',
    { ...whole, Sentence: 'fined', Course: '', Basis: '', Since: '', Assessed: '' },
    ['months'],
  ],
  [
    'E40: a basis without a sentence',
    { ...whole, Sentence: '', Convicted: '', Made: '', Months: '' },
    ['basis'],
  ],
  ['two things at once', { Sex: '', DOB: '1980' }, ['born', 'sex']],
];
for (const [what, change, fields] of refusals) {
  test(`E43: refused by its line and field, and nothing of it is kept: ${what}`, async () => {
    const before = await events(at);
    const [outcome] = await arrive(at, csv([{ ...referred, ...change }]));
    assert.deepEqual([outcome.line, outcome.outcome], [2, 'refused']);
    assert.deepEqual(outcome.said.map(one => one.field).sort(), [...fields].sort());
    for (const { words } of outcome.said) assert.match(words, /^\p{Lu}.*\.$/u);
    assert.equal(await events(at), before);
  });
}

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
