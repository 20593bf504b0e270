import { accept, refuse, type Circumstances, type Refusal } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import { runsOn } from './legal/clocks.ts';
import { isUndecided, legalStageWords } from './legal/stages.ts';
import { event, refuseBefore, unsaved, type CaseDecision } from './answer.ts';
import { copyTrouble, linesTrouble } from './copy-lines.ts';
import { isHeld, type Lifetime, type LifetimeCommand } from './lifetime.ts';
import type { CaseCommand, CaseState } from './case.ts';

const lifetimeCommands = {
  place_hold: true,
  lift_hold: true,
  make_complaint: true,
  answer_complaint: true,
  restrict_processing: true,
  free_processing: true,
  ask_copy: true,
  decide_copy_lines: true,
  give_copy: true,
  ask_erasure: true,
  decline_erasure: true,
  agree_erasure: true,
} as const satisfies Record<LifetimeCommand['do'], true>;

/** These are taken in a closed case too: the record goes on when the work has ended. */
export function isLifetimeCommand(command: CaseCommand): command is LifetimeCommand {
  return Object.hasOwn(lifetimeCommands, command.do);
}

export function decideLifetime(
  state: CaseState,
  command: LifetimeCommand,
  circumstances: Circumstances,
): CaseDecision {
  const { on } = command;
  const { lifetime } = state;
  switch (command.do) {
    case 'place_hold': {
      const { hold, ground, until, reason } = command;
      if (lifetime.holds.some(one => one.id === hold)) {
        return refuse('already_held', `This hold is already recorded. ${unsaved}`);
      }
      if (until !== null && until < on) {
        return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
      }
      return (
        withReason(reason) ??
        accept({ ...event('hold_placed', on, { hold, ground, until }), sealed: { reason: reason.trim() } })
      );
    }
    case 'lift_hold': {
      const { hold, reason } = command;
      const standing = lifetime.holds.find(one => one.id === hold);
      if (!standing) return refuse('no_such_hold', `There is no such hold on this record. ${unsaved}`);
      return (
        refuseBefore(on, standing.from, 'the hold') ??
        withReason(reason) ??
        accept({ ...event('hold_lifted', on, { hold }), sealed: { reason: reason.trim() } })
      );
    }
    case 'make_complaint': {
      const { complaint } = command;
      if (lifetime.complaints.some(one => one.id === complaint)) {
        return refuse('already_recorded', `This complaint is already recorded. ${unsaved}`);
      }
      return accept(event('complaint_made', on, { complaint }));
    }
    case 'answer_complaint': {
      const { complaint, answer } = command;
      const open = lifetime.complaints.find(one => one.id === complaint);
      if (!open) return refuse('no_such_complaint', `There is no such open complaint here. ${unsaved}`);
      return (
        refuseBefore(on, open.on, 'the complaint') ??
        accept(event('complaint_answered', on, { complaint, answer }))
      );
    }
    case 'restrict_processing':
      if (lifetime.processingRestricted !== null) {
        return refuse('already_restricted', `This record is already only kept. ${unsaved}`);
      }
      return (
        refuseBefore(on, lifetime.processingSince, 'the day it was last set free') ??
        accept(event('processing_restricted', on, { ground: command.ground }))
      );
    case 'free_processing':
      if (lifetime.processingRestricted === null) {
        return refuse('not_restricted', `Nothing restricts the use of this record. ${unsaved}`);
      }
      return (
        refuseBefore(on, lifetime.processingSince, 'the restriction') ??
        accept(event('processing_freed', on, {}))
      );
    case 'ask_copy':
      if (lifetime.copies.some(one => one.id === command.request)) {
        return refuse('already_recorded', `This request is already recorded. ${unsaved}`);
      }
      return accept(event('copy_asked', on, { request: command.request }));
    case 'decide_copy_lines': {
      const { request, decision, lines, reason } = command;
      const by = circumstances.actor;
      return (
        copyTrouble(state, request) ??
        linesTrouble(command) ??
        accept({
          ...event('copy_lines_decided', on, { request, decision, lines, by }),
          sealed: { reason: reason.trim() },
        })
      );
    }
    case 'give_copy':
      return (
        copyTrouble(state, command.request) ??
        refuseBefore(on, askedOn(lifetime, command.request), 'the request') ??
        accept(event('copy_given', on, { request: command.request }))
      );
    case 'ask_erasure':
      return askErasure(state, command, circumstances);
    case 'decline_erasure':
      if (lifetime.erasureAsked === null) return nothingAsked;
      return (
        refuseBefore(on, lifetime.erasureAsked.on, 'the request') ??
        withReason(command.reason) ??
        accept({
          ...event('erasure_declined', on, { by: circumstances.actor }),
          sealed: { reason: command.reason.trim() },
        })
      );
    case 'agree_erasure':
      return agreeErasure(state, command.on, circumstances);
    default:
      return command satisfies never;
  }
}

function askedOn({ copies }: Lifetime, request: string): Day | null {
  return copies.find(one => one.id === request)?.askedOn ?? null;
}

function withReason(reason: string): { ok: false; refusal: Refusal } | undefined {
  if (reason.trim() !== '') return undefined;
  return refuse('no_reason', `Give the reason in a few words. ${unsaved}`, 'reason');
}

function askErasure(
  state: CaseState,
  { on, ground, personAsked, reason }: Extract<LifetimeCommand, { do: 'ask_erasure' }>,
  { actor: by, today }: Circumstances,
): CaseDecision {
  if (state.lifetime.erasureAsked !== null) {
    return refuse('already_asked', `Somebody has already asked for this record to be erased. ${unsaved}`);
  }
  return (
    mustStay(state, today) ??
    refuseBefore(on, state.closed?.on ?? null, 'the closing') ??
    refuseBefore(on, state.lifetime.declinedOn, 'the answer to the last request') ??
    withReason(reason) ??
    accept({
      ...event('erasure_asked', on, { by, ground, personAsked }),
      sealed: { reason: reason.trim() },
    })
  );
}

const nothingAsked = refuse(
  'not_asked',
  `Nobody has asked for this record to be erased. ${unsaved} One person asks, and a second one agrees.`,
);

function agreeErasure(state: CaseState, on: Day, { actor: by, today }: Circumstances): CaseDecision {
  const asked = state.lifetime.erasureAsked;
  if (asked === null) return nothingAsked;
  if (asked.by === by) {
    return refuse(
      'same_person',
      `You asked for this record to be erased, so another person has to agree. ${unsaved}`,
    );
  }
  return (
    mustStay(state, today) ??
    refuseBefore(on, asked.on, 'the request') ??
    accept(event('erased', on, { by, askedBy: asked.by, ground: asked.ground }))
  );
}

/** E22: what keeps a record from being erased, in words; undefined when nothing does. */
export function mustStay(state: CaseState, today: Day): { ok: false; refusal: Refusal } | undefined {
  if (state.status !== 'closed') {
    return refuse('still_open', `This case is open. ${unsaved} A record is erased after its case is closed.`);
  }
  const undecided = state.proceedings.find(one => isUndecided(one.stage));
  if (undecided) {
    return refuse(
      'proceedings_open',
      `The police or a court have not decided yet: “${legalStageWords[undecided.stage]}”. ${unsaved} Record the outcome first; until there is one, the record stays.`,
    );
  }
  if (state.proceedings.some(one => one.appeal?.decided === null)) {
    return refuse('proceedings_open', `An appeal is not decided yet. ${unsaved} Record its outcome first.`);
  }
  const order = state.orders.find(one => one.ended === null && (one.until !== null || one.custody !== null));
  if (order) {
    return refuse(
      'order_open',
      `An order is not recorded as ended. ${unsaved} Record how and when it ended first.`,
    );
  }
  const clock = state.clocks.find(one => runsOn(one, today));
  if (clock) {
    const end = clock.until === null ? 'has no end' : `runs until ${sayDay(clock.until)}`;
    return refuse('clock_runs', `A legal duty ${end}. ${unsaved} The record stays until it is over.`);
  }
  if (state.lifetime.complaints.length > 0) {
    return refuse('complaint_open', `A complaint is open. ${unsaved} Record its answer first.`);
  }
  if (isHeld(state.lifetime, today)) {
    return refuse('held', `A legal hold stands on this record, and it wins. ${unsaved}`);
  }
  return undefined;
}
