import type { Assumption, PlanResult } from '@throughcare/planning';
import { openedNumber, type OpenedNumber } from './number/opened-number.ts';

/** Every number of a plan with where it comes from, or those that one figure is made from. */
export interface SourcesView {
  readonly opened: OpenedNumber | undefined;
  readonly unsourced: readonly Assumption[];
  readonly sourced: readonly Assumption[];
}

/** All assumptions, or those of one figure by its id; undefined when no figure has that id. */
export function sourcesView(result: PlanResult, number: string | undefined): SourcesView | undefined {
  const opened = number === undefined ? undefined : openedNumber(result, number);
  if (number !== undefined && !opened) return undefined;
  const shown = opened
    ? result.assumptions.filter(one => result.provenance[number!].parameters.includes(one.parameter))
    : result.assumptions;
  return { opened, unsourced: shown.filter(one => !one.sourced), sourced: shown.filter(one => one.sourced) };
}
