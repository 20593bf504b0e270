import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseDecider, day, welfareBoard, type StaffedHours } from '../../src/index.ts';
import { given } from '../given.ts';
import { due, items, on, opened } from './opened-case.ts';

test('E8: after an arrest somebody is to ask at once, and again 48 hours later', () => {
  const arrested = given(caseDecider, ...opened, {
    do: 'record_legal_step',
    on,
    proceedings: 'first',
    step: 'arrested',
  });
  assert.equal(due(arrested.state, 'welfare')?.by, on);
  const asked = arrested
    .when({ do: 'ask_welfare', on, because: 'Arrested.', outcome: 'spoke' })
    .gives('welfare_asked');
  assert.equal(due(asked, 'welfare')?.by, '2026-03-04');
});

test('E8: a date told beforehand falls due on its day; somebody who was not reached is asked again the next day', () => {
  const expected = { do: 'expect_date', on, what: 'bail_return', falls: day('2026-03-20') } as const;
  const told = given(caseDecider, ...opened, expected);
  assert.deepEqual(due(told.state, 'welfare'), {
    kind: 'welfare',
    by: '2026-03-20',
    because: 'Return from bail.',
  });
  const tried = given(caseDecider, ...opened, expected, {
    do: 'ask_welfare',
    on: day('2026-03-20'),
    because: 'Return from bail.',
    outcome: 'not_reached',
  });
  const again = due(tried.state, 'welfare')!;
  assert.equal(again.by, '2026-03-21');
  assert.match(again.because, /not reached/);
});

test('E8: item 9 above 0, or left out, is a prompt that day; at 0 it prompts nothing and says nothing', () => {
  const answered = (nine: number | null) =>
    due(given(caseDecider, ...opened, items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, nine])).state, 'welfare');
  assert.deepEqual(answered(1), {
    kind: 'welfare',
    by: on,
    because: 'Item 9 of PHQ-9 was answered above 0.',
  });
  assert.equal(answered(null)?.because, 'Item 9 of PHQ-9 was left out.');
  assert.equal(answered(0), undefined);
});

test('E8: an answer to item 9 is told although an older date still waits to be asked about', () => {
  const step = { do: 'record_legal_step', on, proceedings: 'first', step: 'arrested' } as const;
  const answers = { ...items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, 2]), on: day('2026-03-05') };
  const prompt = due(given(caseDecider, ...opened, step, answers).state, 'welfare')!;
  assert.equal(prompt.by, on);
  assert.equal(prompt.because, 'Item 9 of PHQ-9 was answered above 0. Arrested.');
});

const weekdaysNineToFive: StaffedHours = [0, 1, 2, 3, 4, 5, 6].map(weekday =>
  weekday < 5 ? { opens: '09:00', closes: '17:00' } : null,
);

// 6 March 2026 is a Friday; 3 April 2026 is Good Friday and 6 April Easter Monday (gov.uk bank holidays).
test('E8: at closing on a Friday the list holds what falls due before Monday’s opening', () => {
  const prompts = ['2026-03-06', '2026-03-07', '2026-03-09', '2026-03-10'].map(by => ({
    case: by,
    by: day(by),
    because: 'Charged.',
  }));
  const board = welfareBoard(prompts, weekdaysNineToFive, [], { day: day('2026-03-06'), time: '16:30' });
  assert.equal(board.staffed, true);
  assert.deepEqual(board.nextOpening, { day: '2026-03-09', time: '09:00' });
  assert.deepEqual(
    board.beforeOpening.map(one => one.by),
    ['2026-03-07', '2026-03-09'],
  );
  const easter = welfareBoard([], weekdaysNineToFive, [], { day: day('2026-04-02'), time: '17:00' });
  assert.deepEqual(easter.nextOpening, { day: '2026-04-07', time: '09:00' });
});

test('E8: what is due out of hours goes to whoever is on call, or is not covered; unset hours are nobody’s', () => {
  const prompts = [{ case: 'c1', by: on, because: 'Charged.' }];
  const evening = { day: on, time: '19:00' };
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, [], evening).notCovered, true);
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, ['w9'], evening).notCovered, false);
  assert.equal(welfareBoard(prompts, weekdaysNineToFive, [], { day: on, time: '10:00' }).notCovered, false);
  assert.equal(welfareBoard(prompts, null, [], evening).notCovered, true);
  assert.equal(welfareBoard([], null, [], evening).notCovered, false);
});
