import { Refused } from '@throughcare/records';

/** Stops one thing after the other: what fails to stop keeps none of the rest from it, and is told at the end. */
export async function inTurn(steps: readonly (() => unknown)[]): Promise<void> {
  let first: unknown;
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      first ??= error;
    }
  }
  if (first === undefined) return;
  if (first instanceof Error && 'code' in first && first.code === 'ENOSPC') {
    throw new Refused(
      'Stopped. The disk is full, so that this was not written down; what was recorded is safe. Free some space before ' +
        'the next start.',
      { cause: first },
    );
  }
  throw first;
}
