import { accept, refuse, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import { carrying, event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import type { CaseCommand, CaseState } from './case.ts';

/**
 * Limited access (the exclusion and restriction of probation's case system, domain 2.7): a case open to named people
 * alone, named staff who may not see it, and staff who stepped away from it. Only the reason is sealed; who is
 * meant has to be known to the rules of access.
 */
export type RestrictionEvent =
  /** Named staff cannot see the case, the whole list at once. Recorded before a reason was asked; no command gives it. */
  | Happened<'restricted', { excluded: readonly string[] }>
  | Happened<'restricted_to', { allowed: readonly string[] }, { reason: string; message: string }>
  | Happened<'restriction_lifted', object, { reason: string }>
  | Happened<'staff_excluded', { staff: readonly string[] }, { reason: string }>
  | Happened<'exclusion_ended', { staff: readonly string[] }, { reason: string }>
  /** “Not for me”: without a reason, which nobody may ask for (E20). */
  | Happened<'stepped_away', { user: string }>;

export type RestrictionCommand =
  /** `message` is what those who may open the case have to know about it. */
  | { do: 'restrict_to'; on: Day; allowed: readonly string[]; reason: string; message: string }
  | { do: 'lift_restriction'; on: Day; reason: string }
  | { do: 'exclude_staff'; on: Day; staff: readonly string[]; reason: string }
  | { do: 'end_exclusion'; on: Day; staff: readonly string[]; reason: string }
  | { do: 'step_away'; on: Day };

/** Whether somebody may be given the case, or keep it. */
export function mayCarry(
  state: Pick<CaseState, 'restrictedTo' | 'excludedStaff' | 'steppedAway'>,
  user: string,
): boolean {
  return (
    (state.restrictedTo === null || state.restrictedTo.includes(user)) &&
    !state.excludedStaff.includes(user) &&
    !state.steppedAway.includes(user)
  );
}

/** The words do not say why: the reason for an exclusion is sealed, and for “not for me” there is none. */
export function refuseToCarry(state: CaseState, user: string) {
  if (mayCarry(state, user)) return undefined;
  return refuse(
    'cannot_carry',
    `They cannot be given this case. ${unsaved} Choose somebody else.`,
    'practitioner',
  );
}

/*
 * What is told of these takes the place of its day. Told of a day before the last change it would do nothing, and
 * somebody would see the case of whom it says that they do not.
 */
const lastRestriction = 'the last change of who alone may open the case';
const lastExclusion = 'the last change of who is kept out of the case';

/**
 * Whoever may not see the case does not carry it either. Told of a day before it was last given to them, it would leave
 * them with it all the same, and nobody would be asked to share it out (E20).
 */
function refuseCarrying(state: CaseState, on: Day, then: Partial<CaseState>) {
  const { practitioner, carriedSince } = state;
  if (practitioner === null || mayCarry({ ...state, ...then }, practitioner)) return undefined;
  return refuseBefore(on, carriedSince, carrying);
}

function restrictTo(state: CaseState, command: CommandOf<'restrict_to'>): CaseDecision {
  const { on, reason, message } = command;
  const allowed = [...new Set(command.allowed)];
  if (allowed.length === 0) {
    return refuse('nobody', `Name at least one person who may open the case. ${unsaved}`, 'allowed');
  }
  if (allowed.every(user => !mayCarry({ ...state, restrictedTo: null }, user))) {
    return refuse(
      'nobody',
      `None of those named may open this case. ${unsaved} Name somebody else as well.`,
      'allowed',
    );
  }
  return (
    refuseBefore(on, state.restrictedSince, lastRestriction) ??
    refuseCarrying(state, on, { restrictedTo: allowed }) ??
    needsReason(reason) ??
    accept({ ...event('restricted_to', on, { allowed }), sealed: { reason, message } })
  );
}

function liftRestriction(state: CaseState, command: CommandOf<'lift_restriction'>): CaseDecision {
  const { on, reason } = command;
  if (state.restrictedTo === null) return refuse('not_restricted', `This case is not restricted. ${unsaved}`);
  return (
    refuseBefore(on, state.restrictedSince, lastRestriction) ??
    needsReason(reason) ??
    accept({ ...event('restriction_lifted', on, {}), sealed: { reason } })
  );
}

/** Takes effect at once, also for whoever carries the case: then it waits for somebody else. */
function excludeStaff(state: CaseState, command: CommandOf<'exclude_staff'>): CaseDecision {
  const { on, reason } = command;
  // All who were named, also those kept out already: so that they stay out when what kept them out before is corrected.
  const staff = [...new Set(command.staff)];
  if (staff.every(user => state.excludedStaff.includes(user))) {
    return refuse('nobody', `Name somebody who is not kept out already. ${unsaved}`, 'staff');
  }
  return (
    refuseBefore(on, state.excludedSince, lastExclusion) ??
    refuseCarrying(state, on, { excludedStaff: [...state.excludedStaff, ...staff] }) ??
    needsReason(reason) ??
    accept({ ...event('staff_excluded', on, { staff }), sealed: { reason } })
  );
}

function endExclusion(state: CaseState, command: CommandOf<'end_exclusion'>): CaseDecision {
  const { on, reason } = command;
  const staff = [...new Set(command.staff)];
  if (!staff.some(user => state.excludedStaff.includes(user))) {
    return refuse('nobody', `Name somebody who is kept out of this case. ${unsaved}`, 'staff');
  }
  return (
    refuseBefore(on, state.excludedSince, lastExclusion) ??
    needsReason(reason) ??
    accept({ ...event('exclusion_ended', on, { staff }), sealed: { reason } })
  );
}

function stepAway(state: CaseState, { on }: CommandOf<'step_away'>, actor: string): CaseDecision {
  if (state.steppedAway.includes(actor)) {
    return refuse('already_away', `You have stepped away from this case already. ${unsaved}`);
  }
  return (
    refuseCarrying(state, on, { steppedAway: [...state.steppedAway, actor] }) ??
    accept(event('stepped_away', on, { user: actor }))
  );
}

const commands = {
  restrict_to: true,
  lift_restriction: true,
  exclude_staff: true,
  end_exclusion: true,
  step_away: true,
} as const satisfies Record<RestrictionCommand['do'], true>;

/** These are taken in a closed case too: who may see a record matters as long as there is one. */
export function isRestriction(command: CaseCommand): command is RestrictionCommand {
  return Object.hasOwn(commands, command.do);
}

export function decideRestriction(
  state: CaseState,
  command: RestrictionCommand,
  actor: string,
): CaseDecision {
  switch (command.do) {
    case 'restrict_to':
      return restrictTo(state, command);
    case 'lift_restriction':
      return liftRestriction(state, command);
    case 'exclude_staff':
      return excludeStaff(state, command);
    case 'end_exclusion':
      return endExclusion(state, command);
    case 'step_away':
      return stepAway(state, command, actor);
    default:
      return command satisfies never;
  }
}

function needsReason(reason: string) {
  return reason.trim() === '' ? refuse('empty', `Write the reason first. ${unsaved}`, 'reason') : undefined;
}

/** Who may see the case after one more event. Whoever may not any longer does not carry it any longer. */
export function afterRestriction(state: CaseState, event: RestrictionEvent): CaseState {
  const next = { ...state, ...changed(state, event) };
  const { practitioner } = next;
  if (practitioner === null || mayCarry(next, practitioner)) return next;
  return { ...next, practitioner: null, uncarriedSince: event.occurredOn };
}

function changed(state: CaseState, event: RestrictionEvent): Partial<CaseState> {
  const on = event.occurredOn;
  switch (event.type) {
    case 'restricted':
      return { excludedStaff: event.facts.excluded, excludedSince: on };
    case 'restricted_to':
      return { restrictedTo: event.facts.allowed, restrictedSince: on };
    case 'restriction_lifted':
      return { restrictedTo: null, restrictedSince: on };
    case 'staff_excluded': {
      const excludedStaff = [...new Set([...state.excludedStaff, ...event.facts.staff])];
      return { excludedStaff, excludedSince: on };
    }
    case 'exclusion_ended': {
      const { staff } = event.facts;
      const excludedStaff = state.excludedStaff.filter(user => !staff.includes(user));
      return { excludedStaff, excludedSince: on };
    }
    case 'stepped_away':
      return { steppedAway: [...state.steppedAway, event.facts.user] };
    default:
      return event satisfies never;
  }
}
