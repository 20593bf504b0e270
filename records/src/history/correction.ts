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
): Stored & Pick<RecordedEvent, 'replaces' | 'stands'> {
  if (stored.type.startsWith(CORRECTED)) {
    const {
      replaces,
      facts,
      stands = [],
    } = stored.facts as unknown as Correcting & Pick<RecordedEvent, 'facts'>;
    return { ...stored, type: stored.type.slice(CORRECTED.length), facts, replaces, stands };
  }
  if (isRetraction(stored)) {
    const { replaces, stands = [] } = stored.facts as unknown as Correcting;
    return { ...stored, facts: {}, replaces, stands };
  }
  return { ...stored, replaces: null, stands: [] };
}

/** As it is written: without `stands` where nothing had to be let stand. */
interface Correcting {
  readonly replaces: number;
  readonly stands?: readonly number[];
}
