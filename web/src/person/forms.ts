import {
  ageBands,
  contactArrangements,
  lifeChanges,
  rolesWithChildren,
  socialCareStatuses,
  type AgeBand,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { z } from 'zod';
import { choice, withDay, words } from '../frame/fields.ts';
import { paths } from '../paths.ts';
import { caseForm } from './case-form.ts';
import { caseworkForms } from './casework/forms.ts';
import { legalForms } from './legal/legal-forms.ts';
import { measureForms } from './measures/forms.ts';
import { keysOf, options } from './options.ts';
import { programmeForms } from './programme/forms.ts';
import { restrictionForms } from './restriction/forms.ts';

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

const note = caseForm({
  path: paths.personNote,
  template: 'person/note.njk',
  schema: withDay('on', 'the day it is about', { words }),
  command: ({ on, words }) => ({ do: 'write_note', on, words }),
});

/** Every form about a person. */
export const caseForms = [
  ...legalForms,
  ...programmeForms,
  ...lifeChange,
  ...children,
  ...note,
  ...caseworkForms,
  ...measureForms,
  ...restrictionForms,
];
