import {
  ageBands,
  childrenEnquiries,
  contactArrangements,
  rolesWithChildren,
  socialCareStatuses,
  type AgeBand,
  type ChildrenCheck,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { z } from 'zod';
import { choice, choices, withDay, words } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';

const bandField = (band: AgeBand) => `band-${ageBands.indexOf(band)}`;
const count = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{1,2}$/.test(text), 'Enter a number, 0 if there are none.')
  .transform(Number);

/** The check on the children around a person: numbers and codes, who checked, and whom they asked (E33). */
export const childrenForm = caseForm({
  path: paths.personChildren,
  does: ['check_children'],
  template: 'person/children/form.njk',
  schema: withDay('on', 'the day of the check', {
    'band-0': count,
    'band-1': count,
    'band-2': count,
    'band-3': count,
    contact: choice(keysOf(contactArrangements), 'Choose what contact they have with children.'),
    role: choice(keysOf(rolesWithChildren), 'Choose whether they work with or care for children.'),
    socialCare: choice(keysOf(socialCareStatuses), 'Choose where children’s social care stands.'),
    asked: choices(keysOf(childrenEnquiries)),
    by: words,
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
    asked: value.asked,
    by: value.by,
  }),
  tells: ({ check, asked = [], by = '' }) => ({ answers: { ...typedCheck(check), asked: [...asked], by } }),
  shows: ({ staff }, { again }) => ({
    bands: ageBands.map(band => ({ name: bandField(band), band })),
    contacts: options(contactArrangements, name => name),
    roles: options(rolesWithChildren, name => name),
    statuses: options(socialCareStatuses, name => name),
    enquiries: options(childrenEnquiries, name => name),
    people: [{ value: '', text: again ? 'Whoever recorded it' : 'I did' }, ...options(staff, name => name)],
  }),
  begins: lastCheck,
});

/** A check begins from the last one, so that only what changed has to be changed. */
function lastCheck({ state }: Person): Record<string, string> {
  const check = state.childrenCheck?.check;
  return check ? typedCheck(check) : {};
}

function typedCheck(check: ChildrenCheck): Record<string, string> {
  const bands = ageBands.map(band => [bandField(band), String(check.atHome[band])] as const);
  const { contact, role, socialCare } = check;
  return { ...Object.fromEntries(bands), contact, role, socialCare };
}
