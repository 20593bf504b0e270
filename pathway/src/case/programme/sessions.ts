import { faultOf, wasThere } from '../../attendance.ts';
import { accept, refuse } from '../../decider.ts';
import { sayDay } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { withRunning } from './enrol.ts';
import type { Enrolment } from './enrolment.ts';
import { enrolmentStatuses } from './status.ts';

export function recordAttendance(state: CaseState, command: CommandOf<'record_attendance'>): CaseDecision {
  const { on, session, code, how } = command;
  return withRunning(state, command.enrolment, running => {
    if (running.place === null) {
      return refuse('no_place', `They have no place in a group yet. ${unsaved}`);
    }
    if (running.status !== 'scheduled' && running.status !== 'on_programme') {
      const { words } = enrolmentStatuses[running.status];
      return refuse('not_on_programme', `Their referral stands at “${words}”. ${unsaved}`);
    }
    if (on < running.place.startsOn) {
      return refuse(
        'before_the_group',
        `The group begins on ${sayDay(running.place.startsOn)}. ${unsaved} Change the date.`,
        'on',
      );
    }
    const fault = faultOf(code, how);
    if (fault) return refuse('detail', `${fault} ${unsaved}`, 'how');
    return (
      refuseSecondMark(running, command) ??
      accept(event('attended', on, { enrolment: running.id, session, code, how }))
    );
  });
}

/** A session is marked once in a group. One that was missed can be caught up, and that attempt is marked once too. */
function refuseSecondMark(running: Enrolment, { session, how }: CommandOf<'record_attendance'>) {
  const marks = running.attendances.filter(one => one.session === session && one.how.kind === how.kind);
  const { group } = running.place!;
  if (!how.catchUp) {
    const marked = marks.some(one => one.group === group && !one.how.catchUp);
    return marked
      ? refuse('already_marked', `Session ${session} is already marked. ${unsaved} Correct it instead.`)
      : undefined;
  }
  if (marks.length === 0) {
    return refuse(
      'nothing_missed',
      `Session ${session} was not missed, so it cannot be caught up. ${unsaved}`,
    );
  }
  if (marks.some(one => wasThere(one.code))) {
    return refuse('was_there', `They were there for session ${session}. ${unsaved}`);
  }
  return undefined;
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

/** The review after a programme: while it runs out, or afterwards. */
export function holdReview(state: CaseState, command: CommandOf<'hold_review'>): CaseDecision {
  const enrolment = state.enrolments.find(one => one.id === command.enrolment);
  const { on } = command;
  if (!enrolment) return refuse('no_such_enrolment', `There is no such enrolment in this case. ${unsaved}`);
  if (enrolment.status !== 'on_programme' && enrolment.status !== 'programme_complete') {
    const { words } = enrolmentStatuses[enrolment.status];
    return refuse('not_on_programme', `Their referral stands at “${words}”. ${unsaved}`);
  }
  if (enrolment.reviewOn !== null) {
    return refuse('already_held', `The review was held on ${sayDay(enrolment.reviewOn)}. ${unsaved}`);
  }
  return (
    refuseBefore(on, enrolment.attendances.at(-1)?.on ?? null, 'the last session') ??
    accept(event('review_held', on, { enrolment: enrolment.id }))
  );
}
