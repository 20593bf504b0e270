import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRelease } from '../../src/extract/open.ts';
import { isCustodial, saysVoluntary, takesTime, testTakingTime } from '../../src/study/arm-words.ts';
import { protocolOf, protocolText } from '../small-study.ts';

test('a column that takes time to come about is told by its name, one from the past is not', () => {
  for (const name of [
    'programme_completed',
    'Course finished',
    'sessions_attended',
    'dropped out',
    'ever_started',
  ])
    assert.equal(takesTime(name), name !== 'ever_started', name);
  for (const name of [
    'previous_programme_completed',
    'prior sessions',
    'attendance_centre',
    'requirement',
    'area',
  ])
    assert.ok(!takesTime(name), name);
});

test('a value that can be known only later is told in any column', () => {
  for (const value of ['completed', 'Completer', 'not completed', 'dropped out', 'graduated', 'withdrawn'])
    assert.equal(testTakingTime({ all: { status: value } }), `status: ${value}`);
  for (const value of ['programme', 'none', 'community', 'secondary school completed', 'high'])
    assert.equal(testTakingTime({ all: { status: value } }), undefined);
  assert.equal(
    testTakingTime({ all: {}, any: [{ area: 'x' }, { status: ['in', 'completed'] }] }),
    'status: completed',
  );
  assert.equal(testTakingTime({ all: { previous_programme: 'completed' } }), undefined);
});

test('a day of release is told by its name, a type of release or a sentence is none', () => {
  for (const name of [
    'released_on',
    'release date',
    'left_prison',
    'custody-end',
    'end of custody',
    'prison_to',
  ])
    assert.ok(isRelease(name), name);
  for (const name of ['sentenced_on', 'convicted_on', 'custody_from', 'term_months', 'order_ended_on'])
    assert.ok(!isRelease(name), name);
});

test('asking for a programme is told by the column and its value, not by the word "no"', () => {
  assert.ok(saysVoluntary('volunteered', 'yes') && saysVoluntary('basis', 'by choice'));
  assert.ok(saysVoluntary('route', 'self-referred') && saysVoluntary('basis', 'voluntary'));
  assert.ok(!saysVoluntary('volunteered', 'no') && !saysVoluntary('basis', 'not voluntary'));
  assert.ok(!saysVoluntary('basis', 'required') && !saysVoluntary('plea', 'yes'));
});

test('an arm in custody is told by its name or by what it asks for', () => {
  const { arms } = protocolOf(protocolText);
  assert.ok(isCustodial('custody', arms['custody']) && isCustodial('inside', arms['custody']));
  assert.ok(!isCustodial('alone', arms['alone']));
  assert.ok(!isCustodial('community instead of custody', arms['alone']));
});
