import {
  ageBands,
  clockKinds,
  contactArrangements,
  disposals,
  legalSteps,
  lifeChanges,
  presumedSuspended,
  requirementKinds,
  rolesWithChildren,
  socialCareStatuses,
  stepIsPossible,
  type AgeBand,
  type LegalStep,
  type OrderEnd,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { z } from 'zod';
import { choice, choices, line, withDay, words } from '../frame/fields.ts';
import { paths } from '../paths.ts';
import { caseForm } from './case-form.ts';
import { keysOf, options } from './options.ts';
import { programmeForms } from './programme/forms.ts';
import { optionalDay } from './typed-day.ts';

const step = caseForm({
  path: paths.personLegalStep,
  template: 'person/legal-step.njk',
  schema: withDay('on', 'the day it happened', { step: choice(keysOf(legalSteps), 'Choose what happened.') }),
  command: ({ on, step }) => ({ do: 'record_legal_step', on, step }),
  shows: person => ({
    steps: options(legalSteps, one => one.words).filter(one =>
      stepIsPossible(person.state, one.value as LegalStep),
    ),
  }),
});

/** '12', or nothing for a sentence without a length. The decider judges which is right. */
const months = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{0,3}$/.test(text), 'Enter the length in whole months, for example 12.')
  .transform(text => (text === '' ? null : Number(text)));

const days = z
  .string()
  .trim()
  .default('')
  .refine(
    text => /^\d{0,3}$/.test(text),
    'Enter the number of days or sessions as a whole number, or leave it empty.',
  )
  .transform(text => (text === '' ? null : Number(text)));

const sentence = caseForm({
  path: paths.personSentence,
  template: 'person/sentence.njk',
  schema: withDay('on', 'the day of the sentence', {
    disposal: choice(keysOf(disposals), 'Choose the sentence.'),
    months,
    requirements: choices(keysOf(requirementKinds)),
    programmeDays: days,
    activityDays: days,
  }),
  command: (value, _person, id) => ({
    do: 'record_sentence',
    on: value.on,
    sentence: {
      order: id,
      disposal: value.disposal,
      months: value.months,
      requirements: value.requirements.map(kind => ({
        kind,
        days:
          kind === 'programme'
            ? value.programmeDays
            : kind === 'rehabilitation_activity'
              ? value.activityDays
              : null,
      })),
    },
  }),
  shows: person => ({
    law: person.state.convictedOn === null ? undefined : presumedSuspended(person.state.convictedOn, 1),
    disposals: options(disposals, one => one.words),
    requirements: options(requirementKinds, name => name),
  }),
});

const clock = caseForm({
  path: paths.personClock,
  template: 'person/clock.njk',
  schema: withDay('on', 'the day it began', {
    clock: choice(keysOf(clockKinds), 'Choose which clock began.'),
    until: optionalDay('the last day'),
  }),
  command: ({ on, clock, until }) => ({ do: 'begin_clock', on, clock, until }),
  shows: () => ({ clocks: options(clockKinds, name => name) }),
});

const orderEnds = {
  completed: 'Completed',
  expired: 'Ran its full length',
  terminated_early: 'Ended early by the responsible officer',
  revoked: 'Revoked by a court',
  activated: 'Suspended term activated by a court',
} as const satisfies Record<OrderEnd, string>;

const orderEnd = caseForm({
  path: paths.personOrderEnd,
  template: 'person/order-end.njk',
  schema: withDay('on', 'the day it ended', {
    order: line('Choose the order.'),
    how: choice(keysOf(orderEnds), 'Choose how it ended.'),
  }),
  command: ({ on, order, how }) => ({ do: 'end_order', on, order, how }),
  shows: person => ({
    orders: person.state.orders
      .filter(order => order.ended === null)
      .map(order => ({ value: order.id, text: disposals[order.disposal].words })),
    ends: options(orderEnds, name => name),
  }),
});

const lifeChange = caseForm({
  path: paths.personLifeChange,
  template: 'person/life-change.njk',
  schema: withDay('on', 'the day it changed', { what: choice(keysOf(lifeChanges), 'Choose what changed.') }),
  command: ({ on, what }) => ({ do: 'record_life_change', on, what }),
  shows: () => ({ changes: options(lifeChanges, name => name) }),
});

const bandField = (band: AgeBand) => `band-${ageBands.indexOf(band)}`;
const count = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{1,2}$/.test(text), 'Enter a number, 0 if there are none.')
  .transform(Number);

const children = caseForm({
  path: paths.personChildren,
  template: 'person/children.njk',
  schema: withDay('on', 'the day of the check', {
    'band-0': count,
    'band-1': count,
    'band-2': count,
    'band-3': count,
    contact: choice(keysOf(contactArrangements), 'Choose what contact they have with children.'),
    role: choice(keysOf(rolesWithChildren), 'Choose whether they work with or care for children.'),
    socialCare: choice(keysOf(socialCareStatuses), 'Choose where children’s social care stands.'),
  }),
  command: value => ({
    do: 'check_children',
    on: value.on,
    check: {
      atHome: {
        '0 to 4': value['band-0'],
        '5 to 10': value['band-1'],
        '11 to 15': value['band-2'],
        '16 to 17': value['band-3'],
      },
      contact: value.contact,
      role: value.role,
      socialCare: value.socialCare,
    },
  }),
  shows: () => ({
    bands: ageBands.map(band => ({ name: bandField(band), band })),
    contacts: options(contactArrangements, name => name),
    roles: options(rolesWithChildren, name => name),
    statuses: options(socialCareStatuses, name => name),
  }),
  begins: person => lastCheck(person),
});

/** A check begins from the last one, so that only what changed has to be changed. */
function lastCheck(person: Person): Record<string, string> {
  const check = person.state.childrenCheck?.check;
  if (!check) return {};
  const bands = ageBands.map(band => [bandField(band), String(check.atHome[band])] as const);
  const { contact, role, socialCare } = check;
  return { ...Object.fromEntries(bands), contact, role, socialCare };
}

const welfare = caseForm({
  path: paths.personWelfare,
  template: 'person/welfare.njk',
  schema: withDay('on', 'the day you asked', {}),
  command: ({ on }, person) => ({
    do: 'ask_welfare',
    on,
    because: person.due.find(one => one.kind === 'welfare')?.because ?? 'By ourselves.',
  }),
  shows: person => ({ prompt: person.due.find(one => one.kind === 'welfare') }),
});

const note = caseForm({
  path: paths.personNote,
  template: 'person/note.njk',
  schema: withDay('on', 'the day it is about', { words }),
  command: ({ on, words }) => ({ do: 'write_note', on, words }),
});

/** Every form about a person. */
export const caseForms = [
  ...step,
  ...sentence,
  ...clock,
  ...programmeForms,
  ...orderEnd,
  ...lifeChange,
  ...children,
  ...welfare,
  ...note,
];
