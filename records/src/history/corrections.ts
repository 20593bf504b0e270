import type { CorrectionReason } from '@throughcare/pathway';
import { isRetraction } from './correction.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** One time that an entry was put right or taken out: by whom, when we were told, and why. */
export interface CorrectionMade {
  /** The version under which the entry was first told. */
  readonly entry: number;
  /** The version of the correction itself. */
  readonly version: number;
  readonly takenOut: boolean;
  readonly by: string;
  readonly recordedAt: number;
  /** Null where it was made before reasons were kept. */
  readonly why: CorrectionReason | null;
}

/** Every correction, in the order in which they were made. */
export function correctionsMade(told: readonly RecordedEvent[]): CorrectionMade[] {
  return told.flatMap(event => {
    const { replaces: entry, version, actor: by, recordedAt, why } = event;
    return entry === null ? [] : [{ entry, version, takenOut: isRetraction(event), by, recordedAt, why }];
  });
}

/** The correction that an entry in some version of it was replaced by; undefined for one that stands. */
export function replacedBy(
  made: readonly CorrectionMade[],
  { replaces, version }: Pick<RecordedEvent, 'replaces' | 'version'>,
): CorrectionMade | undefined {
  return made.find(one => one.entry === (replaces ?? version) && one.version > version);
}

/** Those of entries that are among these: whoever may not see an entry is not told that it was corrected. */
export function correctionsOf(
  made: readonly CorrectionMade[],
  shown: readonly RecordedEvent[],
): CorrectionMade[] {
  const entries = new Set(shown.map(({ replaces, version }) => replaces ?? version));
  return made.filter(one => entries.has(one.entry));
}
