import { fixedRecalls, postSentenceSupervisionRepealed, sayDay, type Order } from '@throughcare/pathway';
import { line, withDay } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { onlyOrder, orderItems } from './choices.ts';
import { dayNeeded, lawDateFields, notLegalAdvice, wholeOrNothing, type Asked } from './fields.ts';
import { lawDateShape, typedLawDate } from './fields.ts';

const template = 'person/legal/form.njk';
const inside = ({ custody }: Order) => custody?.status === 'in_custody' || custody?.status === 'recalled';
const onLicence = ({ custody }: Order) => custody?.status === 'on_licence';

const release = caseForm({
  path: paths.personRelease,
  does: ['record_release'],
  template,
  schema: withDay('on', 'the day of the release', {
    order: line('Choose the sentence.'),
    licenceUntil: dayNeeded,
  }),
  command: ({ on, order, licenceUntil }) => ({ do: 'record_release', on, order, licenceUntil }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'When were they released?',
    lead: [
      'A first release or one after a recall. Conditions of the licence are recorded one by one afterwards.',
    ],
    fields: [
      ...orderItems(state, inside),
      {
        kind: 'day',
        name: 'licenceUntil',
        label: 'Last day of the licence',
        hint: 'As the licence says, for example 12 May 2030.',
      },
    ],
    when: 'Day of the release',
  }),
  begins: ({ state }) => ({ order: onlyOrder(state, inside) }),
});

const recall = caseForm({
  path: paths.personRecall,
  does: ['record_recall'],
  template,
  schema: withDay('on', 'the day of the recall', {
    order: line('Choose the sentence.'),
    days: wholeOrNothing,
  }),
  command: ({ on, order, days }) => ({ do: 'record_recall', on, order, days }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'When were they recalled?',
    lead: [
      ...fixedRecalls.map(({ effectiveTo, effectiveFrom, rule, source }) =>
        effectiveTo === null
          ? `From ${sayDay(effectiveFrom!)} a recall of fixed length lasts ${rule.join(' or ')} days (${source}).`
          : `Until ${sayDay(effectiveTo)} it lasted ${rule.join(' or ')} days.`,
      ),
      `No lawyer has reviewed these entries. ${notLegalAdvice}`,
    ],
    fields: [
      ...orderItems(state, onLicence),
      {
        kind: 'number',
        name: 'days',
        label: 'Length',
        hint: 'Leave it empty for a recall without a fixed length.',
        suffix: 'days',
      },
    ],
    when: 'Day of the recall',
  }),
  begins: ({ state }) => ({ order: onlyOrder(state, onLicence) }),
});

const supervision = caseForm({
  path: paths.personPostSentence,
  does: ['begin_post_sentence_supervision'],
  template,
  schema: withDay('on', 'the day it began', {
    order: line('Choose the sentence.'),
    until: dayNeeded,
    ...lawDateShape,
    lawOn: dayNeeded,
  }),
  command: ({ on, order, until, lawOn, trigger, source }) => ({
    do: 'begin_post_sentence_supervision',
    on,
    order,
    until,
    repealed: { on: lawOn, trigger, source },
  }),
  tells: ({ order, until, repealed }) => ({ answers: { order, until, ...typedLawDate(repealed) } }),
  shows: ({ state }): Asked => ({
    question: 'When did supervision after the sentence begin?',
    lead: [
      `${postSentenceSupervisionRepealed.rule} (${postSentenceSupervisionRepealed.source}.) It goes on only for those whom the older law still meets. ${notLegalAdvice}`,
    ],
    fields: [
      ...orderItems(state, onLicence),
      { kind: 'day', name: 'until', label: 'Last day', hint: 'For example 12 May 2030.' },
      ...lawDateFields('From when the law has abolished it'),
    ],
    when: 'When it began',
  }),
  begins: ({ state }) => ({ order: onlyOrder(state, onLicence), trigger: 'conviction' }),
});

/** Forms about a term of custody: release, recall, supervision afterwards. */
export const custodyForms = [release, recall, supervision];
