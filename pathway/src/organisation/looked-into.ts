import { accept, refuse, type Circumstances, type Decision, type Happened } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';

/** Which unusual reads are meant: what one rule shows of one account on one day. It names no record. */
export interface ReadsMeant {
  readonly rule: string;
  readonly day: Day;
  readonly user: string;
}

/**
 * That an auditor looked into reads that a rule had shown, with their words: so that a line is answered for once, and
 * not listed for ever (E21). `count` is how many there were then: more of them since is a new question.
 */
export type LookedEvent =
  | Happened<
      'reads_looked_into',
      { rule: string; day: Day; user: string; count: number; by: string },
      { words: string }
    >
  | Happened<'reads_opened_again', { rule: string; day: Day; user: string; by: string }, { words: string }>;

export type LookedCommand =
  | ({ do: 'look_into_reads'; on: Day; count: number; words: string } & ReadsMeant)
  | ({ do: 'open_reads_again'; on: Day; words: string } & ReadsMeant);

/** What was looked into, and stands. */
export interface LookedInto extends ReadsMeant {
  readonly count: number;
  readonly by: string;
  readonly on: Day;
}

const isSame = (one: ReadsMeant, { rule, day, user }: ReadsMeant) =>
  one.rule === rule && one.day === day && one.user === user;

/** Whether so many such reads were looked into already. */
export function isLookedInto(looked: readonly LookedInto[], meant: ReadsMeant & { count: number }): boolean {
  return looked.some(one => isSame(one, meant) && one.count >= meant.count);
}

export function decideLooked(
  state: OrganisationState,
  command: LookedCommand,
  { actor, today }: Circumstances,
): Decision<LookedEvent> {
  const { on: occurredOn, rule, day, user } = command;
  const words = command.words.trim();
  if (occurredOn > today || day > occurredOn) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  if (user === actor) {
    return refuse('own_reads', 'These are your own reads. Nothing was saved. Somebody else has to look.');
  }
  if (words === '') {
    return refuse('no_words', 'Say in a few words what you found. Nothing was saved.', 'words');
  }
  const standing = state.lookedInto.find(one => isSame(one, command));
  if (command.do === 'look_into_reads') {
    const { count } = command;
    if (isLookedInto(state.lookedInto, command)) {
      return refuse(
        'already_looked',
        'This was looked into already. Nothing was saved. Open it again first.',
      );
    }
    const facts = { rule, day, user, count, by: actor };
    return accept({ type: 'reads_looked_into', schema: 1, occurredOn, facts, sealed: { words } });
  }
  if (!standing) return refuse('not_looked', 'Nobody has looked into this yet. Nothing was saved.');
  const facts = { rule, day, user, by: actor };
  return accept({ type: 'reads_opened_again', schema: 1, occurredOn, facts, sealed: { words } });
}

export function evolveLooked(looked: readonly LookedInto[], event: LookedEvent): readonly LookedInto[] {
  const others = looked.filter(one => !isSame(one, event.facts));
  if (event.type === 'reads_opened_again') return others;
  const { rule, day, user, count, by } = event.facts;
  return [...others, { rule, day, user, count, by, on: event.occurredOn }];
}
