import { sayCorrectionReason, type DecidedEvent } from '@throughcare/pathway';
import { isRetraction, type Outcome, type RecordedEvent } from '@throughcare/records';
import { failure, seeOther, type Answer } from './answer.ts';
import { conflicted, type Change } from './conflict.ts';
import { refused, type FormView } from './form.ts';
import type { Href } from './path.ts';
import { sayInstant } from './templates.ts';

export type { Outcome };

/** An event as far as words for it need: recorded, or about to be. */
export type SaidEvent = Pick<RecordedEvent | DecidedEvent, 'type' | 'occurredOn' | 'facts' | 'sealed'>;

export interface Settling {
  readonly view: FormView;
  /** Where to go when it is done. */
  readonly done: Href;
  /** The same page again, with the form as it now is. */
  readonly again: (view: FormView, status: number) => Answer | Promise<Answer>;
  /** What an event means, in words, for somebody who has to compare. */
  readonly say: (event: SaidEvent) => Change;
  /** The name of whoever recorded something. */
  readonly nameOf: (actor: string) => string;
}

/** What was taken out stands in neither list any more; that it was is told, and of every correction why. */
function sayIn(
  event: SaidEvent & Partial<Pick<RecordedEvent, 'replaces' | 'why'>>,
  say: Settling['say'],
): Change {
  const { replaces = null, why = null } = event;
  const reason = `${sayCorrectionReason(why)}.`;
  if (isRetraction(event)) return { what: 'An entry', now: `Taken out. ${reason}` };
  const { what, now } = say(event);
  return { what, now: replaces === null ? now : `${now} Corrected: ${reason}` };
}

/** Turns what the record said into what the page shows: on, a refusal by its field, both changes, or not found. */
export function settle(outcome: Outcome, settling: Settling): Answer | Promise<Answer> {
  if (outcome.ok) return seeOther(settling.done);
  switch (outcome.reason) {
    case 'refused':
      return settling.again(refused(settling.view, outcome.refusal), 422);
    case 'not_found':
      return failure('notFound');
    case 'conflict': {
      const last = outcome.since.at(-1);
      const say = (event: SaidEvent) => sayIn(event, settling.say);
      const by = last ? settling.nameOf(last.actor) : 'Somebody else';
      const shown = conflicted(
        settling.view,
        {
          by,
          when: last ? sayInstant(last.recordedAt) : 'just now',
          theirs: outcome.since.map(say),
          yours: outcome.yours.map(say),
        },
        outcome.actual,
      );
      return settling.again(shown, 409);
    }
    default:
      return outcome satisfies never;
  }
}
