import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import type { TestRecords } from '../database.ts';
import { arrive, events, service } from './service.ts';
import { filesOf, many, severalMap as map, together, type SeveralRows } from './several.ts';
import { csv, map as usual, whole, type Row } from './sheet.ts';

let at: TestRecords;
let ines: Actor;
before(async () => {
  ({ at, ines } = await service());
});
after(() => at.close());

const byFile = (outcomes: Awaited<ReturnType<typeof arrive>>) =>
  outcomes.map(({ file, line, outcome, said }) =>
    [file.replace('.csv', ''), line, outcome, ...said.map(one => one.field)].join(' '),
  );

test('E43: sentences, requirements, duties, conditions and enrolments from several files become the case that somebody would have typed', async () => {
  const outcomes = await arrive(at, filesOf(many()), { map });
  assert.deepEqual(byFile(outcomes), [
    'people 2 accepted',
    'sentences 2 accepted',
    'sentences 3 accepted',
    'sentences 4 accepted',
    'requirements 2 accepted',
    'requirements 3 accepted',
    'duties 2 accepted',
    'duties 3 accepted',
    'conditions 2 accepted',
    'conditions 4 accepted',
    'enrolments 2 accepted',
    'enrolments 3 accepted',
  ]);
  const mine = at.records.as(ines);
  const [{ case: id }] = (await mine.people()).rows;
  const { state } = (await mine.person(id))!;
  const orders = state.orders.map(one => [one.disposal, one.from, one.until, one.ended?.how ?? null]);
  assert.deepEqual(orders, [
    ['suspended_sentence_order', '2019-02-05', '2020-08-04', 'expired'],
    ['immediate_custody', '2022-06-01', '2027-05-31', null],
    ['community_order', '2025-03-20', '2027-03-19', null],
  ]);
  const [suspended, custody, community] = state.orders;
  assert.deepEqual([suspended.suspended?.termMonths, custody.custody?.status], [8, 'on_licence']);
  assert.deepEqual(community.requirements.map(one => [one.kind, one.most, one.done]).sort(), [
    ['programme', 26, 0],
    ['rehabilitation_activity', 30, 12],
  ]);
  // The referral speaks of one set of proceedings, and each other sentence has its own.
  assert.deepEqual(
    state.proceedings.map(one => [one.id === community.proceedings, one.stage, one.convictedOn]).sort(),
    [
      [false, 'sentenced', '2019-01-08'],
      [false, 'sentenced', '2022-05-03'],
      [true, 'sentenced', '2025-03-01'],
    ],
  );
  assert.deepEqual(
    state.clocks.map(one => [one.kind, one.from, one.until]),
    [
      ['notification', '2025-03-20', '2030-03-19'],
      ['prevention_order', '2025-03-20', '2030-03-19'],
    ],
  );
  assert.deepEqual(state.conditions.map(one => [one.under.what, one.subject, one.until]).sort(), [
    ['licence', 'residence', '2026-12-01'],
    ['prevention_order', 'devices', null],
  ]);
  assert.deepEqual(
    state.enrolments.map(one => [one.programme, one.basis, one.status, one.endedOn]),
    [
      ['p1', 'requirement', 'awaiting_allocation', null],
      ['p1', 'licence', 'withdrawn', '2025-09-01'],
    ],
  );
  await at.records.tend();
  const { faults, projections } = await at.records.verifyAudit();
  assert.deepEqual([faults, projections], [[], {}]);
});

test('E43: run again with every file sorted another way, nothing is done twice; with one cell changed, nothing is changed and it is said', async () => {
  const rows = together(many('R-2'), { ...many('R-3'), people: [personOf('R-3', 'Ashgrove')] });
  const first = await arrive(at, filesOf(rows), { map });
  // The second has the name of the first test's person, and is told so.
  assert.deepEqual([...new Set(first.map(one => `${one.reference} ${one.outcome}`))].sort(), [
    'R-2 duplicate',
    'R-2 refused',
    'R-3 accepted',
  ]);
  const before = await events(at);
  const turned = Object.fromEntries(
    Object.entries(rows).map(([name, some]) => [name, some.toReversed()]),
  ) as unknown as SeveralRows;
  const again = await arrive(at, filesOf(turned), { map });
  assert.equal(await events(at), before);
  for (const one of again.filter(each => each.reference === 'R-3')) {
    assert.match(one.said[0].words, /An earlier run took it in/);
  }
  const changed = { ...rows, duties: rows.duties.map(row => ({ ...row, until: '2031-03-19' })) };
  const told = (await arrive(at, filesOf(changed), { map })).filter(one => one.reference === 'R-3');
  assert.deepEqual([...new Set(told.map(one => one.outcome))], ['refused']);
  assert.match(told[0].said[0].words, /was used before, so nothing was taken in, whatever the row says/);
  assert.match(told[1].said[0].words, /because of line \d of people\.csv/);
  assert.equal(await events(at), before);
});

function personOf(reference: string, surname: string): Row {
  return { ...many(reference).people[0], surname };
}

const broken: readonly (readonly [string, Partial<Record<keyof SeveralRows, Row>>, readonly string[]])[] = [
  ['an enrolment that belongs to nobody', { enrolments: { reference: 'X-9' } }, ['enrolments 2 reference']],
  ['a name twice', { duties: { name: 'co' } }, ['duties 2 name', 'sentences 2 name']],
  ['a name that means bail', { duties: { name: 'Bail' } }, ['duties 2 name']],
  ['a requirement of no sentence', { requirements: { of: 'SHPO' } }, ['requirements 2 of']],
  ['a condition of nothing', { conditions: { of: 'N' } }, ['conditions 2 of']],
  ['a condition of bail without bail', { conditions: { of: 'bail' } }, ['conditions 2 of']],
  ['a suspended term of an order', { sentences: { termMonths: '3' } }, ['sentences 2 termMonths']],
  [
    'a release without custody',
    { sentences: { releasedOn: '2025-05-01' } },
    ['sentences 2 licenceUntil', 'sentences 2 releasedOn'],
  ],
  [
    'an end that is not its',
    { sentences: { endedOn: '2025-09-01', endedHow: 'licence_ended' } },
    ['sentences 2 endedHow'],
  ],
  [
    'an end before its time',
    { sentences: { endedOn: '2025-09-01', endedHow: 'expired' } },
    ['sentences 2 endedOn'],
  ],
  ['more done than ordered', { requirements: { done: '31' } }, ['requirements 2 done']],
  [
    'hours outside the law',
    { requirements: { requirement: 'unpaid_work', most: '10', done: '', doneOn: '' } },
    ['requirements 2 most'],
  ],
  ['done without a day', { requirements: { doneOn: '' } }, ['requirements 2 doneOn']],
  [
    'an order shorter than the law',
    { duties: { duty: 'prevention_order', until: '2026-01-01', notifiedOn: '' } },
    ['duties 2 until'],
  ],
  ['notified before it began', { duties: { notifiedOn: '2025-03-01' } }, ['duties 2 notifiedOn']],
  ['a condition longer than its order', { conditions: { until: '2031-01-01' } }, ['conditions 2 until']],
  ['a condition without words', { conditions: { words: '' } }, ['conditions 2 words']],
  ['a NUL in the words', { conditions: { words: 'Not\0 so' } }, ['conditions 2 words']],
  ['a programme that is not there', { enrolments: { programme: 'Nothing' } }, ['enrolments 2 programme']],
  [
    'left before it began',
    { enrolments: { leftOn: '2025-04-01', leftFor: 'moved' } },
    ['enrolments 2 leftOn'],
  ],
  [
    'E40: a basis that does not fit',
    { enrolments: { basis: 'voluntary_before_charge' } },
    ['enrolments 2 basis'],
  ],
  ['two things in two files', { people: { sex: 'X' }, duties: { until: '2020-01-01' } }, ['people 2 sex']],
];
for (const [what, change, expected] of broken) {
  test(`E43: refused by its file, line and column, and nothing of the person is kept: ${what}`, async () => {
    const before = await events(at);
    const rows = { ...many('B-1'), people: [personOf('B-1', 'Brindle')] };
    const changed = Object.fromEntries(
      Object.entries(rows).map(([name, [first, ...others]]) => [
        name,
        [{ ...first, ...change[name as keyof SeveralRows] }, ...others],
      ]),
    ) as unknown as SeveralRows;
    const outcomes = await arrive(at, filesOf(changed), { map });
    const named = outcomes.flatMap(({ file, line, said }) =>
      said.filter(one => one.field !== 'row').map(one => `${file.replace('.csv', '')} ${line} ${one.field}`),
    );
    assert.deepEqual(named.sort(), [...expected].sort());
    // Every row of the person says that none was taken in.
    assert.deepEqual([...new Set(outcomes.map(one => one.outcome))], ['refused']);
    for (const { words } of outcomes.flatMap(one => one.said)) assert.match(words, /^\p{Lu}.*\.$/su);
    assert.equal(await events(at), before);
  });
}

test('E43: the very same row twice, and sentences in two places, are asked about and not taken twice', async () => {
  const before = await events(at);
  const { enrolments, ...others } = { ...many('T-1'), people: [personOf('T-1', 'Thistle')] };
  const outcomes = await arrive(at, filesOf({ ...others, enrolments: [enrolments[0], enrolments[0]] }), {
    map,
  });
  const twice = outcomes.filter(one => one.file === 'enrolments.csv');
  for (const one of twice)
    assert.match(one.said[0].words, /The very same stands on the lines 2, 3 of enrolments\.csv/);
  const sentences = others.sentences.map(row => ({ ...row, referredFor: 'yes' }));
  const three = (await arrive(at, filesOf({ ...others, enrolments, sentences }), { map })).filter(
    one => one.file === 'sentences.csv',
  );
  for (const one of three) {
    assert.match(
      one.said[0].words,
      /referred for one sentence, and the lines 2, 3, 4 of sentences\.csv say yes/,
    );
  }
  const files = { ...filesOf(many('T-1')), 'people.csv': csv([whole]) };
  await assert.rejects(
    arrive(at, files, { map: `${usual}more: { sentences: { file: sentences.csv } }\n` }),
    /Both people\.csv and sentences\.csv have sentences.*Nothing was taken in/,
  );
  const { 'people.csv': people } = filesOf(many('T-1'));
  await assert.rejects(arrive(at, { 'people.csv': people }, { map }), { code: 'ENOENT' });
  assert.equal(await events(at), before);
});

test('E43: while it cannot be told whose a row is, nobody is taken in, neither those before it nor those after', async () => {
  const before = await events(at);
  const rows = together(
    { ...many('A-1'), people: [personOf('A-1', 'Alder')] },
    { ...many('Z-1'), people: [personOf('Z-1', 'Zinnia')] },
  );
  for (const stray of ['A-l', '', '=A1']) {
    const enrolments = [...rows.enrolments, { ...rows.enrolments[0], reference: stray }];
    const outcomes = await arrive(at, filesOf({ ...rows, enrolments }), { map });
    assert.deepEqual([...new Set(outcomes.map(one => one.outcome))], ['refused']);
    const said = outcomes.flatMap(one =>
      one.said.map(({ field, words }) => `${one.file} ${field}: ${words}`),
    );
    assert.deepEqual(
      said.filter(one => !/This row is right\. Nobody was taken in.*line 6 of enrolments\.csv/.test(one))
        .length,
      1,
    );
    assert.match(said.at(-1)!, /^enrolments\.csv reference: /);
  }
  assert.equal(await events(at), before);
});

test('E43: a fault of one file, whichever it is, keeps all of them out before anything is taken in', async () => {
  const before = await events(at);
  for (const name of ['people', 'sentences', 'enrolments']) {
    const files = filesOf({ ...many('W-1'), people: [personOf('W-1', 'Willow')] });
    const file = `${name}.csv`;
    for (const damage of ['"N-1,Brackenthistle\r\n', Buffer.from([0xff, 0xfe, 0x80])]) {
      const damaged = Buffer.concat([Buffer.from(files[file]), Buffer.from(damage as string)]);
      await assert.rejects(
        arrive(at, { ...files, [file]: damaged }, { map }),
        (error: Error) =>
          error.message.startsWith(`${file}: `) &&
          /Nothing was taken in/.test(error.message) &&
          !/Brackenthistle/.test(error.message),
      );
    }
  }
  assert.equal(await events(at), before);
});

test('E3: the words of a condition are found in the sealed store alone', async () => {
  const rows = { ...many('S-1'), people: [personOf('S-1', 'Sorrel')] };
  const words = 'Canaryword in a condition';
  const conditions = [{ ...rows.conditions[0], words }];
  const said = JSON.stringify(await arrive(at, filesOf({ ...rows, conditions }), { map }));
  assert.ok(!said.includes('Canaryword'));
  const { rows: kept } = await withClient(at.database.superuserUrl, client =>
    client.query(
      `select row_to_json(c)::text as row from throughcare.case_row c union all
       select row_to_json(a)::text from throughcare.access a union all select facts::text from throughcare.event`,
    ),
  );
  assert.ok(kept.length > 0 && !JSON.stringify(kept).includes('Canaryword'));
  const mine = at.records.as(ines);
  const id = (await mine.people()).rows.find(one => one.reference === 'S-1')!.case;
  const person = (await mine.person(id))!;
  assert.ok(JSON.stringify(person.events).includes('Canaryword'), 'it can be read in the case');
  assert.equal(person.state.conditions[0].from, day('2025-03-20'));
});
