import { refuse, type Decision, type Refusal } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import { currentSchema } from '../upcast.ts';
import { caseUpcasts } from './upcasts.ts';
import type { CaseCommand, CaseEvent } from './case.ts';

export type CaseDecision = Decision<CaseEvent>;
export type CommandOf<Do extends CaseCommand['do']> = Extract<CaseCommand, { do: Do }>;

export const unsaved = 'Nothing was saved.';

/** An event without sealed words; its facts fit its type by the caller's own signature. */
export function event<Type extends CaseEvent['type']>(
  type: Type,
  occurredOn: Day,
  facts: Extract<CaseEvent, { type: Type }>['facts'],
) {
  return { type, schema: currentSchema(caseUpcasts, type), occurredOn, facts } as Extract<
    CaseEvent,
    { type: Type }
  >;
}

/** In words, what was last said of how a case stands. */
export const standing = 'the last change of how the case stands';
/** In words, what was last said of who carries it. */
export const carrying = 'the last change of who carries the case';

/** A refusal when `on` comes before `earliest`, the day of `what`; undefined when all is well. */
export function refuseBefore(
  on: Day,
  earliest: Day | null,
  what: string,
): { ok: false; refusal: Refusal } | undefined {
  if (earliest === null || on >= earliest) return undefined;
  return refuse(
    'too_early',
    `That date is before ${what} on ${sayDay(earliest)}. ${unsaved} Change the date, or correct ${what}.`,
    'on',
  );
}
