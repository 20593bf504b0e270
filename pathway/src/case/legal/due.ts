import { attendanceOutcomes } from '../../attendance.ts';
import { sayDay, type Day } from '../../day.ts';
import type { CaseState } from '../case.ts';
import type { Counted } from '../due-length.ts';
import { runsOn } from './clocks.ts';
import { bindingConditions } from './conditions.ts';
import { recallEnds } from './custody.ts';
import { sameFailure } from './enforcement.ts';
import { notifyBy } from './notification.ts';

export type LegalDueKind =
  | 'bail_return'
  | 'deferred_sentence'
  | 'failure_decision'
  | 'keeping_review'
  | 'notify'
  | 'recall_ends'
  | 'barring_review'
  | 'mappa_review'
  | 'condition_ends';

interface LegalDue {
  readonly kind: LegalDueKind;
  readonly by: Day;
  readonly because: string;
}

/** The same, where how soon is an organisation's own to set. */
interface CountedLegalDue extends Counted {
  readonly kind: LegalDueKind;
  readonly because: string;
}

/** What is due in law, with the fact that made it so. A closed case has some of it still: clocks run on. */
export function legalDue(state: CaseState): (LegalDue | CountedLegalDue)[] {
  const all = keepingReviews(state);
  // After a death no clock of the law runs for anybody; what may be kept of the record is still to be decided.
  if (state.closed?.reason !== 'died') all.push(...clockDue(state));
  if (state.status === 'open') all.push(...proceedingsDue(state), ...orderDue(state));
  return all;
}

/** E24: nobody who was not convicted is kept on record without somebody deciding that they are. */
function keepingReviews({ proceedings }: CaseState): (LegalDue | CountedLegalDue)[] {
  return proceedings.flatMap((one): (LegalDue | CountedLegalDue)[] => {
    if (one.endedOn === null) return [];
    const kind = 'keeping_review';
    if (one.kept === null || one.kept.on < one.endedOn) {
      return [
        {
          kind,
          from: one.endedOn,
          length: 'keepingReviewWithin',
          times: 1,
          because: 'Proceedings ended without a conviction: decide what of the record may be kept.',
        },
      ];
    }
    if (one.kept.reviewOn === null) return [];
    return [
      { kind, by: one.kept.reviewOn, because: 'What was kept of the record is to be looked at again.' },
    ];
  });
}

function proceedingsDue({ proceedings }: CaseState): LegalDue[] {
  return proceedings.flatMap((one): LegalDue[] => {
    const due: LegalDue[] = [];
    if (one.bail?.until)
      due.push({ kind: 'bail_return', by: one.bail.until, because: 'They return on bail that day.' });
    if (one.stage === 'sentence_deferred' && one.deferredUntil) {
      due.push({
        kind: 'deferred_sentence',
        by: one.deferredUntil,
        because: 'The sentence was deferred until then.',
      });
    }
    return due;
  });
}

function clockDue(state: CaseState): LegalDue[] {
  const moves = state.lifeChanges.filter(one => one.what === 'address');
  return state.clocks.flatMap((clock): LegalDue[] => {
    if (clock.ended) return [];
    switch (clock.kind) {
      case 'notification': {
        const within = moves.filter(({ on }) => runsOn(clock, on));
        const due = notifyBy(clock, within);
        return due ? [{ kind: 'notify', ...due }] : [];
      }
      case 'barring':
        if (clock.reviewOn === null) return [];
        return [
          {
            kind: 'barring_review',
            by: clock.reviewOn,
            because: 'Ask again how the barring service decided.',
          },
        ];
      case 'mappa':
        if (clock.reviewOn === null) return [];
        return [
          { kind: 'mappa_review', by: clock.reviewOn, because: 'Category and level are reviewed that day.' },
        ];
      case 'prevention_order':
      case 'rehabilitation':
        return [];
      default:
        return clock satisfies never;
    }
  });
}

function orderDue(state: CaseState): (LegalDue | CountedLegalDue)[] {
  const due: (LegalDue | CountedLegalDue)[] = failuresToDecide(state).map(({ on: from, session }) => ({
    kind: 'failure_decision',
    from,
    length: 'failureDecisionWithin',
    times: 1,
    because: `Session ${session} was not complied with: decide whether there was a reasonable excuse.`,
  }));
  for (const { custody, ended } of state.orders) {
    const by = custody && !ended ? recallEnds(custody) : null;
    if (by) due.push({ kind: 'recall_ends', by, because: 'The recall of fixed length is over that day.' });
  }
  for (const one of state.conditions) {
    if (one.until === null || !bindingConditions(state, one.until).includes(one)) continue;
    due.push({
      kind: 'condition_ends',
      from: one.until,
      length: 'conditionEndsNotice',
      times: -1,
      because: `A condition ends on ${sayDay(one.until)}. Others go on.`,
    });
  }
  return due;
}

/** Sessions of what was ordered that were not complied with, and about which nobody has decided. */
export function failuresToDecide(state: CaseState): { enrolment: string; session: number; on: Day }[] {
  const judged = state.orders.flatMap(order => order.failures);
  return state.enrolments
    .filter(one => one.basis === 'requirement' || one.basis === 'licence')
    .flatMap(one => one.attendances.map(mark => ({ ...mark, enrolment: one.id })))
    .filter(({ code }) => !attendanceOutcomes[code].complied)
    .filter(({ enrolment, session }) => {
      const failure = { kind: 'session', enrolment, session } as const;
      return !judged.some(one => sameFailure(one.failure, failure));
    })
    .map(({ enrolment, session, on }) => ({ enrolment, session, on }));
}
