import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caseDecider,
  day,
  lifeChanges,
  welfarePrompt,
  type CaseCommand,
  type LifeChange,
} from '../../src/index.ts';
import { asTold } from '../as-told.ts';
import { communityOrder } from '../community-order.ts';
import { given } from '../given.ts';
import { afterChange, check as checkOn, due, items, opened, sentenced } from './opened-case.ts';

// A case is read by the days on which things happened. Whoever asked, or checked, knew only what had been told by then.

const d = (text: string) => day(`2026-${text}`);
const told = (...commands: readonly CaseCommand[]) => asTold(caseDecider, ...commands);
const asked = (at: string, outcome: 'spoke' | 'not_reached' = 'spoke'): CaseCommand => ({
  do: 'ask_welfare',
  on: d(at),
  because: 'Hearing.',
  outcome,
});
const nine = (at: string, answer: number): CaseCommand => ({
  ...items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, answer]),
  on: d(at),
});
const step = (at: string, taken: 'arrested' | 'charged'): CaseCommand => ({
  do: 'record_legal_step',
  on: d(at),
  proceedings: 'first',
  step: taken,
});
const check = (at: string) => checkOn(d(at));
const changed = (at: string, what: LifeChange = 'partner'): CaseCommand => ({
  do: 'record_life_change',
  on: d(at),
  what,
});

test('E8: what is told after somebody asked is not acknowledged by it: of the same day, of an earlier one, or a step', () => {
  const answer = 'Item 9 of PHQ-9 was answered above 0.';
  const sameDay = told(...opened, asked('05-10'), nine('05-10', 2)).state;
  assert.deepEqual(welfarePrompt(sameDay), { on: '2026-05-10', because: answer });
  const earlier = told(...opened, asked('05-10'), nine('05-08', 2)).state;
  assert.deepEqual(welfarePrompt(earlier), { on: '2026-05-08', because: answer });
  const arrested = told(...opened, asked('05-10'), step('05-10', 'arrested')).state;
  assert.deepEqual(welfarePrompt(arrested), { on: '2026-05-10', because: 'Arrested.' });
  const charged = told(...opened, step('05-02', 'arrested'), asked('05-10'), step('05-09', 'charged')).state;
  assert.deepEqual(welfarePrompt(charged), { on: '2026-05-09', because: 'Charged.' });
  const ahead = { do: 'expect_date', on: d('05-12'), what: 'bail_return', falls: d('05-09') } as const;
  assert.equal(welfarePrompt(told(...opened, asked('05-10'), ahead).state)?.on, '2026-05-09');
});

test('E8: what had been told when somebody asked is acknowledged, as far as its day; asking again acknowledges the rest', () => {
  const before = told(...opened, nine('05-08', 2), step('05-10', 'arrested'), asked('05-10'));
  assert.equal(welfarePrompt(before.state)?.because, 'Arrested, 48 hours ago.');
  assert.equal(welfarePrompt(before.tell(asked('05-12')).state), undefined);
  const late = told(...opened, asked('05-10'), nine('05-08', 2));
  assert.equal(welfarePrompt(late.tell(asked('05-10')).state), undefined);
  // Asking that is told late acknowledges what had been told by then and had happened by its day.
  assert.equal(welfarePrompt(late.tell(asked('05-09')).state), undefined);
  assert.equal(welfarePrompt(late.tell(asked('05-07')).state)?.on, '2026-05-08');
});

test('E8: an order that is told after the asking, and an end of it, prompt as well', () => {
  const sentence = { do: 'record_sentence', on: d('05-08'), sentence: communityOrder } as const;
  const late = told(...sentenced, asked('05-10'), sentence);
  assert.deepEqual(welfarePrompt(late.state), { on: '2026-05-08', because: 'Sentenced.' });
  const ended = {
    do: 'end_order',
    on: d('05-09'),
    order: communityOrder.order,
    how: 'revoked',
    early: null,
  } as const;
  const over = late.tell(asked('05-10')).tell(ended);
  assert.deepEqual(welfarePrompt(over.state), { on: '2026-05-09', because: 'The order ended.' });
});

test('E8: an answer that is put right upwards after the asking prompts again, and asking that is put right knows no more', () => {
  const before = told(...opened, nine('05-08', 0), asked('05-10'));
  assert.equal(welfarePrompt(before.state), undefined);
  const right = before.putRight(4, nine('05-08', 3));
  assert.equal(welfarePrompt(right.state)?.on, '2026-05-08');
  const late = told(...opened, asked('05-10'), nine('05-09', 2));
  assert.equal(welfarePrompt(late.putRight(4, asked('05-12')).state)?.on, '2026-05-09');
});

test('E8: somebody who was tried in vain before an arrest was told was not tried about it', () => {
  const tried = told(...opened, nine('05-08', 1), asked('05-10', 'not_reached'));
  assert.equal(welfarePrompt(tried.state)?.on, '2026-05-11');
  const arrested = tried.tell(step('05-10', 'arrested')).state;
  assert.equal(welfarePrompt(arrested)?.on, '2026-05-10');
  assert.match(welfarePrompt(arrested)!.because, /^Item 9 .* Arrested\.$/);
  assert.equal(welfarePrompt(tried.tell(step('05-12', 'arrested')).state)?.on, '2026-05-11');
});

test('E33: a partner, an address, work or an order that is told after a check makes it due again, whatever its day', () => {
  for (const what of Object.keys(lifeChanges) as LifeChange[]) {
    const late = told(...opened, check('05-20'), changed('05-18', what)).state;
    assert.equal(afterChange(late)?.from, '2026-05-20', what);
    assert.match(afterChange(late)!.because, /, and that was told after the last check\.$/);
  }
  const sentence = { do: 'record_sentence', on: d('05-18'), sentence: communityOrder } as const;
  const ordered = told(...sentenced, check('05-20'), sentence);
  assert.equal(
    afterChange(ordered.state)?.because,
    'A sentence was made, and that was told after the last check.',
  );
  const again = ordered.tell(check('05-21'));
  assert.equal(
    afterChange(again.state)?.because,
    'An order ended since the last check.',
    'when it will have run out',
  );
  const ended = {
    do: 'end_order',
    on: d('05-19'),
    order: communityOrder.order,
    how: 'revoked',
    early: null,
  } as const;
  assert.match(afterChange(again.tell(ended).state)!.because, /^An order ended, and that was told/);
  const prevention = {
    do: 'make_prevention_order',
    on: d('05-18'),
    clock: 'p',
    until: null,
    interim: false,
  } as const;
  assert.match(
    afterChange(told(...opened, check('05-20'), prevention).state)!.because,
    /^A prevention order was made, and/,
  );
});

test('E33: what had been told when the check was told does not, nor that somebody records that an order ran out', () => {
  assert.equal(afterChange(told(...opened, changed('05-18'), check('05-20')).state), undefined);
  const late = told(...opened, check('05-20'), changed('05-18'));
  assert.equal(afterChange(late.tell(check('05-20')).state), undefined);
  // A change that is put right says what nobody knew at the check; a check that is put right knows no more than before.
  const known = told(...opened, changed('05-18'), check('05-20'));
  assert.ok(afterChange(known.putRight(4, changed('05-17', 'work')).state));
  assert.ok(afterChange(late.putRight(4, check('05-22')).state));
  const sentence = { ...communityOrder, months: 1 };
  const short: CaseCommand[] = [
    ...sentenced,
    { do: 'record_sentence', on: d('04-01'), sentence },
    check('05-20'),
  ];
  const ranOut = {
    do: 'end_order',
    on: d('04-30'),
    order: sentence.order,
    how: 'expired',
    early: null,
  } as const;
  assert.equal(afterChange(told(...short).state), undefined);
  assert.equal(afterChange(told(...short, ranOut).state), undefined);
});

test('a move that is told after they notified, of a day before it, is to be made sure of with the police', () => {
  const running: CaseCommand[] = [
    ...sentenced,
    { do: 'begin_notification', on: d('05-01'), clock: 'n', until: null },
    { do: 'record_notified', on: d('05-03'), clock: 'n', what: 'first' },
  ];
  const notified: CaseCommand = { do: 'record_notified', on: d('05-20'), clock: 'n', what: 'change' };
  const moved = changed('05-18', 'address');
  assert.equal(due(told(...running, moved, notified).state, 'notify'), undefined);
  const late = told(...running, notified, moved);
  assert.equal(due(late.state, 'notify')?.by, '2026-05-21');
  assert.match(due(late.state, 'notify')!.because, /make sure that it was notified/);
  assert.equal(due(late.tell(notified).state, 'notify'), undefined);
  // What came before the duty began was told with the first notification.
  assert.equal(due(told(...running, changed('04-30', 'address')).state, 'notify'), undefined);
});

test('folded without places, a history was told in the order in which it is folded', () => {
  const late = given(caseDecider, ...opened, asked('05-10'), nine('05-10', 1)).state;
  assert.equal(welfarePrompt(late)?.on, '2026-05-10');
  assert.equal(
    welfarePrompt(given(caseDecider, ...opened, nine('05-10', 1), asked('05-10')).state),
    undefined,
  );
});
