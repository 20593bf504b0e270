import type { CaseEvent } from '@throughcare/pathway';
import { lifetimeRegister } from './case-lifetime.ts';
import { caseworkRegister } from './casework.ts';
import { fieldsOf, type EventRegister } from './entry.ts';
import { letterRegister } from './letters.ts';
import { restrictionRegister } from './restriction.ts';
import { legalRegister } from './legal.ts';

const { given, kept } = fieldsOf('casework');

const enrolment = given('which time on a programme this belongs to');
const practitioner = given('who carries the case, and is answerable for it');

export const caseRegister: EventRegister<CaseEvent> = {
  referred: {
    reference: given('names the case without naming the person'),
    source: given('who sent them, to tell them what came of it'),
    stage: given('where they stood in law when they came'),
    surname: given('who they are', 'identity'),
    forename: given('who they are', 'identity'),
    bornOn: given('tells people of one name apart', 'identity'),
    sex: given('tells people of one name apart; asked by the data lab', 'identity'),
    postcodeDistrict: given('which courts and services are near; never an address', 'identity'),
    pnc: given('finds the same person in records of the police', 'identity'),
  },
  sent_from_outside: { by: kept('staff', 'who may see how far their referral is (E31)') },
  triaged: { outcome: given('whether we can help them, and why not') },
  opened: { practitioner },
  practitioner_changed: { practitioner },
  ...legalRegister,
  enrolled: {
    enrolment,
    programme: given('what they take part in'),
    basis: given('whether by order or by choice (E40)'),
    status: given('where the referral to the programme stands'),
  },
  enrolment_moved: {
    enrolment,
    to: given('where the referral to the programme stands'),
    continuing: given('whether that led onward'),
    details: kept('third_party', 'why, in words', 'identity'),
  },
  place_given: {
    enrolment,
    group: given('which group has a place for them'),
    startsOn: given('when they begin'),
  },
  attended: {
    enrolment,
    session: given('which session'),
    code: given('whether they came, in the codes of probation'),
    how: given('whether late, left early, alone or to catch up'),
  },
  began_before: {
    enrolment,
    from: given('when they began, where that was before this record'),
    attended: given('how much of it they had before this record'),
    of: given('how much of it they had before this record'),
  },
  programme_completed: { enrolment },
  review_held: { enrolment },
  programme_left: { enrolment, reason: given('why they stopped') },
  // What is known of children around a person is about those children too.
  children_checked: {
    check: kept('third_party', 'that children around them are safe (E33)'),
    by: kept('staff', 'who checked (E33)'),
    asked: kept('third_party', 'whom they asked (E33)'),
  },
  slip_brought: {
    saidStage: given('where they said they stood, if they chose to bring it (E6)'),
    actions: given('what they had decided to do, if they chose to bring it'),
  },
  life_changed: { what: given('a change after which the children are checked again') },
  characteristics_told: {
    ethnicGroup: given('whether everybody is helped as soon (E32), as they say it', 'identity'),
    disability: given('whether everybody is helped as soon (E32), as they say it', 'identity'),
    religion: given('whether everybody is helped as soon (E32), as they say it', 'identity'),
  },
  // A note may hold what others told.
  note_written: { words: kept('third_party', 'what the work needs in words (E3)', 'notes') },
  ...restrictionRegister,
  ...caseworkRegister,
  ...letterRegister,
  ...lifetimeRegister,
};
