import { refuse, sayDay, type DecidedEvent, type Refusal } from '@throughcare/pathway';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** What takes a contact off the desk until the caller writes again. */
const settles: readonly string[] = ['contact_ended', 'call_taken'];

/**
 * E44: nothing that a caller stores is lost from sight. Somebody who writes after a contact was ended waits for an answer;
 * an ending that is put right to a later day than that would stand after what they wrote, as if it had been seen.
 */
export function overtakesCaller(
  events: readonly RecordedEvent[],
  version: number,
  instead: DecidedEvent,
): { readonly ok: false; readonly refusal: Refusal } | undefined {
  if (!settles.includes(instead.type)) return undefined;
  const { effective } = effectiveHistory(events);
  const toldAs = (event: RecordedEvent) => event.replaces ?? event.version;
  const stands = effective.find(event => toldAs(event) === version);
  const overtaken = effective.find(
    event =>
      event.type === 'caller_wrote' &&
      toldAs(event) > version &&
      (stands === undefined || event.occurredOn >= stands.occurredOn) &&
      event.occurredOn < instead.occurredOn,
  );
  if (!overtaken) return undefined;
  return refuse(
    'wrote_since',
    `The caller wrote on ${sayDay(overtaken.occurredOn)}, after this was recorded, and waits for an answer. Nothing was ` +
      'saved. Answer them first; then record it again on its day, and this entry can be taken out.',
    'on',
  );
}
