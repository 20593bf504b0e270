import type { DecidedEvent } from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

const CORRECTED = 'corrected:';
const RETRACTED = 'retracted:';

/**
 * The event that puts `event` in the place of the one with version `replaces`. `stands` are the later entries that
 * would not have been allowed after it, and of which somebody decided that they stand.
 */
export function correction(
  replaces: number,
  event: DecidedEvent,
  stands: readonly number[] = [],
): DecidedEvent {
  const { type, schema, occurredOn, facts, sealed } = event;
  return {
    type: `${CORRECTED}${type}`,
    schema,
    occurredOn,
    facts: { replaces, facts, ...standing(stands) },
    ...(sealed && { sealed }),
  };
}

/** The event that takes the one with version `replaces` out of the effective history. */
export function retraction(replaced: RecordedEvent, stands: readonly number[] = []): DecidedEvent {
  const { version, occurredOn } = replaced;
  const facts = { replaces: version, ...standing(stands) };
  // It says which entry goes, and nothing of that one's shape: so its own shape is always the first.
  return { type: `${RETRACTED}${replaced.type}`, schema: 1, occurredOn, facts };
}

function standing(stands: readonly number[]): DecidedEvent['facts'] {
  return stands.length === 0 ? {} : { stands };
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
