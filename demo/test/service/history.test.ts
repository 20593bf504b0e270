import { justiceWorld } from '@throughcare/evidence/simulated';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { day, dayNumber, roles } from '@throughcare/pathway';
import type { CaseCommand, Day } from '@throughcare/pathway';
import { DEMONSTRATION_TODAY, USUAL_PEOPLE } from '../../src/index.ts';
import { serviceRecords } from '../../src/extract/service-records.ts';
import { decideSteps, HistoryRefused } from '../../src/service/decide-history.ts';
import { serviceHistory } from '../../src/service/history.ts';
import { caseDecider } from '@throughcare/pathway';
import { tell } from './states.ts';

const DAY_MS = 86_400_000;
const told = tell(1, USUAL_PEOPLE, DEMONSTRATION_TODAY);

function digest(seed: number, people: number, today: Day): string {
  const hash = createHash('sha256');
  for (const stream of serviceHistory(seed, people, today).streams()) hash.update(JSON.stringify(stream));
  return hash.digest('hex');
}

test('the same seed, size and day give the same history, and another seed another', () => {
  const once = digest(3, 150, DEMONSTRATION_TODAY);
  assert.equal(digest(3, 150, DEMONSTRATION_TODAY), once);
  assert.notEqual(digest(4, 150, DEMONSTRATION_TODAY), once);
});

// A Monday, a Saturday, a Sunday, a bank holiday, a day in spring before the law, a day of a leap year.
for (const today of ['2026-11-02', '2027-03-06', '2026-05-17', '2026-12-25', '2025-04-09', '2028-02-29']) {
  test(`every step is accepted by its decider, and a register is waiting, when today is ${today}`, () => {
    const { groups } = tell(today.length + Number(today.slice(8)), 150, day(today));
    const meeting = [...groups.values()].filter(group =>
      group.sessions.some(session => session.on === day(today)),
    );
    if (today !== '2026-12-25') assert.ok(meeting.length >= 1);
  });
}

test('a larger service is accepted too, and has more of everything', () => {
  const larger = tell(2, 2000, DEMONSTRATION_TODAY);
  assert.ok(Math.abs(larger.cases.size - 2200) < 200, String(larger.cases.size));
  assert.ok(larger.groups.size > 2 * told.groups.size);
  assert.ok(larger.history.staff.practitioners.length > told.history.staff.practitioners.length);
});

test('a step that the rules forbid is reported with the words of the refusal', () => {
  const steps = [
    {
      at: DAY_MS * 20_000,
      actor: 'somebody',
      command: {
        do: 'close',
        on: day('2024-10-04'),
        reason: 'completed',
        watchedBy: null,
        transfer: null,
      } as CaseCommand,
    },
  ];
  assert.throws(
    () => decideSteps(caseDecider, 'x', steps),
    error => error instanceof HistoryRefused && /no referral/.test(error.message),
  );
});

test('nothing is recorded on the day itself or later, and each stream runs forward in time', () => {
  const now = dayNumber(DEMONSTRATION_TODAY);
  for (const { steps } of told.streams) {
    let last = 0;
    for (const { at, command } of steps) {
      assert.ok(at >= last && at < now * DAY_MS);
      assert.equal(Math.floor(at / DAY_MS), dayNumber(command.on));
      last = at;
    }
  }
});

test('the cases are the people of service-identities.csv under the same references, and a few on licence', () => {
  const records = serviceRecords(1, justiceWorld(1, 40_000));
  const referred = new Map(
    told.streams.flatMap(stream => {
      const first = stream.kind === 'case' ? stream.steps[0]?.command : undefined;
      return first?.do === 'refer' || first?.do === 'send_referral'
        ? [[first.reference, first.identity] as const]
        : [];
    }),
  );
  for (const { record, recorded } of records) {
    const identity = referred.get(record);
    // Somebody referred after today is not there yet: nobody is, because every referral came before a sentence.
    assert.ok(identity, record);
    assert.equal(identity.surname, recorded.surname);
    assert.equal(identity.bornOn ?? '', recorded.bornOn);
  }
  const besides = referred.size - records.length;
  assert.ok(besides >= 3 && besides <= 30, String(besides));
});

test('the service has staff of every role, and at least two safeguarding leads to decide', () => {
  const { staff } = told.history;
  for (const role of Object.keys(roles)) {
    assert.ok(
      staff.all.some(worker => (worker.roles as readonly string[]).includes(role)),
      role,
    );
  }
  assert.ok(staff.safeguarding.length >= 2);
  for (const list of [
    staff.all.map(one => one.user),
    staff.all.map(one => one.email),
    staff.all.map(one => one.name),
  ]) {
    assert.equal(new Set(list).size, staff.all.length);
  }
});

test('E39: the organisation says that it is made up, and no address of its staff can be reached', () => {
  const [organisation] = told.streams;
  const founding = organisation.steps[0].command;
  assert.ok(founding.do === 'found' && founding.madeUp);
  assert.ok(told.history.staff.all.every(({ email }) => /^[a-z.]+@service\.example$/.test(email)));
});

test('identifiers are different, of the form of a UUID', () => {
  const ids = told.streams.map(stream => stream.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
