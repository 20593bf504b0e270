import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fillingOf } from '../../src/fill/measures.ts';
import { medianWait } from '../../src/fill/observed-wait.ts';
import { ownSeries } from '../../src/fill/own-series.ts';
import { readSpells } from '../../src/fill/spells.ts';
import type { Spells } from '../../src/fill/spells.ts';
import { studyEffect } from '../../src/fill/study-effect.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';

const head =
  'record,spell,sentenced_month,convicted_month,disposal,term_months,requirement,order_ended_month,order_ended_how,programme,basis,enrolled_month,started_month,completed_month,left_month,sessions_attended';

let record = 0;
/** So many people alike: what the court gave, and their months. */
function people(
  count: number,
  disposal: string,
  requirement: string,
  convicted: string,
  [enrolled = '', started = '', completed = '', left = '']: readonly string[],
  term = '24',
): string[] {
  return Array.from(
    { length: count },
    () =>
      `r${record++},1,${convicted},${convicted},${disposal},${term},${requirement},,,"one, or other",requirement,${enrolled},${started},${completed},${left},3`,
  );
}

/** Made by hand: the answers below are counted from these lines. */
const rows = [
  ...people(30, 'community_order', 'programme', '2025-01', ['2025-01', '2025-03', '2025-09', '']),
  ...people(
    20,
    'suspended_sentence_order',
    'programme',
    '2025-02',
    ['2025-02', '2025-06', '', '2025-08'],
    '12',
  ),
  // Began too lately to have had the time: their quick endings do not count.
  ...people(40, 'community_order', 'programme', '2026-05', ['2026-05', '2026-08', '2026-09', '']),
  ...people(12, 'community_order', 'none', '2026-05', ['2026-06', '', '', '']),
  ...people(15, 'community_order', 'none', '2026-05', ['2026-06', '2026-09', '', '']),
  ...people(25, 'immediate_custody', 'none', '2026-04', []),
  ...people(3, 'conditional_discharge', 'none', '2026-04', ['2026-04', '', '', '2026-10'], ''),
];
const read = (lines: readonly string[]): Spells => readSpells('a/own.csv', [head, ...lines].join('\n'));
const spells = read(rows);

test('completion counts those who are still there up to now: Aalen and Johansen by hand', () => {
  const filling = fillingOf('completion', spells, null);
  assert.ok(filling.kind === 'counted');
  // Of 105 at risk 40 finish in a month, and 15 are there no longer than that; of 50 left 20 leave in the second month;
  // the other 30 finish in the sixth.
  const share = 40 / 105 + (65 / 105) * (30 / 50);
  assert.ok(Math.abs(filling.yes / filling.of - share) < 0.5 / filling.of);
  // By the formula of Dinse and Larson, term by term.
  const [s1, f1, f6] = [65 / 105, 40 / 105, (65 / 105) * (30 / 50)];
  const variance =
    (f6 ** 2 * 40) / (105 * 65) + (40 * 65) / 105 ** 3 - (2 * f6 * f1) / 105 + (f6 ** 2 * 20) / (50 * 30);
  assert.ok(Math.abs(filling.of - (share * (1 - share)) / variance) <= 1, `${filling.of}`);
  assert.ok(s1 < 1 && filling.of > 50 && filling.of < 105);
  assert.match(filling.how, /15 who are still there counted up to the last month/);
});

test('completion without anybody still there is the plain count, and while many are there it is left as it was', () => {
  const done = read([
    ...people(30, 'community_order', 'programme', '2025-01', ['2025-01', '2025-03', '2025-09', '']),
    ...people(20, 'community_order', 'programme', '2025-02', ['2025-02', '2025-06', '', '2025-08']),
  ]);
  const filling = fillingOf('completion', done, null);
  assert.ok(filling.kind === 'counted');
  // The variance of a plain share gives its own count back.
  assert.deepEqual([filling.yes, filling.of], [30, 50]);
  const young = read([
    ...people(12, 'community_order', 'programme', '2026-01', ['2026-01', '2026-02', '2026-03', '']),
    ...people(12, 'community_order', 'programme', '2026-01', ['2026-01', '2026-02', '', '2026-03']),
    ...people(60, 'community_order', 'programme', '2026-01', ['2026-01', '2026-02', '', '']),
  ]);
  for (const measure of ['completion', 'time on the programme'] as const) {
    const left = fillingOf(measure, young, null);
    assert.ok(left.kind === 'left as it was');
    assert.match(left.because, /may still be there after the longest stay seen: too early to tell/);
  }
});

test('the time on a programme is that until people finish, whoever left or is still there counted up to then', () => {
  const filling = fillingOf('time on the programme', spells, null);
  assert.ok(filling.kind === 'mean');
  // Of 105 at risk 40 finish in the first month, of 30 at risk all in the sixth: an area of 1 + 5 x 65/105.
  const mean = 1 + (5 * 65) / 105;
  assert.ok(Math.abs(filling.months - mean) < 1e-12);
  const error = Math.sqrt(((5 * 65) / 105) ** 2 * (40 / (105 * 65)));
  assert.ok(Math.abs(filling.sigma - error / mean) < 1e-12);
  const alike = read(
    people(30, 'community_order', 'programme', '2025-01', ['2025-01', '2025-03', '2025-09', '']),
  );
  const same = fillingOf('time on the programme', alike, null);
  assert.ok(same.kind === 'mean');
  assert.equal(same.months, 6);
  // All alike, so only the rounding to months is left: 1/sqrt(12) of a month over sqrt(30), of 6.
  assert.ok(Math.abs(same.sigma - 1 / Math.sqrt(12 * 30) / 6) < 1e-12);
});

test('the mix counts those convicted since the day that is asked for', () => {
  const since = 2026 * 12 + 2;
  const custody = fillingOf('custody', spells, since);
  assert.ok(custody.kind === 'counted');
  assert.deepEqual([custody.yes, custody.of], [25, 95]);
  const required = fillingOf('programme required', spells, since);
  assert.ok(required.kind === 'counted');
  assert.deepEqual([required.yes, required.of], [40, 67]);
  const order = fillingOf('order length', spells, null);
  assert.ok(order.kind === 'mean');
  // 97 orders of 24 months and 20 of 12.
  assert.ok(Math.abs(order.months - (97 * 24 + 20 * 12) / 117) < 1e-12);
});

test('those who wait and those who are on it are counted at the last month', () => {
  assert.equal(spells.lastMonth, 2026 * 12 + 9);
  const waiting = fillingOf('waiting now', spells, null);
  const inside = fillingOf('on the programme now', spells, null);
  assert.ok(waiting.kind === 'people' && inside.kind === 'people');
  assert.deepEqual([waiting.people, inside.people], [12, 15]);
});

test('E16: a count under 10, of yes or of no, is never told; the number stays as it was', () => {
  const few = read([
    ...people(9, 'community_order', 'programme', '2024-01', ['2024-01', '2024-02', '2024-08', '']),
    ...people(40, 'community_order', 'programme', '2024-01', ['2024-01', '2024-02', '', '2024-08']),
    ...people(9, 'community_order', 'none', '2026-01', ['2026-01', '', '', '']),
  ]);
  for (const measure of ['completion', 'custody', 'waiting now', 'time on the programme'] as const) {
    const filling = fillingOf(measure, few, null);
    assert.equal(filling.kind, 'left as it was', measure);
    assert.doesNotMatch(JSON.stringify(filling), /\b9\b/);
  }
});

test('the series of an extract counts who came, began, completed and waited, and the mean wait', () => {
  const lines = ownSeries(spells, 'programme', 2025 * 12).split('\n');
  const of = (period: string): string[] =>
    lines.filter(line => line.startsWith(period)).map(line => line.split(',').slice(2).join(' '));
  assert.deepEqual(of('2025-01'), ['came 30', 'began 0', 'completed 0', 'waiting 30']);
  assert.deepEqual(of('2025-02'), ['came 20', 'began 0', 'completed 0', 'waiting 50']);
  assert.deepEqual(of('2025-03'), ['came 0', 'began 30', 'completed 0', 'waiting 20', 'meanWait 60.9']);
  // A stage of a plan counts everybody whose time in it ended: these 20 left early. Those who never began did not end it.
  assert.deepEqual(of('2025-08'), ['came 0', 'began 0', 'completed 20', 'waiting 0']);
  // Three who were enrolled in April 2026 left in October without beginning.
  assert.deepEqual(of('2026-10'), ['came 0', 'began 0', 'completed 0', 'waiting 12']);
});

test('half have begun after so many months: those who still wait or left count up to then, by hand', () => {
  const enrolled = (count: number, when: string, began = '', left = ''): string[] =>
    people(count, 'community_order', 'programme', when, [when, began, '', left]);
  const year = [
    ...enrolled(10, '2025-01', '2025-02'),
    ...enrolled(10, '2025-01', '', '2025-03'),
    ...enrolled(10, '2025-01', '2025-05'),
    ...enrolled(10, '2025-01'),
    ...enrolled(1, '2025-09'),
  ];
  // 10 of 40 begin in the first month; 10 leave; of 20 left 10 begin in the fourth: 0.75 x 0.5. Of those who began alone
  // the mean is 2.5. Who came in the last month tells only of that month.
  assert.equal(medianWait(read(year)), 4);
  // Who began before these twelve months does not count, and who had waited since before counts from then on.
  const before = [...enrolled(50, '2023-01', '2023-01'), ...enrolled(20, '2024-01', '2025-02')];
  assert.equal(medianWait(read([...year, ...before])), 4);
  assert.equal(medianWait(read([...year, ...enrolled(200, '2025-01')])), null, 'fewer than half begin');
  assert.equal(medianWait(read(enrolled(9, '2025-01', '2025-02'))), null, 'E16: too few');
});

test('an extract that is none, or has a month that is none, is told by line', () => {
  assert.throws(() => readSpells('x.csv', 'a,b\n1,2'), /x\.csv:1:1 There is no column disposal, requirement/);
  assert.throws(
    () => read([rows[0].replace('2025-01,2025-01', 'May,2025-01')]),
    /own\.csv:2:1 sentenced_month is May/,
  );
  assert.throws(() => read([]), /There are no sentences/);
  assert.throws(
    () => read(people(1, 'community_order', 'programme', '2025-01', ['2025-01', '2025-03', '2025-02', ''])),
    /own\.csv:2:1 completed_month is 2025-02, before started_month \(2025-03\)/,
  );
});

/** One row with one field written otherwise, and what is said of it. */
function saidOf(changes: Readonly<Record<string, string>>): string {
  const names = head.split(',');
  const row = [
    'r,1,2025-01,2025-01,community_order,24,programme,,,,requirement,2025-01,2025-03,2025-09,,3',
  ].flatMap(line => line.split(','));
  const line = row.map((field, i) => changes[names[i]] ?? field).join(',');
  try {
    readSpells('own.csv', [head, line].join('\n'));
    return 'nothing';
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.message;
  }
}

test('every column of an extract is held to what it can be, by line, with the mend', () => {
  assert.equal(saidOf({}), 'nothing');
  const term =
    /^own\.csv:2:1 term_months is .*\. A term is a whole number of months from 0 to 1200, such as 24; empty where/;
  for (const wrong of ['-240', 'two years', '24.5', '0x18', '2e1', ' 24', '1201', 'NaN'])
    assert.match(saidOf({ term_months: wrong }), term, wrong);
  for (const right of ['', '0', '24', '1200']) assert.equal(saidOf({ term_months: right }), 'nothing', right);
  assert.match(saidOf({ disposal: 'comunity_order' }), /2:1 disposal is .*\. Did you mean community_order\?/);
  assert.match(saidOf({ disposal: '' }), /2:1 disposal is missing\. Write one of absolute_discharge, /);
  assert.match(saidOf({ requirement: 'yes' }), /2:1 requirement is yes\. Write one of programme, none\./);
  assert.match(saidOf({ convicted_month: '2025-02' }), /sentenced_month is 2025-01, before convicted_month/);
  assert.match(saidOf({ enrolled_month: '2024-12' }), /enrolled_month is 2024-12, before sentenced_month/);
  assert.match(saidOf({ started_month: '2024-12' }), /started_month is 2024-12, before enrolled_month/);
  assert.match(saidOf({ left_month: '2025-09' }), /Both completed_month and left_month are given/);
  for (const name of head.split(',').filter(each => each.endsWith('d_month') && each !== 'order_ended_month'))
    assert.match(saidOf({ [name]: 'May' }), new RegExp(`2:1 ${name} is May\\. A month is written 2026-03`));
  assert.match(
    saidOf({ record: 'a,b' }),
    /This line has 17 fields, and the first line 16\. Give it one for each/,
  );
  // An empty field at the beginning moves no other.
  assert.equal(saidOf({ record: '' }), 'nothing');
});

const release = (effects: readonly object[], madeUp = false): string =>
  JSON.stringify({
    format: 'throughcare-study-release/2',
    study: 'Required against alone',
    madeUp,
    standsOn: { ranAt: '2026-11-01T10:00:00Z' },
    outcome: { detected: 'any detected reoffence' },
    pairs: [
      {
        first: 'required',
        second: 'alone',
        labels: ['Required', 'Alone'],
        conclusion: { verdict: 'cannot tell yet' },
        effects,
      },
    ],
  });
const hazard = { measure: 'hazard ratio', method: 'Cox', value: 0.8, lower: 0.5, upper: 1.28, level: 0.95 };

test('E12: a study’s effect comes with its interval: 95% of draws lie between its ends', () => {
  const { median, sigma, note } = studyEffect('r.json', release([hazard]), 'required', 'alone');
  assert.ok(Math.abs(median * Math.exp(-1.959964 * sigma) - 0.5) < 1e-6);
  assert.ok(Math.abs(median * Math.exp(1.959964 * sigma) - 1.28) < 1e-6);
  assert.match(note, /The study concludes: cannot tell yet/);
  const turned = studyEffect('r.json', release([hazard]), 'alone', 'required');
  assert.ok(Math.abs(turned.median - 1 / median) < 1e-12 && Math.abs(turned.sigma - sigma) < 1e-12);
});

test('a study of made-up people says so in its source, and what gives no hazard ratio is refused', () => {
  assert.match(
    studyEffect('r.json', release([hazard], true), 'required', 'alone').source,
    /^Made-up people: /,
  );
  const difference = { ...hazard, measure: 'risk difference' };
  const of =
    (text: string, first = 'required'): (() => unknown) =>
    () =>
      studyEffect('r.json', text, first, 'alone');
  assert.throws(of(release([difference])), /released no hazard ratio of required against alone/);
  assert.throws(
    of(release([hazard]), 'custody'),
    /compares no custody with alone\. It compares required\/alone/,
  );
  for (const [odd, said] of [
    [{ lower: 1.28, upper: 0.5 }, /its interval goes from 1\.28 to 0\.5, so .* turned round/],
    [{ lower: 0.8, upper: 0.8 }, /nothing is left uncertain/],
    [{ value: 5 }, /its value is 5, and its interval goes from 0\.5 to 1\.28/],
    [{ value: -1 }, /its value is -1/],
    [{ level: 0 }, /its interval is one of 0 in 100/],
    [{ level: 1 }, /its interval is one of 100 in 100/],
    [{ level: 95 }, /its interval is one of 9500 in 100/],
    [{ upper: 1e308 }, /its interval goes from 0\.5 to 1e\+308/],
    [{ lower: 1e-300 }, /its interval goes from 1e-300/],
  ] as const)
    assert.throws(of(release([{ ...hazard, ...odd }])), said, JSON.stringify(odd));
  assert.throws(of('{}'), /is no released study \(format\)/);
  assert.throws(of('no'), /is no JSON/);
});
