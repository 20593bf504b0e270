import {
  disposals,
  earlyTermination,
  endsOf,
  longestSuspendedTerms,
  orderEnds,
  presumedSuspended,
  requirementKinds,
  requirementUnits,
  sayDay,
  type CaseState,
  type EarlyEnd,
  type RecordedEnd,
  type RequirementKind,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import type { z } from 'zod';
import { choice, choices, line, withDay } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import type { Typed } from '../../frame/form.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { chosen, onlyOrder, orderItems, proceedingsItems } from './choices.ts';
import {
  lawDateFields,
  lawDateOf,
  lawDateShape,
  notLegalAdvice,
  oneOf,
  typedLawDate,
  wholeOrNothing,
  type Asked,
  type Field,
} from './fields.ts';

const template = 'person/legal/form.njk';

const counted = {
  programme: 'programmeMost',
  rehabilitation_activity: 'activityMost',
  unpaid_work: 'workMost',
} as const;

const sentence = caseForm({
  path: paths.personSentence,
  does: ['record_sentence'],
  template,
  schema: withDay('on', 'the day of the sentence', {
    proceedings: line('Choose the proceedings.'),
    disposal: choice(keysOf(disposals), 'Choose the sentence.'),
    months: wholeOrNothing,
    termMonths: wholeOrNothing,
    supervisionMonths: wholeOrNothing,
    requirements: choices(keysOf(requirementKinds)),
    programmeMost: wholeOrNothing,
    activityMost: wholeOrNothing,
    workMost: wholeOrNothing,
  }),
  command: (value, _person, id) => {
    const { disposal, termMonths, supervisionMonths } = value;
    const most = (kind: RequirementKind) =>
      kind in counted ? value[counted[kind as keyof typeof counted]] : null;
    const isSuspended =
      disposal === 'suspended_sentence_order' || termMonths !== null || supervisionMonths !== null;
    return {
      do: 'record_sentence',
      on: value.on,
      sentence: {
        order: id,
        proceedings: value.proceedings,
        disposal,
        months: value.months,
        suspended: isSuspended ? { termMonths, supervisionMonths } : null,
        requirements: value.requirements.map(kind => ({ kind, most: most(kind) })),
      },
    };
  },
  tells: ({ sentence: { order, proceedings, disposal, months, suspended, requirements } }) => {
    const most = requirements.flatMap(one =>
      one.kind in counted ? [[counted[one.kind as keyof typeof counted], one.most]] : [],
    );
    return {
      answers: {
        ...typedOf({ proceedings, disposal, months, ...suspended, ...Object.fromEntries(most) }),
        requirements: requirements.map(one => one.kind),
      },
      begins: order,
    };
  },
  shows: (person): Asked => ({
    question: 'What was the sentence?',
    lead: lawOf(person),
    fields: [
      ...proceedingsItems(person.state, one => one.convictedOn !== null),
      oneOf(
        'disposal',
        'Sentence',
        options(disposals, one => one.words),
      ),
      {
        kind: 'number',
        name: 'months',
        label: 'Length',
        hint: 'Of a suspended sentence the operational period. Leave it empty for a fine or an absolute discharge.',
        suffix: 'months',
      },
      {
        kind: 'number',
        name: 'termMonths',
        label: 'Suspended term',
        hint: 'Only of a suspended sentence, if you know it.',
        suffix: 'months',
      },
      {
        kind: 'number',
        name: 'supervisionMonths',
        label: 'Supervision period',
        hint: 'Only of a suspended sentence. Leave it empty if there is none.',
        suffix: 'months',
      },
      {
        kind: 'some',
        name: 'requirements',
        label: 'Requirements',
        items: options(requirementKinds, name => name),
        hint: 'Only of a community order or a suspended sentence order.',
      },
      ...Object.entries(counted).map(([kind, name]): Field => ({
        kind: 'number',
        name,
        label: `${requirementKinds[kind as RequirementKind]}: ${requirementUnits[kind as RequirementKind]!} at most`,
        hint: 'Leave it empty if the court set none.',
      })),
    ],
    when: 'Day of the sentence',
  }),
  begins: ({ state }) => ({ proceedings: toSentence(state) }),
});

function toSentence(state: CaseState): string {
  const waiting = state.proceedings.filter(one => one.convictedOn !== null && one.stage !== 'sentenced');
  return waiting.length === 1 ? waiting[0].id : chosen(state);
}

function lawOf({ state }: Person): string[] {
  const presumed = state.convictedOn === null ? undefined : presumedSuspended(state.convictedOn, 1);
  const lines = presumed
    ? [
        `For a conviction on or after ${sayDay(presumed.effectiveFrom!)} a custodial term of ${presumed.rule.upToMonths} months or less is presumed suspended, except for ${presumed.rule.exceptWhere}. Source: ${presumed.source}.`,
      ]
    : [];
  const terms = longestSuspendedTerms.map(({ effectiveTo, rule, source }) =>
    effectiveTo === null ? `${rule} months since (${source})` : `${rule} months until ${sayDay(effectiveTo)}`,
  );
  return [
    ...lines,
    `The longest term that can be suspended: ${terms.join(', ')}. No lawyer has reviewed this entry. ${notLegalAdvice}`,
  ];
}

const met = {
  requirements: 'The requirements were complied with',
  objectives: 'The objectives of the plan were met',
} as const;

const earlyShape = { met: choices(keysOf(met)), ...lawDateShape };

const earlyFields: Field[] = [
  {
    kind: 'some',
    name: 'met',
    label: 'Only of an early end: what was met',
    items: options(met, words => words),
  },
  ...lawDateFields('Only of an early end: from when the law has allowed it'),
];

/** The answers that gave an early end. */
function typedEarly(early: EarlyEnd | null): Typed {
  if (early === null) return {};
  const { requirementsMet, objectivesMet, inForce } = early;
  return {
    met: [...(requirementsMet ? ['requirements'] : []), ...(objectivesMet ? ['objectives'] : [])],
    ...typedLawDate(inForce),
  };
}

function earlyOf(
  value: { met: readonly string[] } & z.output<z.ZodObject<typeof lawDateShape>>,
): EarlyEnd | null {
  const inForce = lawDateOf(value);
  if (inForce === null) return null;
  const { met: said } = value;
  return {
    requirementsMet: said.includes('requirements'),
    objectivesMet: said.includes('objectives'),
    inForce,
  };
}

const sayEarly = `${earlyTermination.rule} (${earlyTermination.source}.) ${notLegalAdvice}`;
const recordedEnds = [...new Set(Object.values(endsOf).flat())] as unknown as [RecordedEnd, ...RecordedEnd[]];

const orderEnd = caseForm({
  path: paths.personOrderEnd,
  does: ['end_order'],
  template,
  schema: withDay('on', 'the day it ended', {
    order: line('Choose the order.'),
    how: choice(recordedEnds, 'Choose how it ended.'),
    ...earlyShape,
  }),
  command: value => {
    const { on, order, how } = value;
    return { do: 'end_order', on, order, how, early: earlyOf(value) };
  },
  tells: ({ order, how, early }) => ({ answers: { order, how, trigger: 'decision', ...typedEarly(early) } }),
  shows: ({ state }): Asked => {
    const running = state.orders.filter(order => order.ended === null);
    const ends = recordedEnds.filter(how =>
      running.some(one => (endsOf[one.disposal] as readonly string[]).includes(how)),
    );
    const early = ends.includes('terminated_early');
    return {
      question: 'How did the order end?',
      lead: [
        'Notification, a prevention order and other duties go on: each ends on a day of its own.',
        ...(early ? [sayEarly] : []),
      ],
      fields: [
        ...orderItems(state),
        oneOf(
          'how',
          'How it ended',
          ends.map(how => ({ value: how, text: orderEnds[how] })),
        ),
        ...(early ? earlyFields : []),
      ],
      when: 'When it ended',
    };
  },
  begins: ({ state }) => ({ order: onlyOrder(state), trigger: 'decision' }),
});

const supervised = (order: CaseState['orders'][number]) =>
  order.suspended?.supervision != null && order.suspended.supervision.ended === null;

const supervisionEnd = caseForm({
  path: paths.personSupervisionEnd,
  does: ['end_supervision'],
  template,
  schema: withDay('on', 'the day it ended', {
    order: line('Choose the order.'),
    how: choice(['expired', 'terminated_early'], 'Choose how it ended.'),
    ...earlyShape,
  }),
  command: value => {
    const { on, order, how } = value;
    return { do: 'end_supervision', on, order, how, early: earlyOf(value) };
  },
  tells: ({ order, how, early }) => ({ answers: { order, how, trigger: 'decision', ...typedEarly(early) } }),
  shows: ({ state }): Asked => ({
    question: 'How did supervision end?',
    lead: ['The operational period of the suspended sentence runs on.', sayEarly],
    fields: [
      ...orderItems(state, supervised),
      oneOf('how', 'How it ended', [
        { value: 'expired', text: orderEnds.expired },
        { value: 'terminated_early', text: orderEnds.terminated_early },
      ]),
      ...earlyFields,
    ],
    when: 'When it ended',
  }),
  begins: ({ state }) => ({ order: onlyOrder(state, supervised), trigger: 'decision' }),
});

/** Forms about a sentence and its end. */
export const sentenceForms = [sentence, orderEnd, supervisionEnd];
