import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { ConcernRow, ReportingDuties } from '@throughcare/records';
import { boardView } from '../../src/concerns/board-view.ts';
import { ownDuties } from '../../src/concerns/own-duty.ts';
import type { Staff } from '../../src/services.ts';
import { DAY, openHouse } from '../helpline/house.ts';

const row = (concern: string, more: Partial<ConcernRow>): ConcernRow => ({
  concern,
  status: 'open',
  source: 'contact',
  raisedBy: 'u',
  raisedOn: day('2026-03-11'),
  raisedAt: 0,
  immediateDanger: false,
  due: null,
  named: [],
  isAboutStaff: false,
  passedOnBy: [],
  version: 1,
  ...more,
});

test('the board sorts by what runs out first, then what is open, then what was closed', () => {
  const board = boardView(
    [
      row('later', { due: { what: 'review', by: day('2026-03-16') } }),
      row('open', {}),
      row('closed', { status: 'closed' }),
      row('late', { due: { what: 'second_decision', by: day('2026-03-10') } }),
      row('older', { due: { what: 'first_decision', by: day('2026-03-12') }, raisedAt: 1 }),
      row('today', { due: { what: 'pass_on', by: day('2026-03-12') }, raisedAt: 2 }),
    ],
    new Map(),
    day('2026-03-12'),
  );
  assert.deepEqual(
    board.due.map(one => one.concern),
    ['late', 'older', 'today', 'later'],
  );
  assert.deepEqual(
    board.due.map(one => one.when),
    ['Was due on 10 March 2026', 'Today', 'Today', 'By 16 March 2026'],
  );
  assert.deepEqual(
    board.due.map(one => one.pressing),
    [true, true, true, false],
  );
  assert.deepEqual([board.quiet[0].concern, board.closed[0].concern], ['open', 'closed']);
  assert.equal(board.lead, '4 concerns need somebody, the first was due on 10 March 2026.');
});

const house = await openHouse();
const lead = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');
const worker = await house.walker('helpline_worker');

test('an empty board says so, to the lead and to others', async () => {
  assert.match((await lead.open('/concerns')).body, /No concern is open/);
  const { body } = await practitioner.open('/concerns');
  assert.match(body, /These are the concerns that you raised/);
});

test('E35: anybody who works with people raises a concern, whatever their role', async () => {
  for (const role of [
    'practitioner',
    'programme_lead',
    'administrator',
    'safeguarding_lead',
    'helpline_worker',
  ] as const) {
    const walker = await house.walker(role);
    const sent = await walker.fill('/concerns/new', { said: 'Words.', to: 'police', source: 'staff' });
    assert.equal(sent.statusCode, 303, role);
    assert.equal((await walker.open(String(sent.headers.location))).statusCode, 200, role);
  }
});

test('a safeguarding lead sees every concern with its review and by when; others see what they raised', async () => {
  const fields = { said: 'Words.', danger: 'no', source: 'case' };
  const mine = await practitioner.fill('/concerns/new?danger=no', fields, '/concerns/new');
  const theirs = await worker.fill('/concerns/new', { said: 'Words.', to: 'police' });
  const all = (await lead.open('/concerns')).body;
  for (const answer of [mine, theirs]) assert.ok(all.includes(String(answer.headers.location)));
  assert.match(all, /Review by a second person<\/h3><p class="state plain">Tomorrow/);
  const seen = (await practitioner.open('/concerns')).body;
  assert.ok(seen.includes(String(mine.headers.location)));
  assert.ok(!seen.includes(String(theirs.headers.location)));
});

test('once the day has come the review is due, with a sign and a word', async () => {
  house.clock.now += DAY;
  assert.match(
    (await lead.open('/concerns')).body,
    /Review by a second person<\/h3><p class="state due">Today/,
  );
  house.clock.now += 3 * DAY;
  assert.match((await lead.open('/concerns')).body, /<p class="state due">Was due on 13 March 2026/);
});

test('E34, E35: an analyst, a commissioner or an auditor can raise a concern too, and sees what they raised alone', async () => {
  for (const role of ['analyst', 'commissioner', 'auditor'] as const) {
    const walker = await house.walker(role);
    const sent = await walker.fill('/concerns/new', { said: 'Words.', to: 'police', source: 'staff' });
    assert.equal(sent.statusCode, 303, role);
    const { body } = await walker.open('/concerns');
    assert.equal(body.match(/class="task"/g)?.length, 1, role);
    assert.ok(body.includes(String(sent.headers.location)), role);
  }
});

test('a concern is found by the reference that somebody was given, by those alone who may see it', async () => {
  const sent = await worker.fill('/concerns/new', { said: 'Words.', to: 'police' });
  const place = String(sent.headers.location).split('?')[0];
  const reference = place.split('/').at(-1)!.slice(0, 8).toUpperCase();
  const links = (body: string) => [...body.matchAll(/class="act"><a href="([^"]*)"/g)].map(found => found[1]);
  for (const typed of [
    reference,
    ` ${reference.toLowerCase()} `,
    reference.slice(0, 4) + '-' + reference.slice(4),
  ]) {
    const { body } = await lead.open(`/concerns?reference=${encodeURIComponent(typed)}`);
    assert.deepEqual(links(body), [place], typed);
    assert.ok(body.includes(`Reference ${reference}.`));
  }
  assert.ok((await lead.open(place)).body.includes(`Reference ${reference}.`));
  const unseen = (await practitioner.open(`/concerns?reference=${reference}`)).body;
  assert.deepEqual(links(unseen), []);
  assert.match(unseen, /No concern that you see has the reference/);
  assert.ok(links((await lead.open('/concerns?reference=')).body).length > 1);
});

test('E35: whoever raised a concern is reminded on the board by which day they report it, until they did, also once it is closed', () => {
  const duty = {
    role: 'practitioner',
    effectiveFrom: day('2026-03-01'),
    effectiveTo: null,
    trigger: 'told',
    source: 'A made-up act, for this test',
    reviewedBy: null,
    rule: { withinDays: 2 },
  } as const;
  const who = { userId: 'u', name: 'U', roles: ['practitioner'] } as unknown as Staff;
  const rows = [
    row('raised', {}),
    row('closed', { status: 'closed', raisedOn: day('2026-03-09') }),
    row('before', { raisedOn: day('2026-02-27') }),
    row('reported', { passedOnBy: ['u'] }),
    row('by-another', { passedOnBy: ['v'] }),
    row('of-another', { raisedBy: 'v' }),
  ];
  const of = (duties: ReportingDuties['duties'], as = who) =>
    ownDuties(rows, { version: 1, duties }, as, day('2026-03-12')).map(one => [
      one.href,
      one.when,
      one.pressing,
    ]);
  assert.deepEqual(of([duty]), [
    ['/concerns/closed/report', 'Was due on 11 March 2026', true],
    ['/concerns/raised/report', 'Tomorrow', false],
    ['/concerns/by-another/report', 'Tomorrow', false],
  ]);
  assert.deepEqual(of([]), [], 'nothing is built in');
  assert.deepEqual(of([duty], { ...who, roles: ['analyst'] } as unknown as Staff), []);
});

test('E35: the reminder stands on the page of whoever raised it and of nobody else, and goes when they reported it', async () => {
  const today = day('2026-03-12');
  const raiser = await house.walker('practitioner');
  const admin = house.records.as(house.administrator);
  const set = {
    do: 'set_mandatory_reporting',
    on: today,
    role: 'practitioner',
    from: today,
    withinDays: 1,
    source: 'A made-up act, for this test',
    reviewedBy: null,
  } as const;
  assert.ok((await admin.decide('organisation', house.organisation, 'latest', randomUUID(), set)).ok);
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on: today,
    source: 'staff',
    immediateDanger: false,
    said: 's',
    child: 'c',
  } as const;
  assert.ok((await raiser.repository.decide('concern', concern, 0, randomUUID(), raise)).ok);
  const reminder = new RegExp(`Your own duty to report[\\s\\S]*href="/concerns/${concern}/report"`);
  assert.match((await raiser.open('/concerns')).body, reminder);
  assert.doesNotMatch((await lead.open('/concerns')).body, reminder);
  const report = { do: 'pass_on', on: today, to: 'police', reference: '', ownDuty: true } as const;
  assert.ok((await raiser.repository.decide('concern', concern, 1, randomUUID(), report)).ok);
  assert.doesNotMatch((await raiser.open('/concerns')).body, reminder);
});
