import {
  barringStatuses,
  clockEnds,
  rehabilitationSources,
  shortestPreventionOrder,
  type BarringAnswer,
} from '@throughcare/pathway';
import { choice, line, withDay } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { clockItems, onlyClock, onlyOrder, sayOrderShort } from './choices.ts';
import { dayNeeded, dayOrNothing, notLegalAdvice, oneOf, whichOf, type Asked, type Field } from './fields.ts';

const template = 'person/legal/form.njk';
const lastDay = (label: string, hint: string): Field => ({ kind: 'day', name: 'until', label, hint });
const notWorkedOut = `Not worked out here: the law differs by sentence and date. ${notLegalAdvice}`;

const notification = caseForm({
  path: paths.personNotification,
  does: ['begin_notification'],
  template,
  schema: withDay('on', 'the relevant date', { until: dayOrNothing }),
  command: ({ on, until }, _person, id) => ({ do: 'begin_notification', on, clock: id, until }),
  tells: command => ({ answers: typedOf(command), begins: command.clock }),
  shows: (): Asked => ({
    question: 'When did notification begin?',
    lead: [
      'The first notification falls due within three days. It goes on whatever becomes of the order.',
      notWorkedOut,
    ],
    fields: [
      lastDay(
        'Last day',
        'As the court or the police gave it, for example 12 May 2030. Leave it empty if it has no end.',
      ),
    ],
    when: 'From which day',
  }),
});

const notifiedWhat = { first: 'The first notification', change: 'A change' } as const;

const notified = caseForm({
  path: paths.personNotified,
  does: ['record_notified'],
  template,
  schema: withDay('on', 'the day they told the police', {
    clock: line('Choose the notification.'),
    what: choice(keysOf(notifiedWhat), 'Choose what was notified.'),
  }),
  command: ({ on, clock, what }) => ({ do: 'record_notified', on, clock, what }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'What did they notify to the police?',
    fields: [
      ...clockItems(state, 'notification'),
      oneOf(
        'what',
        'What',
        options(notifiedWhat, words => words),
      ),
    ],
    when: 'When they told the police',
  }),
  begins: ({ state }) => ({ clock: onlyClock(state, 'notification') }),
});

const orderKinds = { full: 'Sexual harm prevention order', interim: 'Interim order' } as const;

const prevention = caseForm({
  path: paths.personPreventionOrder,
  does: ['make_prevention_order'],
  template,
  schema: withDay('on', 'the day of the order', {
    kind: choice(keysOf(orderKinds), 'Choose which order.'),
    until: dayOrNothing,
  }),
  command: ({ on, kind, until }, _person, id) => ({
    do: 'make_prevention_order',
    on,
    clock: id,
    until,
    interim: kind === 'interim',
  }),
  tells: ({ clock, until, interim }) => ({
    answers: typedOf({ kind: interim ? 'interim' : 'full', until }),
    begins: clock,
  }),
  shows: (): Asked => ({
    question: 'Which prevention order was made?',
    lead: [
      `${shortestPreventionOrder.source}. Each prohibition or requirement is recorded afterwards, with its own words and end. ${notLegalAdvice}`,
    ],
    fields: [
      oneOf(
        'kind',
        'Order',
        options(orderKinds, words => words),
      ),
      lastDay('Last day', 'For example 12 May 2030. Leave it empty if it runs until further order.'),
    ],
    when: 'Day of the order',
  }),
});

const barringAnswers = {
  asked: barringStatuses.asked,
  representations: barringStatuses.representations,
  barred: barringStatuses.barred,
  not_barred: barringStatuses.not_barred,
} as const satisfies Record<BarringAnswer, string>;

const barring = caseForm({
  path: paths.personBarring,
  does: ['record_barring'],
  template,
  schema: withDay('on', 'the day', {
    status: choice(keysOf(barringAnswers), 'Choose where it stands.'),
    reviewOn: dayOrNothing,
  }),
  command: ({ on, status, reviewOn }) => ({ do: 'record_barring', on, status, reviewOn }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (): Asked => ({
    question: 'Where does barring stand?',
    lead: [
      'Which list, and whether somebody can be heard first, is for the Disclosure and Barring Service to say.',
    ],
    fields: [
      oneOf(
        'status',
        'Where it stands',
        options(barringAnswers, words => words),
      ),
      {
        kind: 'day',
        name: 'reviewOn',
        label: 'When we ask again',
        hint: 'For example 12 May 2030, or empty.',
      },
    ],
    when: 'Since when',
  }),
});

const three = ['1', '2', '3'] as const;
const numbered = (word: string) => three.map(value => ({ value, text: `${word} ${value}` }));

const mappa = caseForm({
  path: paths.personMappa,
  does: ['record_mappa'],
  template,
  schema: withDay('on', 'the day', {
    under: choice(three, 'Choose the category.'),
    level: choice(three, 'Choose the level.'),
    reviewOn: dayNeeded,
  }),
  command: ({ on, under, level, reviewOn }) => ({
    do: 'record_mappa',
    on,
    under: Number(under) as 1 | 2 | 3,
    level: Number(level) as 1 | 2 | 3,
    reviewOn,
  }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (): Asked => ({
    question: 'How do the agencies manage this together?',
    fields: [
      oneOf('under', 'Category', numbered('Category')),
      oneOf('level', 'Level', numbered('Level')),
      { kind: 'day', name: 'reviewOn', label: 'Next review', hint: 'For example 12 May 2030.' },
    ],
    when: 'Since when',
  }),
});

const rehabilitation = caseForm({
  path: paths.personRehabilitation,
  does: ['set_rehabilitation'],
  template,
  schema: withDay('on', 'the day it was said', {
    order: line('Choose the sentence.'),
    until: dayOrNothing,
    source: choice(keysOf(rehabilitationSources), 'Choose who said so.'),
  }),
  command: ({ on, order, until, source }, _person, id) => ({
    do: 'set_rehabilitation',
    on,
    clock: id,
    order,
    until,
    source,
  }),
  tells: command => ({ answers: typedOf(command), begins: command.clock }),
  shows: ({ state }): Asked => ({
    question: 'When does the rehabilitation period end?',
    lead: [notWorkedOut],
    fields: [
      whichOf(
        'order',
        'Sentence',
        state.orders.map(order => ({ value: order.id, text: sayOrderShort(order) })),
      ),
      lastDay('Last day', 'For example 12 May 2030. Leave it empty if it has no end.'),
      oneOf(
        'source',
        'Who said so',
        options(rehabilitationSources, words => words),
      ),
    ],
    when: 'When they said so',
  }),
  begins: ({ state }) => ({ order: onlyOrder(state) }),
});

const change = caseForm({
  path: paths.personClockChange,
  does: ['change_clock_end'],
  template,
  schema: withDay('on', 'the day of the change', {
    clock: line('Choose what changed.'),
    until: dayOrNothing,
  }),
  command: ({ on, clock, until }) => ({ do: 'change_clock_end', on, clock, until }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'Which end was changed?',
    fields: [
      ...clockItems(state, 'notification', 'prevention_order', 'rehabilitation'),
      lastDay('New last day', 'For example 12 May 2030. Leave it empty if it has no end now.'),
    ],
    when: 'Day of the change',
  }),
  begins: ({ state }) => ({ clock: onlyClock(state, 'notification', 'prevention_order', 'rehabilitation') }),
});

const endable = ['notification', 'prevention_order', 'rehabilitation', 'mappa'] as const;

const end = caseForm({
  path: paths.personClockEnd,
  does: ['end_clock'],
  template,
  schema: withDay('on', 'the day it ended', {
    clock: line('Choose what ended.'),
    why: choice(keysOf(clockEnds), 'Choose how it ended.'),
  }),
  command: ({ on, clock, why }) => ({ do: 'end_clock', on, clock, why }),
  tells: command => ({ answers: typedOf(command) }),
  shows: ({ state }): Asked => ({
    question: 'What beside the order has ended?',
    fields: [
      ...clockItems(state, ...endable),
      oneOf(
        'why',
        'How it ended',
        options(clockEnds, words => words),
      ),
    ],
    when: 'When it ended',
  }),
  begins: ({ state }) => ({ clock: onlyClock(state, ...endable) }),
});

/** Forms about the clocks beside an order. */
export const clockForms = [notification, notified, prevention, barring, mappa, rehabilitation, change, end];
