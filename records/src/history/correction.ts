import type { CorrectionReason, DecidedEvent } from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

const CORRECTED = 'corrected:';
const RETRACTED = 'retracted:';

/** What is kept of a correction itself, beside the entry that it puts in place. */
export interface Correcting {
  /** The version under which the entry was first told. */
  readonly replaces: number;
  /** Later entries that would not have been allowed after it, and of which somebody decided that they stand. */
  readonly stands?: readonly number[];
  /** Null only for what was corrected before reasons were kept. */
  readonly why: CorrectionReason | null;
}

/** The event that puts `event` in the place of the one that is corrected. */
export function correction(event: DecidedEvent, correcting: Correcting): DecidedEvent {
  const { type, schema, occurredOn, facts, sealed } = event;
  return {
    type: `${CORRECTED}${type}`,
    schema,
    occurredOn,
    facts: { ...correctingFacts(correcting), facts },
    ...(sealed && { sealed }),
  };
}

/** The event that takes an entry out of the effective history. */
export function retraction(
  told: Pick<RecordedEvent, 'type' | 'version' | 'occurredOn'>,
  correcting: Omit<Correcting, 'replaces'>,
): DecidedEvent {
  const { type, version: replaces, occurredOn } = told;
  // It says which entry goes, and nothing of that one's shape: so its own shape is always the first.
  return {
    type: `${RETRACTED}${type}`,
    schema: 1,
    occurredOn,
    facts: correctingFacts({ replaces, ...correcting }),
  };
}

/** What a correction says of itself, as it is written: without what there is none of. */
export function correctingFacts({ replaces, stands = [], why }: Correcting): DecidedEvent['facts'] {
  return { replaces, ...(stands.length > 0 && { stands }), ...(why !== null && { why }) };
}

export function isRetraction(event: Pick<RecordedEvent, 'type'>): boolean {
  return event.type.startsWith(RETRACTED);
}

/** Reads a stored event: a correction shows the type and facts that it puts in place. */
export function readCorrection<Stored extends Pick<RecordedEvent, 'type' | 'facts'>>(
  stored: Stored,
): Stored & Pick<RecordedEvent, 'replaces' | 'stands' | 'why'> {
  if (stored.type.startsWith(CORRECTED)) {
    const {
      replaces,
      facts,
      stands = [],
      why = null,
    } = stored.facts as unknown as Written & Pick<RecordedEvent, 'facts'>;
    return { ...stored, type: stored.type.slice(CORRECTED.length), facts, replaces, stands, why };
  }
  if (isRetraction(stored)) {
    const { replaces, stands = [], why = null } = stored.facts as unknown as Written;
    return { ...stored, facts: {}, replaces, stands, why };
  }
  return { ...stored, replaces: null, stands: [], why: null };
}

type Written = Pick<Correcting, 'replaces'> & Partial<Correcting>;
