import { correctionReasons, sayCorrectionReason } from '@throughcare/pathway';
import { replacedBy, type CorrectionMade, type RecordedEvent } from '@throughcare/records';
import { sayInstant } from '../frame/templates.ts';

/** That an entry was put right or taken out: by whom, when and why; '' for one that nobody corrected. */
export function correctedWords(
  corrections: readonly CorrectionMade[],
  entry: RecordedEvent,
  nameOf: (user: string) => string,
): string {
  const made = correctionOf(corrections, entry);
  return made === undefined ? '' : sayCorrected(made, nameOf);
}

/** What replaced an entry; of one that stands, what put it there. */
export function correctionOf(
  corrections: readonly CorrectionMade[],
  entry: RecordedEvent,
): CorrectionMade | undefined {
  return replacedBy(corrections, entry) ?? corrections.find(one => one.version === entry.version);
}

function sayCorrected({ takenOut, by, recordedAt, why }: CorrectionMade, nameOf: (user: string) => string) {
  const done = takenOut ? 'Taken out' : 'Corrected';
  return `${done} by ${nameOf(by)}, ${sayInstant(recordedAt)}. ${sayCorrectionReason(why)}.`;
}

/** The reasons, for somebody who has to choose. */
export const reasonItems = Object.entries(correctionReasons).map(([value, { words, means }]) => ({
  value,
  text: words,
  hint: { text: means },
}));
