import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CaseState, type Enrolment } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import type { TestRecords } from '../database.ts';
import { arrive, events, service } from './service.ts';
import { filesOf, many, severalMap, type SeveralRows } from './several.ts';
import type { Row } from './sheet.ts';

let at: TestRecords;
let ines: Actor;
let lead: Actor;
let map: string;
before(async () => {
  ({ at, ines, lead } = await service());
  map = severalMap.replace('account-2', ines.userId);
});
after(() => at.close());

const none = { sentences: [], requirements: [], duties: [], conditions: [], enrolments: [] };
const person = (reference: string, surname: string, change: Row = {}): Row => ({
  ...many(reference).people[0],
  surname,
  born: '1980-02-01',
  stage: 'police_contact',
  referredOn: '2021-02-01',
  acceptedOn: '2021-02-03',
  openedOn: '2021-02-08',
  ...change,
});
const closed: Row = { status: 'closed', closedOn: '2022-03-31', closedFor: 'completed' };
const course: Row = {
  programme: 'Moving on',
  basis: 'voluntary_before_charge',
  since: '2021-03-01',
  assessed: 'yes',
};

/** The case of a reference, as the record has it. */
async function stateOf(reference: string): Promise<CaseState> {
  // Who was never opened is nobody's own.
  const mine = at.records.as(lead);
  const { rows } = await mine.people();
  const found = rows.find(one => one.reference === reference)!;
  return (await mine.person(found.case))!.state;
}

const told = ({ status, endedOn, before, attendances }: Enrolment) => [status, endedOn, before, attendances];

test('E43: closed cases, completed programmes and sums of sessions arrive as they are told, and the record verifies', async () => {
  const rows: SeveralRows = {
    ...none,
    people: [
      person('C-1', 'Alder', closed),
      person('C-2', 'Birch', {
        ...closed,
        closedFor: 'not_suitable',
        acceptedOn: '',
        openedOn: '',
        practitioner: '',
      }),
      person('C-3', 'Cedar', { ...closed, closedFor: 'own_choice', openedOn: '', practitioner: '' }),
      person('C-4', 'Damson', {
        ...closed,
        closedFor: 'transferred',
        closedTo: 'health',
        receiptBy: '2022-04-14',
        receivedOn: '2022-04-05',
      }),
      person('C-5', 'Elm'),
    ],
    enrolments: [
      {
        reference: 'C-1',
        ...course,
        firstOn: '2021-04-06',
        attended: '11',
        ofSessions: '12',
        completedOn: '2021-06-29',
      },
      { reference: 'C-4', ...course, attended: '2', ofSessions: '5', leftOn: '2021-05-04', leftFor: 'moved' },
      { reference: 'C-5', ...course, attended: '6', ofSessions: '7', countedOn: '2021-07-01' },
      { reference: 'C-5', ...course, since: '2021-02-08', completedOn: '2021-02-20' },
    ],
  };
  const outcomes = await arrive(at, filesOf(rows), { map });
  assert.deepEqual(
    outcomes.filter(one => one.outcome !== 'accepted'),
    [],
  );
  const closings = [];
  for (const reference of ['C-1', 'C-2', 'C-3', 'C-4', 'C-5']) {
    const state = await stateOf(reference);
    closings.push([state.status, state.closed?.on, state.closed?.reason, state.closed?.transfer?.receivedOn]);
  }
  assert.deepEqual(closings, [
    ['closed', '2022-03-31', 'completed', undefined],
    ['closed', '2022-03-31', 'not_suitable', undefined],
    ['closed', '2022-03-31', 'own_choice', undefined],
    ['closed', '2022-03-31', 'transferred', '2022-04-05'],
    ['open', undefined, undefined, undefined],
  ]);
  const sum = (from: string | null, attended: number | null, of: number | null, until: string) => ({
    from,
    attended,
    of,
    until,
  });
  assert.deepEqual((await stateOf('C-1')).enrolments.map(told), [
    ['programme_complete', '2021-06-29', sum('2021-04-06', 11, 12, '2021-06-29'), []],
  ]);
  assert.deepEqual((await stateOf('C-4')).enrolments.map(told), [
    ['withdrawn', '2021-05-04', sum(null, 2, 5, '2021-05-04'), []],
  ]);
  assert.deepEqual((await stateOf('C-5')).enrolments.map(told), [
    ['programme_complete', '2021-02-20', sum(null, null, null, '2021-02-20'), []],
    ['awaiting_allocation', null, sum(null, 6, 7, '2021-07-01'), []],
  ]);
  const count = await events(at);
  const again = await arrive(at, filesOf(rows), { map });
  assert.deepEqual([...new Set(again.map(one => one.outcome))], ['accepted']);
  assert.equal(await events(at), count);
  await at.records.tend();
  const { faults, projections } = await at.records.verifyAudit();
  assert.deepEqual([faults, projections], [[], {}]);
});

const broken: readonly (readonly [
  string,
  Partial<Record<'people' | 'enrolments', Row>>,
  readonly string[],
])[] = [
  ['closed before it was opened', { people: { closedOn: '2021-02-05' } }, ['people closedOn']],
  ['closed without a reason', { people: { closedFor: '' } }, ['people closedFor']],
  ['a transfer to nobody', { people: { closedFor: 'transferred' } }, ['people closedTo']],
  [
    'whoever receives them, and no transfer',
    { people: { closedTo: 'health', receiptBy: '2022-04-14' } },
    ['people closedTo', 'people receiptBy'],
  ],
  [
    'an open case with a day of closing',
    { people: { status: 'open' } },
    ['people closedFor', 'people closedOn'],
  ],
  ['watched by somebody who is not there', { people: { watchedBy: 'Nobody' } }, ['people watchedBy']],
  ['still on a programme', { enrolments: { completedOn: '', countedOn: '2021-06-29' } }, ['people closedOn']],
  ['completed after the closing', { enrolments: { completedOn: '2022-04-01' } }, ['enrolments completedOn']],
  [
    'completed and left',
    { enrolments: { leftOn: '2021-06-29', leftFor: 'moved' } },
    ['enrolments leftFor', 'enrolments leftOn'],
  ],
  ['more attended than there were', { enrolments: { attended: '13' } }, ['enrolments attended']],
  [
    'completed without having come',
    { enrolments: { attended: '0', firstOn: '' } },
    ['enrolments completedOn'],
  ],
  ['attended of nobody knows how many', { enrolments: { ofSessions: '' } }, ['enrolments ofSessions']],
  ['the first after the last', { enrolments: { firstOn: '2021-07-01' } }, ['enrolments firstOn']],
  ['the first before it was begun', { enrolments: { firstOn: '2021-02-01' } }, ['enrolments completedOn']],
  ['counted after its end', { enrolments: { countedOn: '2021-07-02' } }, ['enrolments countedOn']],
];
for (const [what, change, expected] of broken) {
  test(`E43: refused by its file and column, and nothing of the person is kept: ${what}`, async () => {
    const before = await events(at);
    const sums = { firstOn: '2021-04-06', attended: '11', ofSessions: '12', completedOn: '2021-06-29' };
    const rows: SeveralRows = {
      ...none,
      people: [person('B-1', 'Brindle', { ...closed, ...change.people })],
      enrolments: [{ reference: 'B-1', ...course, ...sums, ...change.enrolments }],
    };
    const outcomes = await arrive(at, filesOf(rows), { map });
    const named = outcomes.flatMap(({ file, said }) =>
      said.filter(one => one.field !== 'row').map(one => `${file.replace('.csv', '')} ${one.field}`),
    );
    assert.deepEqual(named.sort(), [...expected].sort());
    for (const { words } of outcomes.flatMap(one => one.said)) assert.match(words, /^\p{Lu}.*\.$/su);
    assert.equal(await events(at), before);
  });
}
