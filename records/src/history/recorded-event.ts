import type { CorrectionReason, Day, DecidedEvent, StreamKind } from '@throughcare/pathway';

/** An event as the record holds it, opened as far as its reader may read. */
export interface RecordedEvent {
  readonly stream: string;
  readonly kind: StreamKind;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly occurredOn: Day;
  /** When we were told, in milliseconds since 1970. */
  readonly recordedAt: number;
  readonly actor: string;
  readonly facts: DecidedEvent['facts'];
  /** Null where the event has no sealed words, or its reader may not read them. */
  readonly sealed: NonNullable<DecidedEvent['sealed']> | null;
  /** The version of the event that this one corrects or retracts; null for an event of its own. */
  readonly replaces: number | null;
  /** Later entries that this correction would not have allowed, and of which somebody decided that they stand. */
  readonly stands: readonly number[];
  /** Why it corrects or retracts; null for an event of its own, and for what was corrected before reasons were kept. */
  readonly why: CorrectionReason | null;
}

/** Words that stand under `name` among what is sealed; '' where there are none, or none for this reader. */
export function sealedWords({ sealed }: Pick<RecordedEvent, 'sealed'>, name: string): string {
  const words = sealed?.[name];
  return typeof words === 'string' ? words : '';
}

/** The account that `name` gives among the facts. */
export function accountIn({ facts }: Pick<RecordedEvent, 'facts'>, name: string): string {
  const account = facts[name];
  return typeof account === 'string' ? account : '';
}
