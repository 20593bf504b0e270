import {
  conditionEnds,
  conditionKinds,
  conditionSubjects,
  disposals,
  sayDay,
  type CaseState,
  type Under,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { dayOrNothing, oneOf, whichOf, type Asked } from './fields.ts';

const template = 'person/legal/form.njk';

const set = caseForm({
  path: paths.personCondition,
  does: ['set_condition'],
  template,
  schema: withDay('on', 'the day from which it binds', {
    under: line('Choose what it belongs to.'),
    kind: choice(keysOf(conditionKinds), 'Choose whether it forbids or asks something.'),
    subject: choice(keysOf(conditionSubjects), 'Choose what it is about.'),
    until: dayOrNothing,
    words,
  }),
  command: ({ on, under, kind, subject, until, words }, _person, id) => ({
    do: 'set_condition',
    on,
    condition: id,
    under: underOf(under),
    kind,
    subject,
    until,
    words,
  }),
  tells: command => ({
    answers: { ...typedOf(command), under: `${command.under.what}#${command.under.id}` },
    begins: command.condition,
  }),
  shows: ({ state }): Asked => ({
    question: 'Which condition was set?',
    lead: [
      'One condition at a time, word for word as it was given. Its words are sealed and stand on this page only.',
    ],
    fields: [
      whichOf('under', 'It belongs to', underItems(state)),
      oneOf(
        'kind',
        'They',
        options(conditionKinds, words => words.toLowerCase()),
      ),
      oneOf(
        'subject',
        'It is about',
        options(conditionSubjects, words => words),
      ),
      { kind: 'words', name: 'words', label: 'Word for word' },
      {
        kind: 'day',
        name: 'until',
        label: 'Its own last day',
        hint: 'For example 12 May 2030. Leave it empty if it lasts as long as what it belongs to.',
      },
    ],
    when: 'From which day',
  }),
  begins: ({ state }) => {
    const items = underItems(state);
    return { under: items.length === 1 ? items[0].value : '' };
  },
});

/** All that can have conditions now. Released under investigation has none. */
export function underItems(state: CaseState) {
  const bail = state.proceedings
    .filter(one => one.bail !== null || one.held === 'bail')
    .map(one => ({ value: `bail#${one.id}`, text: one.bail ? 'Pre-charge bail' : 'Bail by the court' }));
  const orders = state.orders
    .filter(one => one.ended === null && one.until !== null && one.custody === null)
    .map(one => ({
      value: `order#${one.id}`,
      text: `${disposals[one.disposal].words}, ${sayDay(one.from)}`,
    }));
  const licences = state.orders
    .filter(one => one.ended === null && one.custody?.status === 'on_licence')
    .map(one => ({ value: `licence#${one.id}`, text: `Licence, since ${sayDay(one.custody!.since)}` }));
  const prevention = state.clocks
    .filter(one => one.kind === 'prevention_order' && one.ended === null)
    .map(one => ({ value: `prevention_order#${one.id}`, text: `Prevention order, ${sayDay(one.from)}` }));
  return [...bail, ...orders, ...licences, ...prevention];
}

const whats = ['bail', 'order', 'licence', 'prevention_order'] as const satisfies readonly Under['what'][];

function underOf(value: string): Under {
  const at = value.indexOf('#');
  const what = whats.find(one => one === value.slice(0, at)) ?? 'order';
  return { what, id: value.slice(at + 1) };
}

const end = caseForm({
  path: paths.personConditionEnd,
  does: ['end_condition'],
  template,
  schema: withDay('on', 'the day it ended', {
    condition: line('Choose the condition.'),
    why: choice(keysOf(conditionEnds), 'Choose how it ended.'),
  }),
  command: ({ on, condition, why }) => ({ do: 'end_condition', on, condition, why }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (person): Asked => ({
    question: 'Which condition ended?',
    fields: [
      whichOf('condition', 'Condition', conditionItems(person)),
      oneOf(
        'why',
        'How it ended',
        options(conditionEnds, words => words),
      ),
    ],
    when: 'When it ended',
  }),
});

function conditionItems(person: Person) {
  return person.state.conditions
    .filter(one => one.ended === null)
    .map(one => ({ value: one.id, text: `${conditionSubjects[one.subject]}: ${wordsOf(person, one.id)}` }));
}

/** The words of a condition, from the event that set it; said to be sealed where the reader may not open them. */
export function wordsOf({ events }: Pick<Person, 'events'>, condition: string): string {
  const event = events.find(one => one.type === 'condition_set' && one.facts.condition === condition);
  const found = event?.sealed?.words;
  return typeof found === 'string' ? found : 'its words are sealed';
}

/** Forms about conditions. */
export const conditionForms = [set, end];
