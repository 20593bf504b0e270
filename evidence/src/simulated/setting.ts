import { EXTRACT_DAY, worldDay } from './days.ts';

/** What of the world may be otherwise, to try a single thing. */
export interface Setting {
  /** First and last day of sentence, days of `days.ts`. */
  readonly firstSentence: number;
  readonly lastSentence: number;
  /** The day the extract is taken; no file holds a later one. */
  readonly extracted: number;
  /** Whether the programme does anything; the people and their luck are the same either way. */
  readonly programmeWorks: boolean;
}

/** The world that the demonstration writes: sentences from 2016 until a month before the extract. */
export const USUAL_SETTING: Setting = {
  firstSentence: worldDay('2016-01-01'),
  lastSentence: worldDay('2026-09-30'),
  extracted: EXTRACT_DAY,
  programmeWorks: true,
};

/** Four years on each side of the law of 22 March 2026: what nobody can have seen yet, to show what it does. */
export const LATE_SETTING: Setting = {
  firstSentence: worldDay('2022-03-22'),
  lastSentence: worldDay('2030-03-22'),
  extracted: worldDay('2033-12-31'),
  programmeWorks: true,
};
