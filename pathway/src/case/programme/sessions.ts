import { faultOf, wasThere } from '../../attendance.ts';
import { accept, refuse } from '../../decider.ts';
import { sayDay } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { withRunning } from './enrol.ts';
import type { Enrolment } from './enrolment.ts';
import { hasBegun } from './completion.ts';
import { enrolmentStatuses, isWaiting } from './status.ts';

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
    const placed = running.statuses.findLast(one => one.status === 'scheduled');
    const early = refuseBefore(on, placed?.on ?? null, 'the day they got their place');
    if (early) return early;
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

/** A sum of before the record, told once and before any session is marked here, so that nothing is counted twice. */
export function tellBeginningBefore(
  state: CaseState,
  command: CommandOf<'tell_beginning_before'>,
): CaseDecision {
  const { on, from, attended, of } = command;
  return withRunning(state, command.enrolment, running => {
    if (running.before !== null) {
      return refuse('already_told', `What was before is already told. ${unsaved} Correct it instead.`);
    }
    if (running.attendances.length > 0) {
      return refuse(
        'already_marked',
        `Sessions of it are marked here already, so a sum could count them twice. ${unsaved}`,
      );
    }
    if ((attended === null) !== (of === null) || (attended ?? 0) > (of ?? 0) || of === 0) {
      const words = `Say how many sessions they were at, and of how many: at most all of them. ${unsaved}`;
      return refuse('sum', words, 'attended');
    }
    if (from !== null && (from > on || attended === 0)) {
      const words = `The first session that they were at cannot be after the day up to which is counted. ${unsaved}`;
      return refuse('first_later', words, 'from');
    }
    return (
      refuseBefore(on, running.since, 'the enrolment') ??
      refuseBefore(from ?? on, running.since, 'the enrolment') ??
      accept(event('began_before', on, { enrolment: running.id, from, attended, of }))
    );
  });
}

export function completeProgramme(state: CaseState, command: CommandOf<'complete_programme'>): CaseDecision {
  return withRunning(state, command.enrolment, running => {
    const last = running.attendances.at(-1)?.on ?? running.before?.until;
    // Of whom it is told that they began before the record, no place here says how far they came.
    const inTime =
      running.status === 'on_programme' || (running.before !== null && isWaiting(running.status));
    if (!inTime || last === undefined || !hasBegun(running)) {
      return refuse('never_began', `They have not attended a session yet. ${unsaved}`);
    }
    return (
      refuseBefore(command.on, last, 'the last session') ??
      refuseBefore(command.on, running.statuses.at(-1)!.on, 'its last change') ??
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
    refuseBefore(
      on,
      enrolment.attendances.at(-1)?.on ?? enrolment.before?.until ?? null,
      'the last session',
    ) ?? accept(event('review_held', on, { enrolment: enrolment.id }))
  );
}
