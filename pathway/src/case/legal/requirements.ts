import { accept, refuse, type Refusal } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { unpaidWorkHours } from '../../law/unpaid-work.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { withRunningOrder } from './running-order.ts';
import { requirementKinds, requirementUnits, type Requirement } from './sentence.ts';

export const requirementEnds = {
  completed: 'Completed',
  expired: 'Ran its full length',
  ended_by_court: 'Ended by a court',
} as const;
export type RequirementEnd = keyof typeof requirementEnds;

/** A requirement of an order, with how far it has come. Numbered within its order, in the order of the court. */
export interface OrderRequirement extends Requirement {
  readonly number: number;
  readonly done: number;
  readonly lastOn: Day | null;
  readonly ended: { readonly on: Day; readonly how: RequirementEnd } | null;
}

export function numbered(requirements: readonly Requirement[], after = 0): OrderRequirement[] {
  return requirements.map(({ kind, most }, index) => ({
    kind,
    most,
    number: after + index + 1,
    done: 0,
    lastOn: null,
    ended: null,
  }));
}

/** A refusal where a court can't have set these requirements. */
export function refuseRequirements(
  requirements: readonly Requirement[],
): { ok: false; refusal: Refusal } | undefined {
  const { least, most } = unpaidWorkHours.rule;
  for (const one of requirements) {
    if (one.most === null) continue;
    if (!Number.isInteger(one.most) || one.most < 1) {
      return refuse(
        'not_a_number',
        `Give the most that the court set as a whole number. ${unsaved}`,
        'requirements',
      );
    }
    if (one.kind === 'unpaid_work' && (one.most < least || one.most > most)) {
      return refuse(
        'hours_outside_the_law',
        `Unpaid work has between ${least} and ${most} hours (${unpaidWorkHours.source}). ${unsaved} Check the number.`,
        'requirements',
      );
    }
  }
  return undefined;
}

export function recordProgress(state: CaseState, command: CommandOf<'record_progress'>): CaseDecision {
  const { on, amount } = command;
  return withRequirement(state, command, one => {
    const unit = requirementUnits[one.kind];
    if (unit === undefined) {
      return refuse(
        'not_counted',
        `“${requirementKinds[one.kind]}” is not counted in days, hours or sessions. ${unsaved} Write a note instead.`,
        'requirement',
      );
    }
    if (!Number.isInteger(amount) || amount < 1) {
      return refuse(
        'not_a_number',
        `Say how many ${unit} were done, as a whole number. ${unsaved}`,
        'amount',
      );
    }
    if (one.most !== null && one.done + amount > one.most) {
      return refuse(
        'more_than_ordered',
        `The court set ${one.most} ${unit} and ${one.done} are done. ${unsaved} Check the number, or correct an earlier entry.`,
        'amount',
      );
    }
    return accept(
      event('requirement_progressed', on, { order: command.order, requirement: one.number, amount }),
    );
  });
}

export function endRequirement(state: CaseState, command: CommandOf<'end_requirement'>): CaseDecision {
  const { on, how } = command;
  return withRequirement(state, command, one => {
    const unit = requirementUnits[one.kind];
    if (how === 'completed' && one.kind === 'unpaid_work' && one.most !== null && one.done < one.most) {
      return refuse(
        'not_done',
        `The court set ${one.most} ${unit} and ${one.done} are done. ${unsaved} Record what was done first.`,
        'how',
      );
    }
    return accept(event('requirement_ended', on, { order: command.order, requirement: one.number, how }));
  });
}

function withRequirement(
  state: CaseState,
  { on, order, requirement }: { on: Day; order: string; requirement: number },
  decide: (found: OrderRequirement) => CaseDecision,
): CaseDecision {
  return withRunningOrder(state, order, on, running => {
    const found = running.requirements.find(one => one.number === requirement);
    if (!found) {
      return refuse('no_such_requirement', `The order has no such requirement. ${unsaved}`, 'requirement');
    }
    if (found.ended) {
      return refuse('already_ended', `That requirement has ended already. ${unsaved}`, 'requirement');
    }
    return refuseBefore(on, found.lastOn, 'what was last recorded of it') ?? decide(found);
  });
}
