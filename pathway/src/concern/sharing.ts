import { accept, refuse, type Decision, type Refusal } from '../decider.ts';
import { groundSharesIt } from './codes.ts';
import { refuseEarlier, unsaved, type CommandOf } from './answer.ts';
import type { ConcernEvent, ConcernState } from './concern.ts';

type Base = { readonly schema: number; readonly occurredOn: ConcernEvent['occurredOn'] };

/** True once it is decided to share: by both, or by the third where the two do not agree. */
export function isToBeShared(state: ConcernState): boolean {
  if (state.settled) return state.settled.share;
  return state.decisions.length === 2 && state.decisions.every(one => one.share);
}

/** E34: whether whoever passes it on acts alone: in danger, or before it is decided. Then a second person reviews it. */
export function isDoneAlone(state: ConcernState): boolean {
  return state.immediateDanger || !isToBeShared(state);
}

/** E7: the two do not agree, and nobody has settled it. */
export function isDisputed({ decisions, settled }: ConcernState): boolean {
  return settled === null && decisions.length === 2 && decisions[0].share !== decisions[1].share;
}

export function nameDeciders(
  state: ConcernState,
  { first, second }: CommandOf<'name_deciders'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (state.immediateDanger) {
    return refuse(
      'not_needed',
      `In immediate danger one person acts, and nobody has to be named first. ${unsaved} Pass it on.`,
    );
  }
  if (first === second) {
    return refuse('same_person', `The two who decide are two people. ${unsaved} Choose another.`, 'second');
  }
  const trouble = notAbout(state, first, 'first') ?? notAbout(state, second, 'second');
  if (trouble) return trouble;
  if (state.third !== null && [first, second].includes(state.third)) {
    return refuse('is_third', `Whoever settles it cannot be one of the two. ${unsaved}`, 'first');
  }
  const replaced = state.decisions.find(one => ![first, second].includes(one.by));
  if (replaced) {
    return refuse(
      'has_decided',
      `One of those named before has already decided, and stays one of the two. ${unsaved}`,
      'first',
    );
  }
  return (
    refuseEarlier(base, state.decidersOn, 'the two were last named') ??
    accept({ ...base, type: 'deciders_named', facts: { by, first, second } })
  );
}

/** Names who settles it where two do not agree; they have had no part in it. */
export function nameThird(
  state: ConcernState,
  { third }: CommandOf<'name_third'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  const trouble = notAbout(state, third, 'third');
  if (trouble) return trouble;
  const had = [...state.deciders, state.review?.by, ...state.passings.map(one => one.by)];
  if (had.includes(third)) {
    return refuse(
      'had_a_part',
      `Whoever settles it is somebody who has not decided, acted or reviewed. ${unsaved} Choose another.`,
      'third',
    );
  }
  return (
    refuseEarlier(base, state.thirdOn, 'somebody was last named for it') ??
    accept({ ...base, type: 'third_named', facts: { by, third } })
  );
}

function notAbout(
  state: ConcernState,
  person: string,
  field: string,
): { ok: false; refusal: Refusal } | undefined {
  if (!state.about.includes(person)) return undefined;
  return refuse('about_them', `That person cannot be named here. ${unsaved} Choose another.`, field);
}

export function decideSharing(
  state: ConcernState,
  command: CommandOf<'decide'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (state.decisions.some(decision => decision.by === by)) {
    return refuse(
      'already_decided',
      `You have already decided. The second decision is another person’s. ${unsaved}`,
    );
  }
  if (!state.deciders.includes(by)) {
    return refuse(
      'not_named',
      `You are not one of the two who decide about this. ${unsaved} If a child is in danger, pass it on now: that needs nobody’s decision.`,
    );
  }
  return decision(command, 'decided', { ...base, schema: 2 }, by);
}

export function settleSharing(
  state: ConcernState,
  command: CommandOf<'settle_sharing'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (!isDisputed(state)) return refuse('not_disputed', `There is nothing here to settle. ${unsaved}`);
  if (by !== state.third) {
    return refuse('not_third', `Somebody else was named to settle it. ${unsaved}`);
  }
  return (
    // What was settled once and fell away would else be read after this one, and hide it.
    refuseEarlier(base, state.lastSettled?.on, 'it was last settled') ??
    decision(command, 'sharing_settled', base, by)
  );
}

function decision(
  command: CommandOf<'decide'> | CommandOf<'settle_sharing'>,
  type: 'decided' | 'sharing_settled',
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  const { share, ground, reason, told, notTold = null } = command;
  if (groundSharesIt(ground) !== share) {
    const words = share ? 'That ground speaks for not sharing it.' : 'That ground speaks for sharing it.';
    return refuse(
      'other_ground',
      `${words} ${unsaved} Choose another ground, or decide otherwise.`,
      'ground',
    );
  }
  if (reason.trim() === '') {
    return refuse('no_reason', 'Give the reason in a few words. Nothing was saved.', 'reason');
  }
  if (!told && notTold === null) {
    return refuse('why_not_told', `Say why the person was not told. ${unsaved}`, 'notTold');
  }
  const facts = { by, share, ground, told, notTold: told ? null : notTold };
  return accept({ ...base, type, facts, sealed: { reason } });
}
