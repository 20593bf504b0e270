import { accept, refuse, type Decision } from '../decider.ts';
import type { Day } from '../day.ts';
import { escalationLevels, type EscalationLevel } from './codes.ts';
import { refuseEarlier, unsaved, type CommandOf } from './answer.ts';
import { notBefore, standsAt } from './days.ts';
import { usualEscalationAnswer } from './settings.ts';
import { isDoneAlone } from './sharing.ts';
import type { ConcernEvent, ConcernState, Passing } from './concern.ts';

type Base = { readonly schema: number; readonly occurredOn: Day };

/**
 * E34: never refused. A day that cannot be right gives way to the day on which it was told. It follows a closing, which it
 * undoes, and a review, which has not looked at it, also where it happened before them and was told after.
 */
export function passOn(
  state: ConcernState,
  command: CommandOf<'pass_on'>,
  by: string,
  today: Day,
): Decision<ConcernEvent> {
  const { to, reference, shared = '', ownDuty = false, chaseBy = null } = command;
  const { passing = String(state.passings.length + 1) } = command;
  const given = standsAt(command.on, state.raisedOn, today, command.dayGiven);
  const reviewedOn = isDoneAlone(state) ? state.reviewedOn : null;
  const { on: occurredOn, dayGiven } = notBefore(given, state.closedOn, reviewedOn);
  return accept({
    type: 'passed_on',
    schema: 2,
    occurredOn,
    facts: { passing, by, to, reference: reference.trim(), ownDuty, chaseBy, dayGiven },
    sealed: { shared },
  });
}

/** What follows a passing on: its reference, asking again, the answer, and disagreement with it. */
export function followUp(
  state: ConcernState,
  command: CommandOf<'add_reference' | 'chase' | 'authority_answered' | 'escalate' | 'escalation_answered'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  const { passing: id } = command;
  const passing = state.passings.find(one => one.id === id);
  if (!passing) return refuse('not_passed_on', `It was not passed on there. ${unsaved} Record that first.`);
  const tooEarly = refuseEarlier(base, passing.on, 'it was passed on');
  if (tooEarly) return tooEarly;
  switch (command.do) {
    case 'add_reference': {
      const reference = command.reference.trim();
      if (reference === '') {
        return refuse('no_reference', `Enter the reference that they gave you. ${unsaved}`, 'reference');
      }
      return accept({ ...base, type: 'reference_added', facts: { passing: id, by, reference } });
    }
    case 'chase': {
      const { result, chaseBy = null } = command;
      const reference = command.reference.trim();
      const facts = { passing: id, by, reference, result, chaseBy };
      return beforeThat(base, chaseBy) ?? accept({ ...base, schema: 2, type: 'chased', facts });
    }
    case 'authority_answered': {
      const { outcome, words, chaseBy } = command;
      const facts = { passing: id, by, outcome, chaseBy };
      return (
        beforeThat(base, chaseBy) ?? accept({ ...base, type: 'authority_answered', facts, sealed: { words } })
      );
    }
    case 'escalate':
      return escalate(passing, command, base, by);
    case 'escalation_answered': {
      if (passing.escalation === null || passing.escalation.answered !== null) {
        return refuse('not_escalated', `No disagreement waits for an answer there. ${unsaved}`);
      }
      const { result, words } = command;
      const facts = { passing: id, by, result };
      return (
        refuseEarlier(base, passing.escalation.on, 'the disagreement was taken there') ??
        accept({ ...base, type: 'escalation_answered', facts, sealed: { words } })
      );
    }
    default:
      return command satisfies never;
  }
}

function beforeThat({ occurredOn }: Base, chaseBy: Day | null) {
  if (chaseBy === null || chaseBy >= occurredOn) return undefined;
  return refuse('too_early', `That day to ask again is past. ${unsaved} Give a later one.`, 'chaseBy');
}

const order = Object.keys(escalationLevels) as EscalationLevel[];

/** Whether disagreement can go to a higher level than this. */
export function isLastLevel(level: EscalationLevel): boolean {
  return level === order.at(-1);
}

function escalate(
  passing: Passing,
  { level, reason, answerBy = null }: CommandOf<'escalate'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (reason.trim() === '') {
    return refuse('no_reason', `Say in a few words why you disagree. ${unsaved}`, 'reason');
  }
  const before = passing.escalation;
  if (before !== null && order.indexOf(level) < order.indexOf(before.level)) {
    return refuse(
      'lower_level',
      `It has already gone to: ${escalationLevels[before.level].toLowerCase()}. ${unsaved} Choose that or a higher one.`,
      'level',
    );
  }
  const due = answerBy ?? usualEscalationAnswer(base.occurredOn);
  if (due < base.occurredOn) {
    return refuse('too_early', `That day is past. ${unsaved} Give a later one.`, 'answerBy');
  }
  const facts = { passing: passing.id, by, level, answerBy: due };
  return (
    refuseEarlier(base, before?.answered?.on ?? before?.on, 'that disagreement last went on') ??
    accept({ ...base, type: 'escalated', facts, sealed: { reason } })
  );
}
