import { accept, NOTHING_THERE, refuse, type Circumstances, type Decision } from '../decider.ts';
import { sayDay } from '../day.ts';
import { carrying, event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import { decideCasework, isCasework, isTakenWhenClosed, type CaseworkCommand } from './casework/index.ts';
import { tellCharacteristics } from './characteristics.ts';
import { checkChildren } from './children-check.ts';
import { decideLifetime, isLifetimeCommand } from './decide-lifetime.ts';
import { decideLegal, takenWhenClosed } from './legal/decide.ts';
import { enrol, givePlace, leaveProgramme, moveEnrolment } from './programme/enrol.ts';
import {
  completeProgramme,
  holdReview,
  recordAttendance,
  tellBeginningBefore,
} from './programme/sessions.ts';
import { decideRestriction, isRestriction, refuseToCarry, type RestrictionCommand } from './restriction.ts';
import { decideLetter, isLetterCommand } from './letters/issue.ts';
import type { LetterCommand } from './letters/letter.ts';
import type { LifetimeCommand } from './lifetime.ts';
import { sentFromOutside } from './sent.ts';
import { bringSlip } from './slip.ts';
import type { CaseCommand, CaseEvent, CaseState } from './case.ts';

/** What a case answers to a command: events to keep, or a refusal in words. */
export function decideCase(
  state: CaseState,
  command: CaseCommand,
  circumstances: Circumstances,
): Decision<CaseEvent> {
  const { today } = circumstances;
  if (command.on > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. ${unsaved}`, 'on');
  }
  if (command.do === 'refer') return refer(state, command);
  if (command.do === 'send_referral') {
    return sentFromOutside(refer(state, command), command.on, circumstances.actor);
  }
  if (state.status === 'none') {
    return refuse(NOTHING_THERE, `There is no referral here yet. ${unsaved} Begin with the referral.`);
  }
  if (isLifetimeCommand(command)) return decideLifetime(state, command, circumstances);
  if (isLetterCommand(command)) return decideLetter(state, command, circumstances);
  if (isRestriction(command)) return decideRestriction(state, command, circumstances.actor);
  if (isCasework(command) && isTakenWhenClosed(command))
    return decideCasework(state, command, circumstances.actor);
  if (state.status === 'closed' && !(takenWhenClosed as readonly string[]).includes(command.do)) {
    return refuse(
      'closed',
      `This case was closed on ${sayDay(state.closed!.on)}. ${unsaved} Open it again first.`,
    );
  }
  if (isCasework(command)) return decideCasework(state, command, circumstances.actor);
  return decideInCase(state, command, circumstances);
}

function decideInCase(
  state: CaseState,
  command: Exclude<
    CaseCommand,
    { do: 'refer' | 'send_referral' } | LetterCommand | LifetimeCommand | RestrictionCommand | CaseworkCommand
  >,
  { actor }: Circumstances,
): CaseDecision {
  const { on } = command;
  switch (command.do) {
    case 'triage':
      return triage(state, command);
    case 'open':
      return open(state, command);
    case 'change_practitioner':
      return (
        refuseBefore(on, state.carriedSince, carrying) ??
        refuseToCarry(state, command.practitioner) ??
        accept(event('practitioner_changed', on, { practitioner: command.practitioner }))
      );
    case 'enrol':
      return enrol(state, command);
    case 'move_enrolment':
      return moveEnrolment(state, command);
    case 'give_place':
      return givePlace(state, command);
    case 'record_attendance':
      return recordAttendance(state, command);
    case 'tell_beginning_before':
      return tellBeginningBefore(state, command);
    case 'complete_programme':
      return completeProgramme(state, command);
    case 'hold_review':
      return holdReview(state, command);
    case 'leave_programme':
      return leaveProgramme(state, command);
    case 'check_children':
      return checkChildren(state, command, actor);
    case 'record_life_change':
      return accept(event('life_changed', on, { what: command.what }));
    case 'tell_characteristics':
      return tellCharacteristics(state, command);
    case 'bring_slip':
      return bringSlip(state, command);
    case 'write_note':
      if (command.words.trim() === '') return refuse('empty', `Write the note first. ${unsaved}`, 'words');
      return accept({ ...event('note_written', on, {}), sealed: { words: command.words } });
    default:
      return decideLegal(state, command);
  }
}

function refer(state: CaseState, command: CommandOf<'refer' | 'send_referral'>): CaseDecision {
  if (state.status !== 'none') return refuse('already_referred', `This referral is already here. ${unsaved}`);
  const { reference, source, stage, identity, on } = command;
  if (identity.bornOn !== null && identity.bornOn > on) {
    return refuse('born_later', `The date of birth is after the referral. ${unsaved}`, 'bornOn');
  }
  return accept({ ...event('referred', on, { reference, source, stage }), sealed: { ...identity } });
}

function triage(state: CaseState, command: CommandOf<'triage'>): CaseDecision {
  if (state.status !== 'referred') {
    return refuse('already_triaged', `This referral was already accepted. ${unsaved}`);
  }
  return (
    refuseBefore(command.on, state.referredOn, 'the referral') ??
    accept(event('triaged', command.on, { outcome: command.outcome }))
  );
}

function open(state: CaseState, command: CommandOf<'open'>): CaseDecision {
  if (state.status === 'open') return refuse('already_open', `This case is already open. ${unsaved}`);
  if (state.status !== 'accepted') {
    return refuse('not_accepted', `The referral has to be accepted before a case is opened. ${unsaved}`);
  }
  return (
    refuseBefore(command.on, state.statusSince, 'the day it was accepted') ??
    refuseToCarry(state, command.practitioner) ??
    accept(event('opened', command.on, { practitioner: command.practitioner }))
  );
}
