import { personField } from './people.ts';
import type { RunState } from './run-state.ts';
import { waitBin, waitBins } from './wait-bins.ts';

const { BEHIND, FIELDS_REAL, FIELDS_WHOLE, SINCE } = personField;

/** Counts how long each who waits at the end of the run has waited by then: who waits still is not who got a place soon. */
export function waitedAtEnd({ stages, people, statistics, now }: RunState): void {
  stages.forEach(({ list }, stage) => {
    for (const first of list.first) {
      for (let slot = first; slot !== -1; slot = people.whole[slot * FIELDS_WHOLE + BEHIND]) {
        const waited = now - people.real[slot * FIELDS_REAL + SINCE];
        statistics.waitedAtEnd[stage * waitBins + waitBin(waited)]++;
      }
    }
  });
}
