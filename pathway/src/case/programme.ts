import { accept, refuse } from '../decider.ts';
import { sayDay } from '../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import type { CaseState, Enrolment } from './case.ts';

export function enrol(state: CaseState, command: CommandOf<'enrol'>): CaseDecision {
  const { on, enrolment, programme, basis } = command;
  if (state.status !== 'open') {
    return refuse(
      'not_open',
      `The case has to be opened before anybody is put on a waiting list. ${unsaved}`,
    );
  }
  const running = state.enrolments.some(
    one => one.programme === programme && one.endedOn === null && one.basis === basis,
  );
  if (running) {
    return refuse('already_enrolled', `They are already enrolled on that programme. ${unsaved}`, 'programme');
  }
  const sentenced = state.orders.length > 0;
  if ((basis === 'requirement' || basis === 'voluntary_after_sentence') && !sentenced) {
    return refuse(
      'no_sentence',
      `No sentence is recorded, so this basis cannot be right. ${unsaved}`,
      'basis',
    );
  }
  if (
    basis === 'voluntary_before_charge' &&
    ['charged', 'before_the_court', 'convicted', 'sentenced'].includes(state.stage)
  ) {
    return refuse(
      'after_charge',
      `They have been charged, so this basis cannot be right. ${unsaved}`,
      'basis',
    );
  }
  return accept(event('enrolled', on, { enrolment, programme, basis }));
}

function withRunning(
  state: CaseState,
  id: string,
  decide: (running: Enrolment) => CaseDecision,
): CaseDecision {
  const enrolment = state.enrolments.find(one => one.id === id);
  if (!enrolment) return refuse('no_such_enrolment', `There is no such enrolment in this case. ${unsaved}`);
  if (enrolment.endedOn !== null) {
    return refuse('already_over', `That enrolment ended on ${sayDay(enrolment.endedOn)}. ${unsaved}`);
  }
  return decide(enrolment);
}

export function givePlace(state: CaseState, command: CommandOf<'give_place'>): CaseDecision {
  const { on, group, startsOn } = command;
  return withRunning(state, command.enrolment, running => {
    if (running.status === 'on_programme') {
      return refuse('already_began', `They have already begun. ${unsaved}`);
    }
    if (running.place?.group === group) {
      return refuse('already_placed', `They already have a place in that group. ${unsaved}`);
    }
    return (
      refuseBefore(on, running.since, 'the enrolment') ??
      accept(event('place_given', on, { enrolment: running.id, group, startsOn }))
    );
  });
}

export function recordAttendance(state: CaseState, command: CommandOf<'record_attendance'>): CaseDecision {
  const { on, session, code } = command;
  return withRunning(state, command.enrolment, running => {
    if (running.place === null) {
      return refuse('no_place', `They have no place in a group yet. ${unsaved}`);
    }
    if (on < running.place.startsOn) {
      return refuse(
        'before_the_group',
        `The group begins on ${sayDay(running.place.startsOn)}. ${unsaved} Change the date.`,
        'on',
      );
    }
    if (running.attendances.some(one => one.session === session)) {
      return refuse('already_marked', `Session ${session} is already marked. ${unsaved} Correct it instead.`);
    }
    return accept(event('attended', on, { enrolment: running.id, session, code }));
  });
}

export function completeProgramme(state: CaseState, command: CommandOf<'complete_programme'>): CaseDecision {
  return withRunning(state, command.enrolment, running => {
    const last = running.attendances.at(-1);
    if (running.status !== 'on_programme' || !last) {
      return refuse('never_began', `They have not attended a session yet. ${unsaved}`);
    }
    return (
      refuseBefore(command.on, last.on, 'the last session') ??
      accept(event('programme_completed', command.on, { enrolment: running.id }))
    );
  });
}

export function leaveProgramme(state: CaseState, command: CommandOf<'leave_programme'>): CaseDecision {
  const { on, reason } = command;
  return withRunning(
    state,
    command.enrolment,
    running =>
      refuseBefore(on, running.since, 'the enrolment') ??
      accept(event('programme_left', on, { enrolment: running.id, reason })),
  );
}
