export * from './letter.ts';
export { agreesStill, lettersToSettle, letterToday } from './agreement.ts';
export { letterShows, type LetterShows } from './shown.ts';
