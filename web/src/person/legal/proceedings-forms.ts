import {
  appealedAgainst,
  appealOutcomes,
  courts,
  firstBailUntil,
  heldWhere,
  keepingGrounds,
  keepingOutcomes,
  legalStageWords,
  legalSteps,
  pleas,
  sayDay,
  stepIsPossible,
  type CaseState,
  type LegalStep,
  type LegalStepTaken,
} from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line, withDay } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { dayOrNothing, notLegalAdvice, oneOf, type Asked } from './fields.ts';
import { chosen, proceedingsItems } from './choices.ts';

const template = 'person/legal/form.njk';

const begin = caseForm({
  path: paths.personProceedings,
  does: ['begin_proceedings'],
  template,
  schema: withDay('on', 'the day we learned of it', {
    stage: choice(keysOf(legalStageWords), 'Choose where they stand.'),
  }),
  command: ({ on, stage }, _person, id) => ({ do: 'begin_proceedings', on, proceedings: id, stage }),
  tells: command => ({ answers: typedOf(command), begins: command.proceedings }),
  shows: (): Asked => ({
    question: 'Where do the other proceedings stand?',
    lead: [
      'Somebody can have several proceedings at once. Each has steps and at most one sentence of its own.',
    ],
    fields: [
      oneOf(
        'stage',
        'Where they stand',
        options(legalStageWords, words => words),
      ),
    ],
    when: 'When we learned of it',
  }),
});

const detail = {
  until: dayOrNothing,
  held: z.enum(keysOf(heldWhere)).default('not_known'),
  plea: z.enum(keysOf(pleas)).default('not_known'),
  court: z.enum(keysOf(courts)).default('magistrates'),
};

const step = caseForm({
  path: paths.personLegalStep,
  does: ['record_legal_step'],
  template,
  schema: withDay('on', 'the day it happened', {
    proceedings: line('Choose the proceedings.'),
    step: choice(keysOf(legalSteps), 'Choose what happened.'),
    ...detail,
  }),
  command: value => ({
    do: 'record_legal_step',
    on: value.on,
    proceedings: value.proceedings,
    ...taken(value.step, value),
  }),
  tells: command => ({
    answers: typedOf({
      held: 'not_known',
      plea: 'not_known',
      ...command,
      ...('detail' in command && command.detail),
    }),
  }),
  shows: ({ state }): Asked => {
    const possible = Object.keys(legalSteps).filter(one =>
      state.proceedings.some(each => stepIsPossible(each, one as LegalStep)),
    );
    const can = (...steps: LegalStep[]) => steps.some(one => possible.includes(one));
    const bail = can('bailed') ? [sayFirstBail(state)] : [];
    return {
      question: 'What happened with the police or the court?',
      lead: [...bail],
      fields: [
        ...proceedingsItems(state),
        oneOf(
          'step',
          'What happened',
          options(legalSteps, one => one.words).filter(one => possible.includes(one.value)),
          'Only what can follow is shown. If an earlier step is missing, record that first.',
        ),
        ...(can('bailed', 'bail_extended', 'sentence_deferred')
          ? [
              {
                kind: 'day' as const,
                name: 'until',
                label: 'Until when',
                hint: 'For bail the day to return, for a deferred sentence the day it was put off to; for example 12 May 2030. Leave it empty if nobody has told us.',
              },
            ]
          : []),
        ...(can('first_hearing')
          ? [
              oneOf(
                'held',
                'Only of a first hearing: bail or custody',
                options(heldWhere, words => words),
              ),
            ]
          : []),
        ...(can('first_hearing', 'plea_entered')
          ? [
              oneOf(
                'plea',
                'Only of a hearing or a plea: what was said',
                options(pleas, words => words),
              ),
            ]
          : []),
        ...(can('allocated')
          ? [
              oneOf(
                'court',
                'Only if the court was decided: which',
                options(courts, words => words),
              ),
            ]
          : []),
      ],
      when: 'When it happened',
    };
  },
  begins: ({ state }) => ({ proceedings: chosen(state), held: 'not_known', plea: 'not_known' }),
});

function sayFirstBail(state: CaseState): string {
  const last = state.legalSteps.at(-1)?.on ?? state.referredOn!;
  const { until, rule } = firstBailUntil(last);
  return `Bail given on ${sayDay(last)} can first run until ${sayDay(until)} (${rule.source}; some agencies have longer). ${notLegalAdvice}`;
}

type Answers = z.output<z.ZodObject<typeof detail>>;

function taken(name: LegalStep, { until, held, plea, court }: Answers): LegalStepTaken {
  switch (name) {
    case 'bailed':
    case 'bail_extended':
    case 'sentence_deferred':
      return { step: name, detail: { until } };
    case 'first_hearing':
      return { step: name, detail: { held, plea } };
    case 'plea_entered':
      return { step: name, detail: { plea } };
    case 'allocated':
      return { step: name, detail: { court } };
    default:
      return { step: name };
  }
}

const appeal = caseForm({
  path: paths.personAppeal,
  does: ['record_appeal'],
  template,
  schema: withDay('on', 'the day of the appeal', {
    proceedings: line('Choose the proceedings.'),
    against: choice(keysOf(appealedAgainst), 'Choose what the appeal is against.'),
  }),
  command: ({ on, proceedings, against }) => ({ do: 'record_appeal', on, proceedings, against }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'What is the appeal against?',
    lead: ['Orders, notification and conditions go on until a court says otherwise.'],
    fields: [
      ...proceedingsItems(state),
      oneOf(
        'against',
        'Against',
        options(appealedAgainst, words => words),
      ),
    ],
    when: 'When it was lodged',
  }),
  begins: ({ state }) => ({ proceedings: chosen(state) }),
});

const appealDecided = caseForm({
  path: paths.personAppealDecided,
  does: ['decide_appeal'],
  template,
  schema: withDay('on', 'the day of the decision', {
    proceedings: line('Choose the proceedings.'),
    outcome: choice(keysOf(appealOutcomes), 'Choose how the appeal ended.'),
  }),
  command: ({ on, proceedings, outcome }) => ({ do: 'decide_appeal', on, proceedings, outcome }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'How did the appeal end?',
    lead: [
      'If the conviction is quashed, its sentence ends, and what may be kept of the record is to be decided. Look at notification and other duties too: they end by themselves only if a court or the police say so.',
    ],
    fields: [
      ...proceedingsItems(state),
      oneOf(
        'outcome',
        'How it ended',
        options(appealOutcomes, words => words),
      ),
    ],
    when: 'When it was decided',
  }),
  begins: ({ state }) => ({
    proceedings: state.proceedings.find(one => one.appeal && !one.appeal.decided)?.id ?? '',
  }),
});

const keeping = caseForm({
  path: paths.personKeeping,
  does: ['review_keeping'],
  template,
  schema: withDay('on', 'the day of the review', {
    proceedings: line('Choose the proceedings.'),
    outcome: choice(keysOf(keepingOutcomes), 'Choose what is kept.'),
    ground: choice(keysOf(keepingGrounds), 'Choose why.'),
    reviewOn: dayOrNothing,
  }),
  command: ({ on, proceedings, outcome, ground, reviewOn }) => ({
    do: 'review_keeping',
    on,
    proceedings,
    outcome,
    ground,
    reviewOn,
  }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'What of the record may be kept?',
    lead: [
      'They were not convicted. An allegation is not a conviction, and nothing is kept without somebody deciding so.',
    ],
    fields: [
      ...proceedingsItems(state, one => one.endedOn !== null),
      oneOf(
        'outcome',
        'What is decided',
        options(keepingOutcomes, words => words),
      ),
      oneOf(
        'ground',
        'Why',
        options(keepingGrounds, words => words),
      ),
      {
        kind: 'day',
        name: 'reviewOn',
        label: 'When it is looked at again',
        hint: 'For example 12 May 2030. Leave it empty if the record is to be deleted.',
      },
    ],
    when: 'When it was decided',
  }),
  begins: ({ state }) => ({ proceedings: state.proceedings.find(one => one.endedOn !== null)?.id ?? '' }),
});

/** Forms about proceedings: their steps, appeals, and what is kept where they ended without a conviction. */
export const proceedingsForms = [begin, step, appeal, appealDecided, keeping];
