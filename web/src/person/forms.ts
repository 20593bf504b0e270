import { lifeChanges } from '@throughcare/pathway';
import { choice, withDay, words } from '../frame/fields.ts';
import { typedOf } from '../history/again.ts';
import { paths } from '../paths.ts';
import { caseForm, type FormOfCase } from './case-form.ts';
import { caseworkForms } from './casework/forms.ts';
import { characteristicsForm } from './characteristics/form.ts';
import { childrenForm } from './children/form.ts';
import { legalForms } from './legal/legal-forms.ts';
import { letterForms } from './letters/forms.ts';
import { measureForms } from './measures/forms.ts';
import { keysOf, options } from './options.ts';
import { programmeForms } from './programme/forms.ts';
import { restrictionForms } from './restriction/forms.ts';

const lifeChange = caseForm({
  path: paths.personLifeChange,
  does: ['record_life_change'],
  template: 'person/life-change.njk',
  schema: withDay('on', 'the day it changed', { what: choice(keysOf(lifeChanges), 'Choose what changed.') }),
  command: ({ on, what }) => ({ do: 'record_life_change', on, what }),
  tells: command => ({ answers: typedOf(command) }),
  shows: () => ({ changes: options(lifeChanges, name => name) }),
});

const note = caseForm({
  path: paths.personNote,
  does: ['write_note'],
  template: 'person/note.njk',
  schema: withDay('on', 'the day it is about', { words }),
  command: ({ on, words }) => ({ do: 'write_note', on, words }),
  tells: command => ({ answers: typedOf(command) }),
});

/** Every form about a person. */
export const caseForms: readonly FormOfCase[] = [
  ...legalForms,
  ...programmeForms,
  lifeChange,
  characteristicsForm,
  childrenForm,
  note,
  ...caseworkForms,
  ...letterForms,
  ...measureForms,
  ...restrictionForms,
];

export const caseFormRoutes = caseForms.flatMap(one => one.routes);
