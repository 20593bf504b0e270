import fc from 'fast-check';
import {
  article10,
  article6,
  article9,
  closingReasons,
  day,
  dayFromNumber,
  dayNumber,
  expectedDates,
  instrument,
  instruments,
  measureMoments,
  purposes,
  receivingBodies,
  taskKinds,
  welfareOutcomes,
  type CaseworkCommand,
  type RestrictionCommand,
} from '../../src/index.ts';

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));
const c = fc.constant;

const anyDay = fc
  .integer({ min: dayNumber(day('2024-01-01')), max: dayNumber(day('2027-01-01')) })
  .map(dayFromNumber);
const user = fc.constantFrom('w1', 'w2', 'w3');
const users = fc.array(user, { maxLength: 3 });
const words = fc.constantFrom('as told', ' ');
const task = fc.constantFrom('t1', 't2', 't3');
const { not_recorded: _old, ...asked } = welfareOutcomes;
/** Answers that an instrument can have, and, seldom, some that it cannot. */
const anyMeasure = keys(instruments).chain(id => {
  const range = instrument(id).items ?? { count: 2, least: 0, most: 1 };
  const within = fc.option(fc.integer({ min: range.least, max: range.most }), { freq: 6 });
  const beyond = fc.option(fc.integer({ min: -1, max: range.most + 1 }));
  const answers = (one: fc.Arbitrary<number | null>) =>
    fc.array(one, { minLength: range.count, maxLength: range.count });
  return fc.record({
    do: c('take_measure' as const),
    on: anyDay,
    measure: fc.constantFrom('m1', 'm2', 'm3'),
    instrument: c(id),
    moment: keys(measureMoments),
    answers: fc.option(
      fc.oneof({ weight: 4, arbitrary: answers(within) }, { weight: 1, arbitrary: answers(beyond) }),
      { freq: 3 },
    ),
    total: fc.option(fc.integer({ min: -5, max: 300 })),
  });
});

/** Any command about the work with a person, sensible or not. */
export const anyCasework: fc.Arbitrary<CaseworkCommand> = fc.oneof(
  fc.record({
    do: c('give_task' as const),
    on: anyDay,
    task,
    kind: keys(taskKinds),
    to: user,
    by: anyDay,
    words,
  }),
  fc.record({ do: c('reassign_task' as const), on: anyDay, task, to: user, by: anyDay }),
  fc.record({ do: c('finish_task' as const), on: anyDay, task }),
  fc.record({ do: c('take_up_task' as const), on: anyDay, task }),
  fc.record({ do: c('hand_back_task' as const), on: anyDay, task, words }),
  fc.record({ do: c('take_up_case' as const), on: anyDay }),
  fc.record({ do: c('hand_back_case' as const), on: anyDay, words }),
  fc.record({
    do: c('hand_over' as const),
    on: anyDay,
    practitioner: fc.option(user),
    team: fc.option(c('team')),
    talkBy: anyDay,
  }),
  fc.record({ do: c('hold_handover' as const), on: anyDay }),
  fc.record({
    do: c('set_lawful_basis' as const),
    on: anyDay,
    basis: fc.record({
      purpose: keys(purposes),
      article6: keys(article6),
      article9: fc.option(keys(article9)),
      article10: fc.option(keys(article10)),
      source: words,
      reviewOn: anyDay,
    }),
  }),
  fc.record({ do: c('ask_welfare' as const), on: anyDay, because: c('Charged.'), outcome: keys(asked) }),
  fc.record({ do: c('expect_date' as const), on: anyDay, what: keys(expectedDates), falls: anyDay }),
  anyMeasure,
  fc.record({
    do: c('import_band' as const),
    on: anyDay,
    band: fc.constantFrom('b1', 'b2'),
    instrument: keys(instruments),
    version: words,
    assessedOn: anyDay,
    expiresOn: fc.option(anyDay),
    given: fc.constantFrom('MEDIUM', '4', 'more than one word can say', ''),
    assessor: words,
  }),
  fc.record({
    do: c('close' as const),
    on: anyDay,
    reason: keys(closingReasons),
    watchedBy: fc.option(user),
    transfer: fc.option(fc.record({ to: keys(receivingBodies), receiptBy: anyDay })),
  }),
  fc.record({ do: c('record_receipt' as const), on: anyDay }),
  fc.record({ do: c('reopen' as const), on: anyDay, practitioner: user, note: words }),
);

/** Any command about who may see a case. */
export const anyRestriction: fc.Arbitrary<RestrictionCommand> = fc.oneof(
  fc.record({ do: c('restrict_to' as const), on: anyDay, allowed: users, reason: words, message: c('') }),
  fc.record({ do: c('lift_restriction' as const), on: anyDay, reason: words }),
  fc.record({ do: c('exclude_staff' as const), on: anyDay, staff: users, reason: words }),
  fc.record({ do: c('end_exclusion' as const), on: anyDay, staff: users, reason: words }),
  fc.record({ do: c('step_away' as const), on: anyDay }),
);

/** A case or a task that is given to somebody, who answers as whoever gets it would: drawn singly they seldom meet. */
export const givenAndAnswered: fc.Arbitrary<readonly (readonly [CaseworkCommand, string])[]> = fc
  .record({
    from: user,
    to: user,
    on: anyDay,
    by: anyDay,
    id: task,
    words,
    of: fc.constantFrom('case', 'task'),
  })
  .chain(({ from, to, on, by, id, words: said, of }) => {
    const give: CaseworkCommand =
      of === 'case'
        ? { do: 'hand_over', on, practitioner: to, team: null, talkBy: by }
        : { do: 'give_task', on, task: id, kind: 'call', to, by, words: said };
    const answers: readonly CaseworkCommand[] =
      of === 'case'
        ? [
            { do: 'take_up_case', on },
            { do: 'hand_back_case', on, words: said },
          ]
        : [
            { do: 'take_up_task', on, task: id },
            { do: 'hand_back_task', on, task: id, words: said },
          ];
    return fc.constantFrom(...answers).map(answer => [[give, from] as const, [answer, to] as const]);
  });
