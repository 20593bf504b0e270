import type { Protocol } from '../protocol/read.ts';
import type { OutcomeTables } from '../extract/open.ts';
import type { Cohort } from './cohort.ts';
import { offencesOutcome } from './offences.ts';
import type { Outcome } from './outcome.ts';
import { recordedOutcome } from './recorded.ts';

/** Reads outcomes for the cohort from the tables that only a run may open. */
export function readOutcome(protocol: Protocol, cohort: Cohort, tables: OutcomeTables): Outcome {
  return protocol.outcome.found_in === undefined
    ? recordedOutcome(protocol, cohort, tables.main)
    : offencesOutcome(protocol, cohort, tables);
}
