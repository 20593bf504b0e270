import {
  authorities,
  authorityOutcomes,
  chaseResults,
  concernOutcomes,
  concernSources,
  escalationLevels,
  escalationResults,
  reasonsNotTold,
  sharingGrounds,
  type ConcernEvent,
} from '@throughcare/pathway';
import { coded, mark, onDay, text, told, worker, workers, yesOrNo, type EventWords } from './said.ts';

const by = told('Recorded by', worker);
const about = told('Staff it is about', workers);
const said = told('What was said', text);
const child = told('Which child', text);
const reference = told('Reference', text);
const dayGiven = told('The day as it was given', text);
const chaseBy = told('To ask again on', onDay);
const reason = told('Reason', text);
const words = told('In words', text);
const decided = {
  by,
  share: told('Whether it is shared', yesOrNo),
  ground: told('Ground', coded(sharingGrounds)),
  told: told('Whether you were told', yesOrNo),
  notTold: told('Why you were not told', coded(reasonsNotTold)),
  reason,
};
/** What leads to another record, or says what became of one as a record, is let go into no copy. */
const never = mark;

/**
 * How lines of what is kept about a child’s safety are told, where one is released. No title says where it is kept: that
 * there is such a record is for nobody to learn from a copy (E23).
 */
export const concernWords: EventWords<ConcernEvent> = {
  raised: {
    title: 'Something was told to us',
    fields: {
      source: told('Came from', coded(concernSources)),
      by,
      immediateDanger: told('Whether somebody was in danger at once', yesOrNo),
      about,
      dayGiven,
      said,
      child,
      from: never,
    },
  },
  words_added: { title: 'More was told to us', fields: { by, dayGiven, said, child } },
  about_staff: { title: 'Staff it is about', fields: { by, about } },
  passed_on: {
    title: 'It was passed on',
    fields: {
      passing: mark,
      by,
      to: told('To', coded(authorities)),
      reference,
      ownDuty: told('Whether it is a report under a duty of their own', yesOrNo),
      chaseBy,
      dayGiven,
      shared: told('What was shared', text),
    },
  },
  reference_added: { title: 'A reference was given', fields: { passing: mark, by, reference } },
  reviewed: {
    title: 'A second person looked at it',
    fields: { by, agreed: told('Whether they agreed', yesOrNo), words },
  },
  review_settled: { title: 'The second look was settled', fields: { by, words } },
  deciders_named: {
    title: 'Two people were named to decide',
    fields: { by, first: told('First', worker), second: told('Second', worker) },
  },
  third_named: { title: 'A third person was named to decide', fields: { by, third: told('Third', worker) } },
  decided: { title: 'It was decided whether to share it', fields: decided },
  sharing_settled: { title: 'It was settled whether to share it', fields: decided },
  chased: {
    title: 'It was asked again',
    fields: {
      passing: mark,
      by,
      reference,
      result: told('What came of it', coded(chaseResults)),
      chaseBy,
    },
  },
  authority_answered: {
    title: 'The authority answered',
    fields: {
      passing: mark,
      by,
      outcome: told('What they did', coded(authorityOutcomes)),
      chaseBy,
      words,
    },
  },
  escalated: {
    title: 'A disagreement was taken further',
    fields: {
      passing: mark,
      by,
      level: told('To', coded(escalationLevels)),
      answerBy: told('To be answered by', onDay),
      reason,
    },
  },
  escalation_answered: {
    title: 'The disagreement was answered',
    fields: { passing: mark, by, result: told('What came of it', coded(escalationResults)), words },
  },
  linked_to_case: { title: 'Linked', fields: { case: never, by: never } },
  unlinked_from_case: { title: 'No longer linked', fields: { case: never, by: never } },
  joined: { title: 'Joined', fields: { with: never, by: never } },
  unjoined: { title: 'No longer joined', fields: { with: never, by: never } },
  concern_closed: {
    title: 'It came to an end',
    fields: { by, outcome: told('How it ended', coded(concernOutcomes)) },
  },
  hold_placed: {
    title: 'Ordered to be kept',
    fields: { hold: never, by: never, ground: never, until: never, reason: never },
  },
  hold_lifted: { title: 'No longer ordered to be kept', fields: { hold: never, by: never, reason: never } },
  lines_decided: {
    title: 'Lines of a copy were decided on',
    fields: { case: never, request: never, decision: never, lines: never, by: never, reason: never },
  },
  erasure_asked: {
    title: 'Erasure was asked for',
    fields: { by: never, ground: never, reason: never },
  },
  erasure_declined: { title: 'It stays', fields: { by: never, reason: never } },
  erased: { title: 'Erased', fields: { by: never, askedBy: never, ground: never } },
};
