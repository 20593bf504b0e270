import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceOf } from '../../src/index.ts';
import { openForDesign, openOutcome } from '../../src/extract/open.ts';
import { selectCohort } from '../../src/study/cohort.ts';
import { readOutcome } from '../../src/study/read-outcome.ts';
import type { Outcome } from '../../src/study/outcome.ts';
import { peopleHeader, protocolOf, protocolText, reconvictionsHeader } from '../small-study.ts';

const protocol = protocolOf(protocolText.replace('  - [custody, alone]\n', ''));

/** One person on the programme, sentenced on 1 January 2020, with these reconvictions; another beside them. */
function outcomeOf(reconvictions: readonly string[], died = ''): Outcome {
  const source = sourceOf({
    'people.csv': [
      peopleHeader,
      `p,2020-01-01,2020-01-01,,${died},community,programme,30,male,x`,
      'q,2020-01-01,2020-01-01,,,community,none,30,male,x',
    ].join('\n'),
    'reconvictions.csv': [reconvictionsHeader, ...reconvictions].join('\n'),
  });
  const cohort = selectCohort(protocol, openForDesign(protocol, source));
  return readOutcome(protocol, cohort, openOutcome(protocol, source));
}

test('an offence counts by its own day: after time zero, to the last day of the window', () => {
  // 2020 is a leap year: day 365 is 31 December 2020.
  for (const [offence, event, time] of [
    ['2020-01-01', 0, 365],
    ['2020-01-02', 1, 1],
    ['2020-12-31', 1, 365],
    ['2021-01-01', 0, 365],
  ] as const) {
    const outcome = outcomeOf([`p,${offence},2021-02-01,image`]);
    assert.equal(outcome.event[0], event, offence);
    assert.equal(outcome.time?.[0], time, offence);
    assert.equal(outcome.event[1], 0);
  }
});

test('a conviction must come within the window and the lag, to the last day', () => {
  // 365 + 182 days after 1 January 2020 is 1 July 2021.
  assert.equal(outcomeOf(['p,2020-06-01,2021-07-01,image']).event[0], 1);
  const late = outcomeOf(['p,2020-06-01,2021-07-02,image']);
  assert.equal(late.event[0], 0);
  assert.equal(late.facts.convictedTooLate, 1);
});

test('a conviction after time zero for an offence before it is no reoffence, and counted as such', () => {
  const { event, facts } = outcomeOf(['p,2018-05-05,2020-05-05,image', 'p,2019-05-05,2020-06-05,non-sexual']);
  assert.equal(event[0], 0);
  assert.deepEqual([facts.pseudoReconvictions, facts.peopleWithPseudoReconviction], [2, 1]);
});

test('the first of several offences gives the time, whatever the order of the rows', () => {
  const rows = [
    'p,2020-09-01,2020-10-01,image',
    'p,2020-01-11,2020-12-01,non-sexual',
    'q,2020-02-01,2020-03-01,image',
  ];
  for (const order of [rows, [...rows].reverse()]) {
    const { event, time } = outcomeOf(order);
    assert.deepEqual([...event], [1, 1]);
    assert.deepEqual([...(time ?? [])], [10, 31]);
  }
});

test('offences of other kinds do not count, and go to the negative control if they are its kind', () => {
  const { event, control } = outcomeOf(['p,2020-06-01,2020-07-01,motoring']);
  assert.equal(event[0], 0);
  assert.deepEqual([...(control ?? [])], [1, 0]);
});

test('an offence without a date is not counted in and not lost: it is counted apart', () => {
  const { event, facts } = outcomeOf(['p,,2020-07-01,image', 'p,2020-07-01,,image']);
  assert.equal(event[0], 0);
  assert.equal(facts.undatedEvents, 2);
});

test('people who die are followed to their death', () => {
  const { event, time, facts } = outcomeOf([], '2020-03-01');
  assert.deepEqual([event[0], time?.[0], facts.diedWithinWindow], [0, 60, 1]);
});

test('reconvictions of people outside the cohort change nothing', () => {
  assert.deepEqual([...outcomeOf(['stranger,2020-06-01,2020-07-01,image']).event], [0, 0]);
});
