import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  caseDecider,
  day,
  earlyTermination,
  firstBailPeriods,
  firstBailUntil,
  fixedRecall,
  fixedRecalls,
  longerDeferral,
  longestSuspended,
  longestSuspendedTerms,
  notificationPeriods,
  postSentenceSupervisionRepealed,
  presumedSuspended,
  preventionOrderAtLeastUntil,
  shortestPreventionOrder,
  suspensionPresumption,
  unpaidWorkHours,
  warningCounts,
  type CaseCommand,
  type Day,
  type DatedRule,
  type LawDate,
} from '../../src/index.ts';
import { somebody } from '../case/commands.ts';
import { given } from '../given.ts';
import { communityOrder } from '../community-order.ts';

/** Somebody convicted on that day, in a case that is open. */
function convicted(on: Day): CaseCommand[] {
  const before = addDays(on, -10);
  return [
    {
      do: 'refer',
      on: before,
      reference: 'TC-1',
      source: 'court',
      stage: 'before_the_court',
      identity: somebody,
    },
    { do: 'triage', on: before, outcome: 'accepted' },
    { do: 'open', on: before, practitioner: 'w1' },
    { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' },
  ];
}

function suspended(on: Day, termMonths: number): CaseCommand {
  const suspended = { termMonths, supervisionMonths: 12 };
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'suspended_sentence_order',
    months: 24,
  } as const;
  return { do: 'record_sentence', on, sentence: { ...sentence, suspended, requirements: [] } };
}

const [eve, since] = [day('2026-03-21'), day('2026-03-22')];

test('E25: the presumption of suspension meets a conviction on 22 March 2026, and none on the 21st', () => {
  assert.equal(presumedSuspended(eve, 12), undefined);
  assert.equal(presumedSuspended(since, 12)?.rule.upToMonths, 12);
  assert.equal(presumedSuspended(since, 13), undefined);
});

test('E25: a presumption binds the court, not the record: what the court gave is recorded on both days', () => {
  for (const on of [eve, since]) {
    const sentence = { order: 'o1', proceedings: 'first', disposal: 'immediate_custody', months: 9 } as const;
    given(caseDecider, ...convicted(on))
      .when({ do: 'record_sentence', on, sentence: { ...sentence, suspended: null, requirements: [] } })
      .gives('sentenced');
  }
});

test('E25: a term of three years is suspended by a sentence of 22 March 2026; on the 21st two years are the most', () => {
  assert.deepEqual([longestSuspended(eve).rule, longestSuspended(since).rule], [24, 36]);
  const refusal = given(caseDecider, ...convicted(eve))
    .when(suspended(eve, 36))
    .refused('term_cannot_be_suspended');
  assert.match(refusal.words, /On 21 March 2026 a term of up to 24 months could be suspended/);
  given(caseDecider, ...convicted(eve))
    .when(suspended(eve, 24))
    .gives('sentenced');
  given(caseDecider, ...convicted(since))
    .when(suspended(since, 36))
    .gives('sentenced');
  given(caseDecider, ...convicted(since))
    .when(suspended(since, 37))
    .refused('term_cannot_be_suspended');
});

test('E25: a recall of fixed length has 14 or 28 days until 30 March 2026, and 56 from the 31st', () => {
  const released: CaseCommand[] = [
    ...convicted(day('2025-06-02')),
    {
      do: 'record_sentence',
      on: day('2025-06-02'),
      sentence: {
        order: 'o1',
        proceedings: 'first',
        disposal: 'immediate_custody',
        months: 18,
        suspended: null,
        requirements: [],
      },
    },
    { do: 'record_release', on: day('2026-03-02'), order: 'o1', licenceUntil: day('2026-12-01') },
  ];
  const recall = (on: string, days: number | null): CaseCommand => ({
    do: 'record_recall',
    on: day(on),
    order: 'o1',
    days,
  });
  const history = given(caseDecider, ...released);
  for (const days of [14, 28, null]) history.when(recall('2026-03-30', days)).gives('recalled');
  history.when(recall('2026-03-30', 56)).refused('no_such_recall');
  for (const days of [56, null]) history.when(recall('2026-03-31', days)).gives('recalled');
  for (const days of [14, 28]) history.when(recall('2026-03-31', days)).refused('no_such_recall');
  assert.deepEqual(
    [fixedRecall(day('2026-03-30')).rule, fixedRecall(day('2026-03-31')).rule],
    [[14, 28], [56]],
  );
});

test('E25: bail before charge first runs three months since 28 October 2022, and 28 days before', () => {
  assert.equal(firstBailUntil(day('2022-10-27')).until, '2022-11-24');
  assert.equal(firstBailUntil(day('2022-10-28')).until, '2023-01-28');
});

test('E25: an order ends early only by a day of law that is asked for, on either side of that day', () => {
  assert.equal(earlyTermination.effectiveFrom, null, 'no day is built in: it was not read at the source');
  const ordered: CaseCommand[] = [
    ...convicted(day('2026-01-12')),
    {
      do: 'record_sentence',
      on: day('2026-01-12'),
      sentence: { ...communityOrder, months: 24 },
    },
  ];
  const inForce: LawDate = { on: since, trigger: 'decision', source: 'SI 2026/402' };
  const met = { requirementsMet: true, objectivesMet: true, inForce };
  const end = (on: Day, early: typeof met | null): CaseCommand => ({
    do: 'end_order',
    on,
    order: 'o1',
    how: 'terminated_early',
    early,
  });
  const history = given(caseDecider, ...ordered);
  history.when(end(since, met)).gives('order_ended');
  assert.match(history.when(end(eve, met)).refused('law_does_not_allow').words, /only from 22 March 2026/);
  history.when(end(since, null)).refused('early_end_incomplete');
  history.when(end(since, { ...met, inForce: { ...inForce, source: ' ' } })).refused('source_missing');
  history.when(end(since, { ...met, objectivesMet: false })).refused('not_met');
  // By the date of the sentence the same order lies before the law.
  history
    .when(end(since, { ...met, inForce: { ...inForce, trigger: 'sentence' } }))
    .refused('law_does_not_allow');
});

test('E25: supervision after the sentence begins only for a conviction before the day of repeal that is asked for', () => {
  assert.equal(postSentenceSupervisionRepealed.effectiveFrom, null);
  const begin: CaseCommand = {
    do: 'begin_post_sentence_supervision',
    on: day('2026-11-02'),
    order: 'o1',
    until: day('2027-05-02'),
    repealed: { on: since, trigger: 'conviction', source: 'SI 2026/402' },
  };
  for (const [on, code] of [
    [eve, null],
    [since, 'law_does_not_allow'],
  ] as const) {
    const history = given(
      caseDecider,
      ...convicted(on),
      {
        do: 'record_sentence',
        on: since,
        sentence: {
          order: 'o1',
          proceedings: 'first',
          disposal: 'immediate_custody',
          months: 12,
          suspended: null,
          requirements: [],
        },
      },
      { do: 'record_release', on: day('2026-09-01'), order: 'o1', licenceUntil: day('2026-11-02') },
    ).when(begin);
    if (code) history.refused(code);
    else history.gives('post_sentence_supervision_began');
  }
});

test('a prevention order is fixed for five years at least, to the day, or runs until further order', () => {
  const from = day('2026-03-02');
  assert.equal(preventionOrderAtLeastUntil(from), '2031-03-01');
  const make = (until: Day | null, interim = false): CaseCommand => ({
    do: 'make_prevention_order',
    on: from,
    clock: 'c1',
    until,
    interim,
  });
  const history = given(caseDecider, ...convicted(from));
  history.when(make(day('2031-02-28'))).refused('shorter_than_the_law');
  history.when(make(day('2031-03-01'))).gives('prevention_order_made');
  history.when(make(null)).gives('prevention_order_made');
  history.when(make(day('2026-06-01'), true)).gives('prevention_order_made');
});

test('E25: every dated rule has a source, and each says that no lawyer has reviewed it', () => {
  const rules: readonly DatedRule<unknown>[] = [
    ...suspensionPresumption,
    ...longestSuspendedTerms,
    ...fixedRecalls,
    ...firstBailPeriods,
    notificationPeriods,
    earlyTermination,
    postSentenceSupervisionRepealed,
    longerDeferral,
    warningCounts,
    unpaidWorkHours,
    shortestPreventionOrder,
  ];
  for (const rule of rules) {
    assert.match(rule.source, /\w{4,}/);
    assert.equal(rule.reviewedBy, null);
  }
});

test('E25: the tables follow one another without a gap and without a day under two rules', () => {
  for (const table of [
    longestSuspendedTerms,
    fixedRecalls,
    firstBailPeriods,
  ] as readonly (readonly DatedRule<unknown>[])[])
    for (const [at, rule] of table.entries()) {
      const next = table[at + 1];
      assert.equal(rule.effectiveTo, next ? addDays(next.effectiveFrom!, -1) : null);
    }
});
