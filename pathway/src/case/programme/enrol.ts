import { accept, refuse } from '../../decider.ts';
import { wasThere } from '../../attendance.ts';
import { sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { afterConviction } from '../legal/stages.ts';
import { enrolmentBases, isOrdered, type Enrolment } from './enrolment.ts';
import { canMove, enrolmentStatuses, isContinuing } from './status.ts';

export function enrol(state: CaseState, command: CommandOf<'enrol'>): CaseDecision {
  const { on, enrolment, programme, basis, assessed } = command;
  if (state.status !== 'open') {
    return refuse(
      'not_open',
      `The case has to be opened before anybody is put on a waiting list. ${unsaved}`,
    );
  }
  const again = state.enrolments.some(one => one.id === enrolment);
  const running = state.enrolments.some(
    one => one.programme === programme && one.endedOn === null && one.basis === basis,
  );
  if (again || running) {
    return refuse('already_enrolled', `They are already enrolled on that programme. ${unsaved}`, 'programme');
  }
  const status = assessed ? 'awaiting_allocation' : 'awaiting_assessment';
  return (
    refuseBasis(state, command) ?? accept(event('enrolled', on, { enrolment, programme, basis, status }))
  );
}

/** E40: the basis has to fit what is known of the case. It is never changed: another basis is another enrolment. */
function refuseBasis(state: CaseState, { on, basis }: CommandOf<'enrol'>) {
  const sentenced = state.orders.some(order => order.from <= on);
  if ((basis === 'requirement' || basis === 'voluntary_after_sentence') && !sentenced) {
    const words = `No sentence is recorded by that day, so this basis cannot be right. ${unsaved}`;
    return refuse('no_sentence', words, 'basis');
  }
  const afterCharge = ['charged', 'before_the_court', ...afterConviction].includes(state.stage);
  if (basis === 'voluntary_before_charge' && afterCharge) {
    const words = `They have been charged, so this basis cannot be right. ${unsaved}`;
    return refuse('after_charge', words, 'basis');
  }
  return undefined;
}

/** The enrolment that a command means, while it runs. */
export function withRunning(
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

/** The last day on which they came, or on which the referral moved: what follows comes after it. */
export function lastDayOf({ statuses, attendances }: Enrolment): Day {
  const came = attendances.filter(one => wasThere(one.code)).map(one => one.on);
  return [statuses.at(-1)!.on, ...came].reduce((last, on) => (on > last ? on : last));
}

const lastChange = 'its last change';

function refuseChange(running: Enrolment, on: Day) {
  return (
    refuseBefore(on, running.statuses.at(-1)!.on, lastChange) ??
    refuseBefore(on, lastDayOf(running), 'the last session they came to')
  );
}

/** A session that was marked keeps the group in which it was marked. */
function refuseMarked({ attendances }: Enrolment, on: Day) {
  const marked = attendances.map(one => one.on).sort();
  return refuseBefore(on, marked.at(-1) ?? null, 'the last session that is marked');
}

export function moveEnrolment(state: CaseState, command: CommandOf<'move_enrolment'>): CaseDecision {
  const { on, to, details } = command;
  return withRunning(state, command.enrolment, running => {
    const { status, basis } = running;
    if (!canMove(status, to)) {
      return refuse(
        'move_impossible',
        `“${enrolmentStatuses[to].words}” cannot follow “${enrolmentStatuses[status].words}”. ${unsaved}`,
        'to',
      );
    }
    const byCourt = to === 'breach_non_attendance' || to === 'return_to_court';
    if (byCourt && !isOrdered(basis)) {
      return refuse(
        'by_choice',
        `They take part by choice (${enrolmentBases[basis].toLowerCase()}), so no court is asked about it. ${unsaved}`,
        'to',
      );
    }
    const facts = { enrolment: running.id, to, continuing: isContinuing(status, to) };
    return (
      refuseChange(running, on) ??
      refuseMarked(running, on) ??
      accept({ ...event('enrolment_moved', on, facts), sealed: { details: details.trim() } })
    );
  });
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
    // Somebody who is scheduled may change groups: it is going back to allocation and forward again.
    if (running.status !== 'awaiting_allocation' && running.status !== 'scheduled') {
      return refuse(
        'not_allocable',
        `Their referral stands at “${enrolmentStatuses[running.status].words}”. ${unsaved} A place is given to somebody who awaits allocation.`,
      );
    }
    return (
      refuseChange(running, on) ??
      refuseMarked(running, on) ??
      accept(event('place_given', on, { enrolment: running.id, group, startsOn }))
    );
  });
}

export function leaveProgramme(state: CaseState, command: CommandOf<'leave_programme'>): CaseDecision {
  const { on, reason } = command;
  return withRunning(
    state,
    command.enrolment,
    running =>
      refuseChange(running, on) ?? accept(event('programme_left', on, { enrolment: running.id, reason })),
  );
}
