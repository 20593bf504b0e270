import type { CaseDecision } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { decideAppeal, recordAppeal } from './appeal.ts';
import { recordBarring } from './barring.ts';
import { hearBreach } from './breach.ts';
import { changeClockEnd, endClock } from './clocks.ts';
import { endCondition, setCondition } from './conditions.ts';
import { beginPostSentenceSupervision, recordRecall, recordRelease } from './custody.ts';
import { judgeFailure } from './enforcement.ts';
import type { LegalCommand } from './events.ts';
import { reviewKeeping } from './keeping.ts';
import { recordMappa } from './mappa.ts';
import { beginNotification, recordNotified } from './notification.ts';
import { endOrder, endSupervision, recordSentence } from './orders.ts';
import { makePreventionOrder } from './prevention-order.ts';
import { beginProceedings, recordLegalStep } from './proceedings.ts';
import { setRehabilitation } from './rehabilitation.ts';
import { endRequirement, recordProgress } from './requirements.ts';

/**
 * Commands that a closed case still takes. Orders, notification, conditions and reviews run on when our work ends
 * (domain 2.1: the end of an order, and of a case, is not the end of the pathway).
 */
export const takenWhenClosed: readonly LegalCommand['do'][] = [
  'record_legal_step',
  'record_appeal',
  'decide_appeal',
  'review_keeping',
  'record_sentence',
  'end_order',
  'end_supervision',
  'end_requirement',
  'hear_breach',
  'record_release',
  'record_recall',
  'begin_notification',
  'record_notified',
  'record_barring',
  'record_mappa',
  'change_clock_end',
  'end_clock',
  'end_condition',
];

/** What the legal half of a case answers to a command. */
export function decideLegal(state: CaseState, command: LegalCommand): CaseDecision {
  switch (command.do) {
    case 'begin_proceedings':
      return beginProceedings(state, command);
    case 'record_legal_step':
      return recordLegalStep(state, command);
    case 'record_appeal':
      return recordAppeal(state, command);
    case 'decide_appeal':
      return decideAppeal(state, command);
    case 'review_keeping':
      return reviewKeeping(state, command);
    case 'record_sentence':
      return recordSentence(state, command);
    case 'end_order':
      return endOrder(state, command);
    case 'end_supervision':
      return endSupervision(state, command);
    case 'record_progress':
      return recordProgress(state, command);
    case 'end_requirement':
      return endRequirement(state, command);
    case 'judge_failure':
      return judgeFailure(state, command);
    case 'hear_breach':
      return hearBreach(state, command);
    case 'record_release':
      return recordRelease(state, command);
    case 'record_recall':
      return recordRecall(state, command);
    case 'begin_post_sentence_supervision':
      return beginPostSentenceSupervision(state, command);
    case 'begin_notification':
      return beginNotification(state, command);
    case 'record_notified':
      return recordNotified(state, command);
    case 'make_prevention_order':
      return makePreventionOrder(state, command);
    case 'record_barring':
      return recordBarring(state, command);
    case 'record_mappa':
      return recordMappa(state, command);
    case 'set_rehabilitation':
      return setRehabilitation(state, command);
    case 'change_clock_end':
      return changeClockEnd(state, command);
    case 'end_clock':
      return endClock(state, command);
    case 'set_condition':
      return setCondition(state, command);
    case 'end_condition':
      return endCondition(state, command);
    default:
      return command satisfies never;
  }
}
