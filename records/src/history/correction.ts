import type { DecidedEvent } from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

const CORRECTED = 'corrected:';
const RETRACTED = 'retracted:';

/** The event that puts `event` in the place of the one with version `replaces`. */
export function correction(replaces: number, event: DecidedEvent): DecidedEvent {
  const { type, schema, occurredOn, facts, sealed } = event;
  return {
    type: `${CORRECTED}${type}`,
    schema,
    occurredOn,
    facts: { replaces, facts },
    ...(sealed && { sealed }),
  };
}

/** The event that takes the one with version `replaces` out of the effective history. */
export function retraction(replaced: RecordedEvent): DecidedEvent {
  const { version, occurredOn } = replaced;
  // It says which entry goes, and nothing of that one's shape: so its own shape is always the first.
  return { type: `${RETRACTED}${replaced.type}`, schema: 1, occurredOn, facts: { replaces: version } };
}

export function isRetraction(event: Pick<RecordedEvent, 'type'>): boolean {
  return event.type.startsWith(RETRACTED);
}

/** Reads a stored event: a correction shows the type and facts that it puts in place. */
export function readCorrection<Stored extends Pick<RecordedEvent, 'type' | 'facts'>>(
  stored: Stored,
): Stored & Pick<RecordedEvent, 'replaces'> {
  if (stored.type.startsWith(CORRECTED)) {
    const { replaces, facts } = stored.facts as { replaces: number; facts: RecordedEvent['facts'] };
    return { ...stored, type: stored.type.slice(CORRECTED.length), facts, replaces };
  }
  if (isRetraction(stored)) {
    return { ...stored, facts: {}, replaces: (stored.facts as { replaces: number }).replaces };
  }
  return { ...stored, replaces: null };
}
