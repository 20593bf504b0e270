/**
 * Why an entry is put right or taken out: an inspector asks it, and so may the person whom it is about (E23). A code
 * and no words of anybody's own, so that a correction never says what the entry did not (E3).
 */
export const correctionReasons = {
  entered_wrongly: {
    words: 'It was entered wrongly',
    means: 'A slip, something left out, or something that did not happen.',
  },
  wrong_record: {
    words: 'It was entered in the wrong record',
    means: 'It is about somebody or something else.',
  },
  entered_twice: {
    words: 'It was entered twice',
    means: 'The other entry stays.',
  },
  learnt_later: {
    words: 'We learnt later what was right',
    means: 'It was recorded as it was known then.',
  },
  person_asked: {
    words: 'The person asked for it to be put right',
    means: 'Whoever it is about said so: choose this whatever the mistake was.',
  },
} as const satisfies Record<string, { words: string; means: string }>;

export type CorrectionReason = keyof typeof correctionReasons;

export function isCorrectionReason(value: unknown): value is CorrectionReason {
  return typeof value === 'string' && Object.hasOwn(correctionReasons, value);
}

/** The reason in words; what was corrected before reasons were kept has none. */
export function sayCorrectionReason(why: CorrectionReason | null): string {
  return why === null ? 'No reason was recorded' : correctionReasons[why].words;
}
