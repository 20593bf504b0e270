import {
  agreedActions,
  ageBands,
  attendanceOutcomes,
  childrenEnquiries,
  contactArrangements,
  contactStages,
  disabilities,
  enrolmentBases,
  enrolmentStatuses,
  ethnicGroups,
  leavingReasons,
  legalStageWords,
  lifeChanges,
  referralSources,
  religions,
  rolesWithChildren,
  socialCareStatuses,
  triageOutcomes,
  type CaseEvent,
  type ChildrenCheck,
  type Json,
  type SessionDetail,
} from '@throughcare/pathway';
import { caseworkWords } from './casework.ts';
import { legalWords } from './legal.ts';
import { letterWords } from './letters.ts';
import { recordWords } from './record.ts';
import {
  coded,
  mark,
  meaning,
  number,
  onDay,
  programme,
  severalOf,
  text,
  told,
  worker,
  workers,
  yesOrNo,
  type EventWords,
  type Say,
} from './said.ts';

const enrolment = told('Programme', meaning('enrolment'));
const practitioner = told('Practitioner', worker);
const reason = told('Reason', text);
const status = coded(enrolmentStatuses);

const sayHow: Say<SessionDetail> = ({ kind, catchUp, late, arrivedAt, departedAt }) =>
  [
    kind === 'group' ? 'in the group' : 'one to one',
    ...(catchUp ? ['to catch up'] : []),
    ...(late ? ['late'] : []),
    ...(arrivedAt === null ? [] : [`came at ${arrivedAt}`]),
    ...(departedAt === null ? [] : [`left at ${departedAt}`]),
  ].join(', ');

const sayCheck: Say<NonNullable<Json>> = checked => {
  const { atHome, contact, role, socialCare } = checked as unknown as ChildrenCheck;
  const home = ageBands.filter(band => atHome[band] > 0).map(band => `${atHome[band]} aged ${band}`);
  return [
    `at home: ${home.length === 0 ? 'no children' : home.join(', ')}`,
    contactArrangements[contact],
    `work, volunteering and caring: ${rolesWithChildren[role]}`,
    `children’s social care: ${socialCareStatuses[socialCare]}`,
  ].join('; ');
};

/** How everything in a case is told to the person whom it is about. */
export const caseWords: EventWords<CaseEvent> = {
  referred: {
    title: 'You were referred to us',
    fields: {
      surname: told('Surname', text),
      forename: told('Forename', text),
      bornOn: told('Born on', onDay),
      sex: told('Sex', coded({ M: 'Male', F: 'Female' })),
      postcodeDistrict: told('Postcode district', text),
      pnc: told('Police National Computer number', text),
      reference: told('Reference', text),
      source: told('Referred by', coded(referralSources)),
      stage: told('Where you stood in law', coded(legalStageWords)),
    },
  },
  sent_from_outside: { title: 'The referral was sent from outside', fields: { by: told('Sent by', worker) } },
  triaged: {
    title: 'It was decided whether we can help',
    fields: { outcome: told('Decision', coded(triageOutcomes)) },
  },
  opened: { title: 'Your case was opened', fields: { practitioner } },
  practitioner_changed: { title: 'You have another practitioner', fields: { practitioner } },
  enrolled: {
    title: 'You were referred to a programme',
    fields: {
      enrolment: mark,
      programme: told('Programme', programme),
      basis: told('On what footing', coded(enrolmentBases)),
      status: told('Where it stands', status),
    },
  },
  enrolment_moved: {
    title: 'Your referral to a programme moved on',
    fields: {
      enrolment,
      to: told('Where it stands', status),
      continuing: told('Whether that led onward', yesOrNo),
      details: told('Details', text),
    },
  },
  place_given: {
    title: 'You were given a place',
    fields: { enrolment, group: mark, startsOn: told('Begins on', onDay) },
  },
  attended: {
    title: 'A session of a programme',
    fields: {
      enrolment,
      session: told('Session', number),
      code: told('Whether you came', coded(attendanceOutcomes)),
      how: told('How', sayHow),
    },
  },
  began_before: {
    title: 'What you had done of a programme before this record began',
    fields: {
      enrolment,
      from: told('First session on', onDay),
      attended: told('Sessions you came to', number),
      of: told('Of how many', number),
    },
  },
  programme_completed: { title: 'You completed a programme', fields: { enrolment } },
  review_held: { title: 'The review after a programme was held', fields: { enrolment } },
  programme_left: {
    title: 'You left a programme',
    fields: { enrolment, reason: told('Why', coded(leavingReasons)) },
  },
  children_checked: {
    title: 'A check on the children around you',
    fields: {
      check: told('What is known', sayCheck),
      by: told('Checked by', worker),
      asked: told('Who was asked', severalOf(childrenEnquiries)),
    },
  },
  slip_brought: {
    title: 'You brought a slip from the helpline',
    fields: {
      saidStage: told('Where you said you stood', coded(contactStages)),
      actions: told('What you had decided to do', severalOf(agreedActions)),
    },
  },
  life_changed: { title: 'Something changed', fields: { what: told('What', coded(lifeChanges)) } },
  characteristics_told: {
    title: 'What you said of yourself, for counting',
    fields: {
      ethnicGroup: told('Ethnic group', coded(ethnicGroups)),
      disability: told('Disability', coded(disabilities)),
      religion: told('Religion', coded(religions)),
    },
  },
  note_written: { title: 'A note', fields: { words: told('What it says', text) } },
  restricted: {
    title: 'Named staff were kept out of your case',
    fields: { excluded: told('Who', workers) },
  },
  restricted_to: {
    title: 'Your case was opened to named staff alone',
    fields: {
      allowed: told('Who', workers),
      reason,
      message: told('What they have to know', text),
    },
  },
  restriction_lifted: { title: 'Your case is open to all who work with it again', fields: { reason } },
  staff_excluded: {
    title: 'Named staff were kept out of your case',
    fields: { staff: told('Who', workers), reason },
  },
  exclusion_ended: {
    title: 'Named staff may see your case again',
    fields: { staff: told('Who', workers), reason },
  },
  stepped_away: { title: 'Somebody here stepped away from your case', fields: { user: told('Who', worker) } },
  ...legalWords,
  ...caseworkWords,
  ...letterWords,
  ...recordWords,
};
