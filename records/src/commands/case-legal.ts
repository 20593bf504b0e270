import { z } from 'zod';
import {
  appealedAgainst,
  appealOutcomes,
  barringStatuses,
  breachOutcomes,
  clockEnds,
  conditionEnds,
  conditionKinds,
  conditionSubjects,
  courts,
  disposals,
  endsOf,
  failureKinds,
  heldWhere,
  judgements,
  keepingGrounds,
  keepingOutcomes,
  lawDateTriggers,
  legalStageWords,
  legalSteps,
  pleas,
  rehabilitationSources,
  requirementEnds,
  requirementKinds,
  type BarringAnswer,
  type BreachOutcomeKind,
  type Disposal,
  type FailureKind,
  type LegalCommand,
  type Under,
} from '@throughcare/pathway';
import { count, day, keyOf, line, name, oneOf, several, words, yesOrNo, type FieldsOf } from './fields.ts';

const someDay = day.nullable();
const requirement = z.strictObject({ kind: keyOf(requirementKinds), most: count.nullable() });
const lawDate = z.strictObject({ on: day, trigger: keyOf(lawDateTriggers), source: line });
const early = z
  .strictObject({ requirementsMet: yesOrNo, objectivesMet: yesOrNo, inForce: lawDate })
  .nullable();

const sentence = z.strictObject({
  order: name,
  proceedings: name,
  disposal: keyOf<Disposal>(disposals),
  months: count.nullable(),
  suspended: z.strictObject({ termMonths: count.nullable(), supervisionMonths: count.nullable() }).nullable(),
  requirements: several(requirement),
});

/** What goes with a step, by the step; those that are not here have nothing. */
const details: Readonly<Record<string, z.ZodType>> = {
  bailed: z.strictObject({ until: someDay }),
  bail_extended: z.strictObject({ until: someDay }),
  first_hearing: z.strictObject({ held: keyOf(heldWhere), plea: keyOf(pleas) }),
  plea_entered: z.strictObject({ plea: keyOf(pleas) }),
  allocated: z.strictObject({ court: keyOf(courts) }),
  sentence_deferred: z.strictObject({ until: someDay }),
};
type Detail = Extract<LegalCommand, { do: 'record_legal_step' }>['detail'];

/** Whether a step comes with what belongs to it, and with nothing else. */
export function stepHasItsDetail({ step, detail }: { step?: unknown; detail?: unknown }): boolean {
  const wanted = Object.hasOwn(details, String(step)) ? details[String(step)] : z.undefined();
  return wanted.safeParse(detail).success;
}

const outcomesAlone = (Object.keys(breachOutcomes) as BreachOutcomeKind[]).filter(
  one => one !== 'more_onerous' && one !== 'activated_reduced' && one !== 'extended',
);
const found = z.union(
  [
    z.strictObject({ outcome: oneOf(outcomesAlone) }),
    z.strictObject({ outcome: z.literal('more_onerous'), requirements: several(requirement) }),
    z.strictObject({ outcome: z.literal('activated_reduced'), months: count }),
    z.strictObject({ outcome: z.literal('extended'), until: day }),
  ],
  'is nothing that a court can find',
);

const failuresOnADay = (Object.keys(failureKinds) as FailureKind[]).filter(one => one !== 'session');
const failure = z.union(
  [
    z.strictObject({ kind: z.literal('session'), enrolment: name, session: count }),
    z.strictObject({ kind: oneOf(failuresOnADay), on: day }),
  ],
  'is nothing that can be failed',
);

const level = z.union([z.literal(1), z.literal(2), z.literal(3)], 'is not 1, 2 or 3');
const supervisionEnd = oneOf<'expired' | 'terminated_early'>(['expired', 'terminated_early']);
const barringAnswers = (Object.keys(barringStatuses) as (BarringAnswer | 'not_known')[]).filter(
  one => one !== 'not_known',
);
const under = z.strictObject({
  what: oneOf<Under['what']>(['bail', 'licence', 'order', 'prevention_order']),
  id: name,
});

export const legalFields = {
  begin_proceedings: { proceedings: name, stage: keyOf(legalStageWords) },
  record_legal_step: {
    proceedings: name,
    step: keyOf(legalSteps),
    detail: z.custom<Detail>(() => true).optional(),
  },
  record_appeal: { proceedings: name, against: keyOf(appealedAgainst) },
  decide_appeal: { proceedings: name, outcome: keyOf(appealOutcomes) },
  review_keeping: {
    proceedings: name,
    outcome: keyOf(keepingOutcomes),
    ground: keyOf(keepingGrounds),
    reviewOn: someDay,
  },
  record_sentence: { sentence },
  end_order: { order: name, how: oneOf(Object.values(endsOf).flat()), early },
  end_supervision: { order: name, how: supervisionEnd, early },
  record_progress: { order: name, requirement: count, amount: count },
  end_requirement: { order: name, requirement: count, how: keyOf(requirementEnds) },
  judge_failure: {
    order: name,
    failure,
    judged: keyOf(judgements),
    warning: z.strictObject({ whatFailed: yesOrNo, unacceptable: yesOrNo, courtNext: yesOrNo }).nullable(),
    words,
    why: words,
  },
  hear_breach: { order: name, found },
  record_release: { order: name, licenceUntil: day },
  record_recall: { order: name, days: count.nullable() },
  begin_post_sentence_supervision: { order: name, until: day, repealed: lawDate },
  begin_notification: { clock: name, until: someDay },
  record_notified: { clock: name, what: oneOf<'first' | 'change'>(['first', 'change']) },
  make_prevention_order: { clock: name, until: someDay, interim: yesOrNo },
  record_barring: { status: oneOf(barringAnswers), reviewOn: someDay },
  record_mappa: { under: level, level, reviewOn: day },
  set_rehabilitation: { clock: name, order: name, until: someDay, source: keyOf(rehabilitationSources) },
  change_clock_end: { clock: name, until: someDay },
  end_clock: { clock: name, why: keyOf(clockEnds) },
  set_condition: {
    condition: name,
    under,
    kind: keyOf(conditionKinds),
    subject: keyOf(conditionSubjects),
    until: someDay,
    words,
  },
  end_condition: { condition: name, why: keyOf(conditionEnds) },
} satisfies FieldsOf<LegalCommand>;
