import fc from 'fast-check';
import {
  appealedAgainst,
  appealOutcomes,
  breachOutcomes,
  clockEnds,
  conditionEnds,
  conditionKinds,
  conditionSubjects,
  courts,
  day,
  dayFromNumber,
  dayNumber,
  disposals,
  endsOf,
  heldWhere,
  judgements,
  keepingGrounds,
  keepingOutcomes,
  legalStageWords,
  legalSteps,
  pleas,
  rehabilitationSources,
  requirementEnds,
  requirementKinds,
  type BreachOutcome,
  type LegalCommand,
  type LegalStepTaken,
  type RecordedEnd,
} from '../../../src/index.ts';

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T & string)[]));
const c = fc.constant;

export const legalDay = fc
  .integer({ min: dayNumber(day('2024-06-01')), max: dayNumber(day('2026-07-01')) })
  .map(dayFromNumber);
/** Some ends are years away, as ends are. */
const end = fc.oneof(
  legalDay,
  fc.integer({ min: dayNumber(day('2029-01-01')), max: dayNumber(day('2033-01-01')) }).map(dayFromNumber),
);
const maybeEnd = fc.option(end, { freq: 3 });
const proceedings = fc.constantFrom('first', 'first', 'second');
const order = fc.constantFrom('o1', 'o1', 'o2', 'o1:activated');
const clock = fc.constantFrom('c1', 'c2', 'c3');
const text = fc.constantFrom('', 'As told.', 'As told.');

const taken: fc.Arbitrary<LegalStepTaken> = fc.oneof(
  fc.record({ step: fc.constantFrom('bailed', 'bail_extended'), detail: fc.record({ until: maybeEnd }) }),
  fc.record({ step: c('sentence_deferred' as const), detail: fc.record({ until: maybeEnd }) }),
  fc.record({
    step: c('first_hearing' as const),
    detail: fc.record({ held: keys(heldWhere), plea: keys(pleas) }),
  }),
  fc.record({ step: c('plea_entered' as const), detail: fc.record({ plea: keys(pleas) }) }),
  fc.record({ step: c('allocated' as const), detail: fc.record({ court: keys(courts) }) }),
  fc.record({
    step: keys(legalSteps).filter(
      step =>
        ![
          'bailed',
          'bail_extended',
          'sentence_deferred',
          'first_hearing',
          'plea_entered',
          'allocated',
        ].includes(step),
    ),
  }) as fc.Arbitrary<LegalStepTaken>,
) as fc.Arbitrary<LegalStepTaken>;

const requirement = fc.record({
  kind: keys(requirementKinds),
  most: fc.option(fc.integer({ min: 0, max: 320 })),
});
const law = fc.record({
  on: legalDay,
  trigger: fc.constantFrom('conviction' as const, 'sentence' as const, 'decision' as const),
  source: fc.constantFrom('', 'SI 2026/402'),
});
const early = fc.option(fc.record({ requirementsMet: c(true), objectivesMet: fc.boolean(), inForce: law }), {
  freq: 1,
});
const found: fc.Arbitrary<BreachOutcome> = fc.oneof(
  fc.record({ outcome: c('more_onerous' as const), requirements: fc.array(requirement, { maxLength: 2 }) }),
  fc.record({ outcome: c('activated_reduced' as const), months: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ outcome: c('extended' as const), until: end }),
  fc.record({
    outcome: keys(breachOutcomes).filter(
      one => !['more_onerous', 'activated_reduced', 'extended'].includes(one),
    ),
  }) as fc.Arbitrary<BreachOutcome>,
);
const months = fc.option(fc.integer({ min: 0, max: 40 }), { freq: 4 });
const recordedEnds = [...new Set(Object.values(endsOf).flat())] as RecordedEnd[];
const level = fc.constantFrom(1 as const, 2 as const, 3 as const);

/** Any legal command at all, sensible or not. */
export const anyLegalCommand: fc.Arbitrary<LegalCommand> = fc.oneof(
  fc.record({ do: c('begin_proceedings' as const), on: legalDay, proceedings, stage: keys(legalStageWords) }),
  {
    weight: 6,
    arbitrary: fc
      .tuple(legalDay, proceedings, taken)
      .map(([on, id, step]) => ({ do: 'record_legal_step' as const, on, proceedings: id, ...step })),
  },
  fc.record({ do: c('record_appeal' as const), on: legalDay, proceedings, against: keys(appealedAgainst) }),
  fc.record({ do: c('decide_appeal' as const), on: legalDay, proceedings, outcome: keys(appealOutcomes) }),
  fc.record({
    do: c('review_keeping' as const),
    on: legalDay,
    proceedings,
    outcome: keys(keepingOutcomes),
    ground: keys(keepingGrounds),
    reviewOn: maybeEnd,
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: c('record_sentence' as const),
      on: legalDay,
      sentence: fc.record({
        order: fc.constantFrom('o1', 'o2'),
        proceedings,
        disposal: keys(disposals),
        months,
        suspended: fc.option(
          fc.record({
            termMonths: fc.option(fc.integer({ min: 0, max: 40 })),
            supervisionMonths: fc.option(fc.integer({ min: 0, max: 20 })),
          }),
        ),
        requirements: fc.array(requirement, { maxLength: 2 }),
      }),
    }),
  },
  fc.record({
    do: c('end_order' as const),
    on: legalDay,
    order,
    how: fc.constantFrom(...recordedEnds),
    early,
  }),
  fc.record({
    do: c('end_supervision' as const),
    on: legalDay,
    order,
    how: fc.constantFrom('expired' as const, 'terminated_early' as const),
    early,
  }),
  fc.record({
    do: c('record_progress' as const),
    on: legalDay,
    order,
    requirement: fc.integer({ min: 1, max: 3 }),
    amount: fc.integer({ min: 0, max: 50 }),
  }),
  fc.record({
    do: c('end_requirement' as const),
    on: legalDay,
    order,
    requirement: fc.integer({ min: 1, max: 3 }),
    how: keys(requirementEnds),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: c('judge_failure' as const),
      on: legalDay,
      order,
      failure: fc.oneof(
        fc.record({
          kind: fc.constantFrom('appointment' as const, 'unpaid_work' as const, 'reoffence' as const),
          on: legalDay,
        }),
        fc.record({
          kind: c('session' as const),
          enrolment: c('e1'),
          session: fc.integer({ min: 1, max: 4 }),
        }),
      ),
      judged: keys(judgements),
      warning: fc.option(fc.record({ whatFailed: c(true), unacceptable: c(true), courtNext: fc.boolean() }), {
        freq: 2,
      }),
      words: text,
      why: text,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: c('hear_breach' as const), on: legalDay, order, found }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: c('record_release' as const), on: legalDay, order, licenceUntil: end }),
  },
  fc.record({
    do: c('record_recall' as const),
    on: legalDay,
    order,
    days: fc.constantFrom(null, 14, 28, 56, 30),
  }),
  fc.record({
    do: c('begin_post_sentence_supervision' as const),
    on: legalDay,
    order,
    until: end,
    repealed: law,
  }),
  fc.record({ do: c('begin_notification' as const), on: legalDay, clock, until: maybeEnd }),
  fc.record({
    do: c('record_notified' as const),
    on: legalDay,
    clock,
    what: fc.constantFrom('first' as const, 'change' as const),
  }),
  fc.record({
    do: c('make_prevention_order' as const),
    on: legalDay,
    clock,
    until: maybeEnd,
    interim: fc.boolean(),
  }),
  fc.record({
    do: c('record_barring' as const),
    on: legalDay,
    status: fc.constantFrom(
      'asked' as const,
      'representations' as const,
      'barred' as const,
      'not_barred' as const,
    ),
    reviewOn: maybeEnd,
  }),
  fc.record({ do: c('record_mappa' as const), on: legalDay, under: level, level, reviewOn: end }),
  fc.record({
    do: c('set_rehabilitation' as const),
    on: legalDay,
    clock,
    order,
    until: maybeEnd,
    source: keys(rehabilitationSources),
  }),
  fc.record({ do: c('change_clock_end' as const), on: legalDay, clock, until: maybeEnd }),
  fc.record({ do: c('end_clock' as const), on: legalDay, clock, why: keys(clockEnds) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: c('set_condition' as const),
      on: legalDay,
      condition: fc.constantFrom('k1', 'k2', 'k3'),
      under: fc.oneof(
        fc.record({ what: c('bail' as const), id: proceedings }),
        fc.record({ what: fc.constantFrom('order' as const, 'licence' as const), id: order }),
        fc.record({ what: c('prevention_order' as const), id: clock }),
      ),
      kind: keys(conditionKinds),
      subject: keys(conditionSubjects),
      until: maybeEnd,
      words: text,
    }),
  },
  fc.record({
    do: c('end_condition' as const),
    on: legalDay,
    condition: fc.constantFrom('k1', 'k2', 'k3'),
    why: keys(conditionEnds),
  }),
);
