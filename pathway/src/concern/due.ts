import { addWorkingDays } from '../law/working-days.ts';
import { addMonths, sayDay, type Day } from '../day.ts';
import { authorities } from './codes.ts';
import { isLastLevel } from './authority.ts';
import { notPassedOn } from './learned.ts';
import { isDisputed, isToBeShared } from './sharing.ts';
import type { ConcernState, Passing } from './concern.ts';

export type ConcernDueKind =
  | 'pass_on'
  | 'review'
  | 'settle_review'
  | 'name_deciders'
  | 'first_decision'
  | 'second_decision'
  | 'name_third'
  | 'settle_sharing'
  | 'tell_added'
  | 'reference'
  | 'chase'
  | 'escalation_answer'
  | 'escalate_further'
  | 'erasure';

/** What a concern waits for, and by when. */
export interface ConcernDue {
  readonly what: ConcernDueKind;
  readonly by: Day;
  readonly words: string;
  /** Which passing on it is about; null where it is about none. */
  readonly passing: string | null;
}

/** What a concern waits for first. */
export function concernDue(state: ConcernState): ConcernDue | undefined {
  return concernDues(state)[0];
}

/** Everything that a concern waits for, soonest first. Facts and days alone; nothing is weighed (E10). */
export function concernDues(state: ConcernState): ConcernDue[] {
  if (state.status !== 'open') return erasureDue(state);
  const due = [sharingDue(state), reviewDue(state), addedDue(state), ...state.passings.flatMap(passingDues)];
  return due.filter(one => one !== undefined).sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
}

/** E22: somebody asked for a closed concern to be erased; another one agrees or declines, within a month as for a case. */
function erasureDue({ lifetime: { erasureAsked: asked } }: ConcernState): ConcernDue[] {
  if (asked === null) return [];
  const words = 'Somebody asked for it to be erased; another safeguarding lead agrees or declines.';
  return [{ what: 'erasure', by: addMonths(asked.on, 1), words, passing: null }];
}

/** E34: in danger it is passed on at once, by one. E7: otherwise two named people decide, and a third if they differ. */
function sharingDue(state: ConcernState): ConcernDue | undefined {
  if (state.passings.length > 0) return undefined;
  const due = (what: ConcernDueKind, by: Day, words: string) => ({ what, by, words, passing: null });
  if (state.immediateDanger) return due('pass_on', state.raisedOn!, 'It has not been passed on yet.');
  const { learned } = state;
  const since = learned !== null && learned.on > state.raisedOn! ? learned.on : state.raisedOn!;
  const anew =
    learned === null ? '' : ' Something was added since it was raised: it is decided on all of it.';
  const soon = addWorkingDays(since, 1);
  const last = state.settled?.on ?? state.decisions.at(-1)?.on ?? state.raisedOn!;
  const next = addWorkingDays(last, 1);
  if (isToBeShared(state)) {
    return due('pass_on', next, 'It was decided to share it, and it has not been passed on yet.');
  }
  if (state.deciders.length < 2) {
    return due('name_deciders', soon, 'Nobody has been named yet to decide whether to share it.');
  }
  if (state.decisions.length === 0) {
    return due('first_decision', soon, `Nobody has decided yet whether to share it.${anew}`);
  }
  if (state.decisions.length === 1) {
    return due('second_decision', soon, `A second person has to decide too.${anew}`);
  }
  if (!isDisputed(state)) return undefined;
  const words = 'The two who decided do not agree.';
  return state.third === null
    ? due('name_third', next, `${words} Somebody has to be named who settles it.`)
    : due('settle_sharing', next, `${words} The third who was named settles it.`);
}

/** E7, E34: what is told of the child after an authority was told has reached nobody outside yet. */
function addedDue(state: ConcernState): ConcernDue | undefined {
  const added = notPassedOn(state);
  if (added === null) return undefined;
  const words = 'Something was added since they were told of it. Tell them that too.';
  return { what: 'tell_added', by: addWorkingDays(added.on, 1), words, passing: null };
}

/** E34: what one person did alone, a second reviews within one working day. */
function reviewDue({ passings, review, third }: ConcernState): ConcernDue | undefined {
  const alone = passings.find(one => one.alone);
  if (review === null) {
    if (!alone) return undefined;
    const by = addWorkingDays(alone.on, 1);
    return { what: 'review', by, words: `A second person reviews it by ${sayDay(by)}.`, passing: null };
  }
  if (review.agreed || review.settled) return undefined;
  const by = addWorkingDays(review.on, 1);
  const words = 'Whoever reviewed it does not agree with what was done.';
  return third === null
    ? { what: 'name_third', by, words: `${words} Somebody has to be named who settles it.`, passing: null }
    : { what: 'settle_review', by, words: `${words} The third who was named settles it.`, passing: null };
}

function passingDues(passing: Passing): ConcernDue[] {
  const { id, on, to, reference, chaseBy, escalation } = passing;
  const where = authorities[to];
  const due: ConcernDue[] = [];
  const add = (what: ConcernDueKind, by: Day, words: string) => due.push({ what, by, words, passing: id });
  if (reference === '') {
    add('reference', addWorkingDays(on, 1), `No reference was given yet. Told: ${where}.`);
  }
  if (chaseBy !== null) add('chase', chaseBy, `Ask what became of it. Told: ${where}.`);
  if (escalation && escalation.answered === null) {
    add('escalation_answer', escalation.answerBy, 'The disagreement with them waits for an answer.');
  }
  if (escalation?.answered?.result === 'not_settled' && !isLastLevel(escalation.level)) {
    add(
      'escalate_further',
      addWorkingDays(escalation.answered.on, 1),
      'The disagreement with them is not settled: take it to the next level.',
    );
  }
  return due;
}
