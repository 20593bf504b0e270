import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caseDecider,
  day,
  dueInCase,
  upcast,
  type CaseCommand,
  type CaseEvent,
  usualDueSettings,
} from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-03-02');
const identity = {
  surname: 'Ashgrove',
  forename: 'Tobin',
  bornOn: null,
  sex: 'M',
  postcodeDistrict: null,
  pnc: null,
} as const;
const opened: CaseCommand[] = [
  { do: 'refer', on, reference: 'TC-1', source: 'probation', stage: 'before_the_court', identity },
  { do: 'triage', on, outcome: 'accepted' },
  { do: 'open', on, practitioner: 'worker-1' },
];
const check = (at: string, more: object = {}): CaseCommand => ({
  do: 'check_children',
  on: day(at),
  check: {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'plan',
  },
  ...more,
});
const moved = (at: string): CaseCommand => ({ do: 'record_life_change', on: day(at), what: 'address' });
const convicted = (at: string): CaseCommand => ({
  do: 'record_legal_step',
  on: day(at),
  proceedings: 'first',
  step: 'convicted',
});
const sentenced = (at: string, months: number): CaseCommand => ({
  do: 'record_sentence',
  on: day(at),
  sentence: {
    order: 'o1',
    proceedings: 'first',
    disposal: 'community_order',
    months,
    suspended: null,
    requirements: [{ kind: 'programme', most: 20 }],
  },
});

function due(...commands: CaseCommand[]): string | undefined {
  const { state } = given(caseDecider, ...opened, ...commands);
  const found = dueInCase(state, usualDueSettings).find(one => one.kind === 'children_check');
  return found && `${found.by}: ${found.because}`;
}

test('E33: a check says who made it and whom they asked; whoever records it made it, where nobody else is named', () => {
  const history = given(caseDecider, ...opened);
  const own = history.when(check('2026-03-05', { asked: ['social_care', 'social_care'] }));
  assert.deepEqual(own.gives('children_checked').childrenCheck!.asked, ['social_care']);
  assert.equal(own.gives('children_checked').childrenCheck!.by, 'worker-1');
  const other = history.when(check('2026-03-05', { by: 'colleague' })).gives('children_checked');
  assert.equal(other.childrenCheck!.by, 'colleague');
});

test('E33: it is due within days of the referral, then again after a set time', () => {
  assert.equal(due(), '2026-03-09: No check has been made yet.');
  assert.equal(due(check('2026-03-05')), '2026-06-03: A check falls due every 90 days.');
});

test('E33: a change after the check makes it due again; one before it does not', () => {
  assert.match(due(check('2026-03-05'), moved('2026-03-06'))!, /^2026-03-13: The address has changed/);
  assert.match(due(moved('2026-03-04'), check('2026-03-05'))!, /^2026-06-03/);
});

test('E33: on the day of the check itself, what was told after it makes it due again, and what was told before does not', () => {
  assert.match(due(check('2026-03-05'), moved('2026-03-05'))!, /^2026-03-12: The address has changed/);
  assert.match(due(moved('2026-03-05'), check('2026-03-05'))!, /^2026-06-03/);
  assert.match(
    due(moved('2026-03-05'), check('2026-03-05'), moved('2026-03-05'))!,
    /^2026-03-12: The address has changed/,
  );
});

test('E33: an order that is made, that somebody ends, or that runs out by itself makes it due again', () => {
  const made = [convicted('2026-03-04'), check('2026-03-05'), sentenced('2026-03-10', 12)];
  assert.match(due(...made)!, /^2026-03-17: A sentence was made/);
  const running = [convicted('2026-03-03'), sentenced('2026-03-03', 12)];
  assert.match(due(...running, check('2026-03-05'))!, /^2026-06-03/);
  const short = [convicted('2026-03-03'), sentenced('2026-03-03', 1)];
  assert.match(
    due(...short, check('2026-03-05'))!,
    /^2026-04-\d\d: An order ended/,
    'nobody recorded that it ended',
  );
});

test('a check as version 0.1.0 wrote it is read with nobody named and nothing said of whom was asked', () => {
  const facts = { check: { atHome: {}, contact: 'none', role: 'none', socialCare: 'not_known' } };
  const written = { type: 'children_checked', schema: 1, occurredOn: on, facts };
  const event = upcast(caseDecider.upcasts, written) as unknown as CaseEvent;
  const { childrenCheck } = caseDecider.evolve(given(caseDecider, ...opened).state, event);
  assert.equal(childrenCheck!.by, null);
  assert.deepEqual(childrenCheck!.asked, []);
});
