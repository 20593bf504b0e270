import { Document } from 'yaml';
import { z } from 'zod';
import type { Taken } from './offered.ts';

const takenSchema = z.object({ parameter: z.string(), now: z.record(z.string(), z.unknown()) });

/** A figure as a tick of a form carries it. */
export const asTick = (taken: Taken): string => JSON.stringify(taken);

/**
 * The lines of a scenario file that take over the ticked figures, each with source and date; undefined when a tick is
 * none of ours. What the lines may say is checked where all lines are.
 */
export function linesOf(ticks: readonly string[]): string | undefined {
  const read = ticks.map(tick => takenSchema.safeParse(jsonOf(tick)));
  if (read.some(one => !one.success)) return undefined;
  const taken = read.flatMap(({ data }) => data ?? []);
  if (taken.length === 0) return '';
  const parameters = Object.fromEntries(taken.map(({ parameter, now }) => [parameter, now]));
  return new Document({ parameters }).toString({ lineWidth: 0 }).trimEnd();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
