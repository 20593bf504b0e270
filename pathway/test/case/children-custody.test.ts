import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseDecider, conditionSubjects, day, type CaseCommand, type LegalStep } from '../../src/index.ts';
import { asTold } from '../as-told.ts';
import { communityOrder } from '../community-order.ts';
import { afterChange, check as checkOn, sentenced } from './opened-case.ts';

// E33: where somebody lives, and what a court says of children, are another thing since they came out of custody.

const d = (text: string) => day(`2026-${text}`);
const check = (at: string) => checkOn(d(at));
const told = (...commands: readonly CaseCommand[]) => asTold(caseDecider, ...commands);
/** Why a check falls due before the sentence itself runs out, which is a change of its own. */
const because = (...commands: readonly CaseCommand[]) => {
  const why = afterChange(told(...commands).state)?.because;
  return why === 'An order ended since the last check.' ? undefined : why;
};
const step = (at: string, taken: LegalStep) =>
  ({ do: 'record_legal_step', on: d(at), proceedings: 'first', step: taken }) as CaseCommand;

const imprisoned: readonly CaseCommand[] = [
  ...sentenced,
  {
    do: 'record_sentence',
    on: d('03-02'),
    sentence: { ...communityOrder, disposal: 'immediate_custody', months: 24 },
  },
];
const release = (at: string): CaseCommand => ({
  do: 'record_release',
  on: d(at),
  order: 'o1',
  licenceUntil: d('12-01'),
});
const recall = (at: string): CaseCommand => ({ do: 'record_recall', on: d(at), order: 'o1', days: null });

test('E33: coming out of custody and being recalled make the check on children due again', () => {
  assert.equal(because(...imprisoned, check('03-05')), undefined);
  const out = [...imprisoned, check('03-05'), release('04-01')];
  assert.equal(because(...out), 'They came out of custody since the last check.');
  assert.equal(because(...out, check('04-02')), undefined);
  const back = [...out, check('04-02'), recall('05-01')];
  assert.equal(because(...back), 'They were recalled to custody since the last check.');
  assert.match(because(...back, check('05-02'), release('06-01'))!, /^They came out of custody/);
});

test('E33: a release that was told after a check of a later day was not known to whoever checked', () => {
  const late = [...imprisoned, check('04-10'), release('04-01')];
  assert.equal(because(...late), 'They came out of custody, and that was told after the last check.');
});

test('E33: going in on remand and coming out again, also without a sentence, make it due again', () => {
  const before = [{ ...sentenced[0], stage: 'before_the_court' } as CaseCommand, ...sentenced.slice(1, 3)];
  assert.equal(because(...before, check('03-05'), step('03-06', 'bailed_by_court')), undefined);
  const inside = [...before, check('03-05'), step('03-06', 'remanded')];
  assert.match(because(...inside)!, /^They were remanded in custody/);
  assert.equal(because(...inside, check('03-07'), step('03-08', 'remanded')), undefined, 'still inside');
  for (const out of ['bailed_by_court', 'acquitted', 'discontinued'] as const) {
    assert.match(because(...inside, check('03-07'), step('03-09', out))!, /^They came out of custody/, out);
  }
});

test('E33: a condition about children or about where they live that is set, ends or runs out makes it due again; others do not', () => {
  const ordered: readonly CaseCommand[] = [
    ...sentenced,
    { do: 'record_sentence', on: d('03-02'), sentence: communityOrder },
    check('03-05'),
  ];
  for (const subject of Object.keys(conditionSubjects) as (keyof typeof conditionSubjects)[]) {
    const set = {
      do: 'set_condition',
      on: d('03-10'),
      condition: 'c1',
      under: { what: 'order', id: 'o1' },
      kind: 'prohibition',
      subject,
      until: null,
      words: 'As told.',
    } as const;
    const counts = subject === 'contact_with_children' || subject === 'residence';
    const changed = counts ? 'A condition has changed since the last check.' : undefined;
    assert.equal(because(...ordered, set), changed, subject);
    const end = { do: 'end_condition', on: d('03-20'), condition: 'c1', why: 'discharged' } as const;
    assert.equal(because(...ordered, set, check('03-11'), end), changed, subject);
    const short = { ...set, until: d('04-01') };
    const { state } = told(...ordered, short, check('03-11'));
    assert.equal(afterChange(state)?.from, counts ? '2026-04-01' : '2027-03-01', subject);
  }
});
