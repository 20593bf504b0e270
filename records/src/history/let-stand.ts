import type { CorrectionReason } from '@throughcare/pathway';
import { isRetraction } from './correction.ts';
import { effectiveHistory } from './effective.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** An entry that stands although it would be refused now, and the correction by which somebody let it stand. */
export interface LetStand {
  readonly entry: RecordedEvent;
  /** Who decided it, and when we were told. */
  readonly by: string;
  readonly recordedAt: number;
  /** Why the correction was made; null where no reason was kept. */
  readonly why: CorrectionReason | null;
  /** What was corrected: as it says now, or, where it was taken out, as it was first told. */
  readonly corrected: RecordedEvent;
  readonly takenOut: boolean;
}

/**
 * What corrections let stand, in the order in which it was decided: of each entry the last word alone. An entry that
 * was corrected or taken out since has been looked at again, and so is no longer among them.
 */
export function letStand(told: readonly RecordedEvent[]): LetStand[] {
  const { effective } = effectiveHistory(told);
  const first = new Map(told.map(event => [event.version, event]));
  return told.flatMap(decided => {
    const { replaces } = decided;
    const corrected = replaces === null ? undefined : first.get(replaces);
    if (!corrected || told.some(later => later.replaces === replaces && later.version > decided.version)) {
      return [];
    }
    const takenOut = isRetraction(decided);
    return decided.stands.flatMap(version => {
      const entry = effective.find(event => (event.replaces ?? event.version) === version);
      if (!entry || entry.version > decided.version) return [];
      const { actor: by, recordedAt, why } = decided;
      return [{ entry, by, recordedAt, why, corrected: takenOut ? corrected : decided, takenOut }];
    });
  });
}
