import type { Day } from './day.ts';
import type { Told } from './told.ts';
import type { Upcasts } from './upcast.ts';

/** What the record can hold: JSON without surprises. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The kinds of stream, each with its decider in a file of the same name. */
export type StreamKind = 'case' | 'contact' | 'concern' | 'group' | 'organisation' | 'opening';

/**
 * Something that happened, as a decider gives it. `facts` are coded; `sealed` holds identity and words and is
 * opened only with the keys of the person or concern it belongs to. The store adds who, when it was told, the
 * version and the digest; of these `evolve` reads when it was told alone.
 */
export interface DecidedEvent {
  readonly type: string;
  readonly schema: number;
  readonly occurredOn: Day;
  readonly facts: { readonly [key: string]: Json };
  readonly sealed?: { readonly [key: string]: Json };
  /** Absent while it is only being decided: later than all that was told. Never written with it. */
  readonly told?: Told;
}

/**
 * The type of one kind of event: its name, its facts, and the sealed words it carries, if any. Interfaces of
 * the caller's own fit as facts, because every fact is also held to be plain JSON.
 */
export type Happened<Type extends string, Facts = object, Sealed = undefined> = Omit<
  DecidedEvent,
  'type' | 'facts' | 'sealed'
> & {
  readonly type: Type;
  readonly facts: Facts & DecidedEvent['facts'];
} & (Sealed extends undefined
    ? { readonly sealed?: never }
    : { readonly sealed: Sealed & DecidedEvent['facts'] });

/**
 * A refusal in words that a page can show: what is the matter, and what can be done. `field` names the part of
 * the command that has to change, where one does.
 */
export interface Refusal {
  readonly code: string;
  readonly words: string;
  readonly field?: string;
}

export type Decision<Event extends DecidedEvent> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a command may know of its surroundings: who acts, and which day it is. There is no other clock. */
export interface Circumstances {
  readonly actor: string;
  readonly today: Day;
}

/** The rules of one kind of stream, as three pure functions (after Chassaing's decider). */
export interface Decider<State, Command, Event extends DecidedEvent> {
  readonly kind: StreamKind;
  readonly initial: State;
  /** How events of older schemas are read today. */
  readonly upcasts: Upcasts;
  /**
   * The command that an entry answers to, to decide it again once an earlier one was corrected; null for one that no
   * other entry can make impossible.
   */
  commandOf(event: Event): Command | null;
  /**
   * Why a state cannot be, in words; undefined for one that can. What is told of a day before something that stands, and
   * a correction, also where somebody says that what came later stands, is refused where it would lead there.
   */
  impossible(state: State): Refusal | undefined;
  decide(state: State, command: Command, circumstances: Circumstances): Decision<Event>;
  evolve(state: State, event: Event): State;
}

export function accept<Event extends DecidedEvent>(...events: readonly Event[]): Decision<Event> {
  return { ok: true, events };
}

export function refuse(code: string, words: string, field?: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: field === undefined ? { code, words } : { code, words, field } };
}

/** The code of a refusal because there is no such record: whether there is one that somebody may not see, it does not say. */
export const NOTHING_THERE = 'nothing_there';

/** The state that a history leads to. */
export function fold<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  history: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of history) state = decider.evolve(state, event);
  return state;
}
