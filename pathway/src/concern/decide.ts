import { accept, NOTHING_THERE, refuse, type Circumstances, type Decision } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import { refuseEarlier, unsaved, type CommandOf } from './answer.ts';
import { followUp, passOn } from './authority.ts';
import { notBefore, standsAt } from './days.ts';
import { concernDues } from './due.ts';
import { decideConcernLifetime, isConcernLifetimeCommand, type ConcernLifetimeCommand } from './lifetime.ts';
import { decideSharing, nameDeciders, nameThird, settleSharing } from './sharing.ts';
import type { ConcernCommand, ConcernEvent, ConcernState } from './concern.ts';

type Base = { readonly schema: number; readonly occurredOn: Day };

/** What a concern answers to a command: events to keep, or a refusal in words. */
export function decideConcern(
  state: ConcernState,
  command: ConcernCommand,
  circumstances: Circumstances,
): Decision<ConcernEvent> {
  const { actor: by, today } = circumstances;
  if (command.do === 'raise') return raise(state, command, by, today);
  if (state.status === 'none') return refuse(NOTHING_THERE, `There is no such concern. ${unsaved}`);
  // E34, E35: nothing below can stand between somebody and a report, nor a closed concern.
  if (command.do === 'pass_on') return passOn(state, command, by, today);
  if (command.do === 'add_words') return addWords(state, command, by, today);
  const { on: occurredOn } = command;
  if (occurredOn > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. ${unsaved}`, 'on');
  }
  if (occurredOn < state.raisedOn!) {
    return refuse(
      'too_early',
      `That is before the concern was raised on ${sayDay(state.raisedOn!)}. ${unsaved}`,
      'on',
    );
  }
  if (isConcernLifetimeCommand(command)) return decideConcernLifetime(state, command, circumstances);
  if (state.status === 'closed' && command.do !== 'add_reference') {
    return refuse(
      'closed',
      `This concern is closed. ${unsaved} Add what you have learned, or pass it on: both open it again.`,
    );
  }
  return decideInOpen(state, command, { schema: 1, occurredOn }, by);
}

function raise(
  state: ConcernState,
  command: CommandOf<'raise'>,
  by: string,
  today: Day,
): Decision<ConcernEvent> {
  if (state.status !== 'none') {
    return refuse(
      'already_raised',
      'This concern is already recorded, and safe. Nothing was saved again. Open it to add to it or to pass it on.',
    );
  }
  const { source, immediateDanger, about = [], said, child, from = '' } = command;
  const { on: occurredOn, dayGiven } = standsAt(command.on, null, today, command.dayGiven);
  // E34: no words, no day and no length can refuse it; what is missing can follow.
  return accept({
    type: 'raised',
    schema: 2,
    occurredOn,
    facts: { source, by, immediateDanger, about: [...new Set(about)], dayGiven },
    // E6: a concern never says which contact it came from.
    sealed: { said, child, from: source === 'contact' ? '' : from },
  });
}

/** Words that were missing, or that were said later. What stood before stays as it was told. */
function addWords(
  state: ConcernState,
  { on, said, child }: CommandOf<'add_words'>,
  by: string,
  today: Day,
): Decision<ConcernEvent> {
  if (said.trim() === '' && child.trim() === '') {
    return refuse('empty', `Nothing is written yet. ${unsaved} Write what was said.`, 'said');
  }
  const { on: occurredOn, dayGiven } = notBefore(standsAt(on, state.raisedOn, today), state.closedOn);
  return accept({
    type: 'words_added',
    schema: 2,
    occurredOn,
    facts: { by, dayGiven },
    sealed: { said, child },
  });
}

type Urgent = 'raise' | 'pass_on' | 'add_words';

function decideInOpen(
  state: ConcernState,
  command: Exclude<ConcernCommand, { do: Urgent } | ConcernLifetimeCommand>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  switch (command.do) {
    case 'name_staff':
      return nameStaff(state, command, base, by);
    case 'add_reference':
    case 'chase':
    case 'authority_answered':
    case 'escalate':
    case 'escalation_answered':
      return followUp(state, command, base, by);
    case 'review':
      return review(state, command, base, by);
    case 'settle_review':
      return settleReview(state, command, base, by);
    case 'name_deciders':
      return nameDeciders(state, command, base, by);
    case 'name_third':
      return nameThird(state, command, base, by);
    case 'decide':
      return decideSharing(state, command, base, by);
    case 'settle_sharing':
      return settleSharing(state, command, base, by);
    case 'link_to_case':
      if (state.linkedCases.includes(command.case)) {
        return refuse('already_linked', `It is already linked to that case. ${unsaved}`, 'reference');
      }
      return (
        refuseEarlier(base, state.tiedOn[command.case], 'this link was taken away') ??
        accept({ ...base, type: 'linked_to_case', facts: { case: command.case, by } })
      );
    case 'unlink_from_case':
      if (!state.linkedCases.includes(command.case)) {
        return refuse('not_linked', `It is not linked to that case. ${unsaved}`);
      }
      return (
        refuseEarlier(base, state.tiedOn[command.case], 'it was linked') ??
        accept({ ...base, type: 'unlinked_from_case', facts: { case: command.case, by } })
      );
    case 'join':
      if (state.joinedWith.includes(command.with)) {
        return refuse('already_joined', `These two are already joined. ${unsaved}`, 'with');
      }
      return (
        refuseEarlier(base, state.tiedOn[command.with], 'they were parted') ??
        accept({ ...base, type: 'joined', facts: { with: command.with, by } })
      );
    case 'unjoin':
      if (!state.joinedWith.includes(command.with)) {
        return refuse('not_joined', `These two are not joined. ${unsaved}`);
      }
      return (
        refuseEarlier(base, state.tiedOn[command.with], 'they were joined') ??
        accept({ ...base, type: 'unjoined', facts: { with: command.with, by } })
      );
    case 'close':
      return close(state, command, base, by);
    default:
      return command satisfies never;
  }
}

function nameStaff(
  state: ConcernState,
  { about }: CommandOf<'name_staff'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  // All who were named, also those known already: so that they stay named when what named them before is corrected.
  const named = [...new Set(about)];
  if (named.every(one => state.about.includes(one))) {
    return refuse('nobody_named', `Choose whom it is about. ${unsaved}`, 'about');
  }
  return accept({ ...base, type: 'about_staff', facts: { by, about: named } });
}

function review(
  state: ConcernState,
  { agreed, words = '' }: CommandOf<'review'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (state.passings.length === 0) {
    return refuse('not_passed_on', `It was not passed on yet, so there is nothing to review. ${unsaved}`);
  }
  // The same words for whoever it is about: they learn nothing of that here.
  if ([state.raisedBy, ...state.about].includes(by) || state.passings.some(one => one.by === by)) {
    return refuse(
      'same_person',
      `The review needs a second person. ${unsaved} Ask somebody who did not pass it on to record it.`,
    );
  }
  if (!agreed && words.trim() === '') {
    return refuse('no_reason', `Say in a few words what should be done instead. ${unsaved}`, 'words');
  }
  const lastAlone = state.passings.findLast(one => one.alone);
  return (
    refuseEarlier(base, lastAlone?.on, 'what it reviews was done') ??
    refuseEarlier(
      base,
      state.reviewedOn,
      state.review?.settled ? 'the last review was settled' : 'it was last reviewed',
    ) ??
    accept({ ...base, schema: 2, type: 'reviewed', facts: { by, agreed }, sealed: { words } })
  );
}

function settleReview(
  state: ConcernState,
  { words }: CommandOf<'settle_review'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  if (state.review === null || state.review.agreed || state.review.settled) {
    return refuse('not_disputed', `There is nothing here to settle. ${unsaved}`);
  }
  if (state.third === null) {
    return refuse(
      'nobody_named',
      `Nobody has been named yet to settle it. ${unsaved} Ask a safeguarding lead to name a third person.`,
    );
  }
  if (by !== state.third) return refuse('not_third', `Somebody else was named to settle it. ${unsaved}`);
  if (words.trim() === '') return refuse('no_reason', `Say in a few words what is done. ${unsaved}`, 'words');
  return (
    refuseEarlier(base, state.review.on, 'it was reviewed') ??
    accept({ ...base, type: 'review_settled', facts: { by }, sealed: { words } })
  );
}

function close(
  state: ConcernState,
  { outcome }: CommandOf<'close'>,
  base: Base,
  by: string,
): Decision<ConcernEvent> {
  const [due] = concernDues(state);
  if (due) return refuse('still_due', `${due.words} It cannot be closed before that. ${unsaved}`);
  return (
    refuseEarlier(base, state.lastOn, 'something was last recorded in it') ??
    accept({ ...base, schema: 2, type: 'concern_closed', facts: { by, outcome } })
  );
}
