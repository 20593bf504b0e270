import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, organisationDecider, reportingClock, reportingDuty, type Role } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-20');
const set = (role: Role, from: string | null, withinDays: number | null) =>
  ({
    do: 'set_mandatory_reporting',
    on,
    role,
    from: from === null ? null : day(from),
    withinDays,
    source: 'A made-up act, for this test',
    reviewedBy: null,
  }) as const;
const found = { do: 'found', on, name: 'Fernside', madeUp: true } as const;
const duties = (...rules: ReturnType<typeof set>[]) =>
  given(organisationDecider, found, ...rules).state.reportingDuties;

test('E35: no role, date or time limit of the duty to report is built in, and nobody has reviewed it', () => {
  assert.equal(reportingDuty.effectiveFrom, null);
  assert.equal(reportingDuty.reviewedBy, null);
  assert.equal(reportingDuty.rule.withinDays, null);
  assert.deepEqual(duties(), []);
  assert.deepEqual(reportingClock([], ['practitioner'], on), { kind: 'not_confirmed' });
});

test('E35: the clock runs for a role from the day that was set, for what was told on or after it', () => {
  const rules = duties(set('practitioner', '2026-11-21', 2));
  assert.equal(reportingClock(rules, ['practitioner'], day('2026-11-20')).kind, 'not_yet');
  const runs = reportingClock(rules, ['practitioner'], day('2026-11-21'));
  assert.ok(runs.kind === 'runs');
  assert.equal(runs.by, '2026-11-23');
  assert.equal(reportingClock(rules, ['analyst'], day('2026-11-21')).kind, 'not_confirmed');
});

test('E35: without a time limit it is the same day; of two roles the sooner counts; an unknown date is no date', () => {
  const rules = duties(set('practitioner', '2026-01-01', 5), set('helpline_worker', '2026-01-01', null));
  const runs = reportingClock(rules, ['practitioner', 'helpline_worker'], on);
  assert.ok(runs.kind === 'runs' && runs.by === on);
  assert.equal(
    reportingClock(duties(set('practitioner', null, 5)), ['practitioner'], on).kind,
    'not_confirmed',
  );
});

test('E35: what is set for a role takes the place of what was set before, and always says where it was read', () => {
  const rules = duties(set('practitioner', '2026-01-01', 5), set('practitioner', null, null));
  assert.equal(reportingClock(rules, ['practitioner'], on).kind, 'not_confirmed');
  const history = given(organisationDecider, found);
  history.when({ ...set('practitioner', '2026-01-01', 5), source: ' ' }).refused('no_source');
  history.when({ ...set('practitioner', '2026-01-01', 5), withinDays: 1.5 }).refused('not_days');
});
