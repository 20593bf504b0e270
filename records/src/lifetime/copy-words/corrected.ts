import { londonDay, sayCorrectionReason, sayDay } from '@throughcare/pathway';
import type { CorrectionMade } from '../../history/corrections.ts';

/** That an entry was put right or taken out, when and why, for the person themselves; who did it is not named. */
export function sayCorrected(made: readonly CorrectionMade[]): string {
  return made
    .map(({ takenOut, recordedAt, why }) => {
      const done = takenOut ? 'taken out' : 'put right';
      const because = why === 'person_asked' ? 'you asked for it' : lowered(sayCorrectionReason(why));
      return `${done} on ${sayDay(londonDay(recordedAt))}: ${because}`;
    })
    .join('; ');
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
