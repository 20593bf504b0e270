import type { AssumptionCheck } from '../chance/chance-effect.ts';
import type { ChanceKnown } from '../study/chance-known.ts';
import type { ChanceResult } from './report.ts';

const MOST_COUNTS = 150;
const number = (n: number): string => n.toLocaleString('en-GB');

/** What chance did, line by line: effects, and every assumption with its verdict. */
export function chanceText({ design, facts, effects, checks }: ChanceResult): string[] {
  return [
    `  by chance: ${design}`,
    ...facts.map(fact => `      ${fact}`),
    ...effects.map(
      ({ name, effect: { value, interval, method } }) =>
        `      ${name}: ${sayNumber(value)} (${sayNumber(interval.lower)} to ${sayNumber(interval.upper)}); ${method}`,
    ),
    ...checksText(checks),
  ];
}

/** What a design that uses chance knows before outcomes. */
export function knownText({ facts, counts, checks }: ChanceKnown): string[] {
  const width = Math.max(0, ...counts.map(({ people }) => number(people).length));
  return [
    ...facts.map(fact => `  ${fact}`),
    ...counts
      .slice(0, MOST_COUNTS)
      .map(
        ({ what, people, inFirst }) =>
          `  ${number(people).padStart(width)}  ${what} (${number(inFirst)} in the first arm)`,
      ),
    ...(counts.length > MOST_COUNTS
      ? [`  and ${counts.length - MOST_COUNTS} more; --json lists them all`]
      : []),
    ...checksText(checks),
  ];
}

function checksText(checks: readonly AssumptionCheck[]): string[] {
  return checks.flatMap(({ assumption, verdict, finding }) => [
    `  ${verdict.toUpperCase()}: ${assumption}`,
    `      ${finding}`,
  ]);
}

/** Four digits after the point: shares, and rates a person and year. */
function sayNumber(value: number): string {
  return (Math.abs(value) < 5e-5 ? 0 : value).toFixed(4);
}
