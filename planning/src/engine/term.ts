import { holds } from './condition.ts';
import type { Stage, StageTerms } from './network.ts';
import type { RunState } from './run-state.ts';

/**
 * How much each person has served of each term, in days, at [slot * terms + term], and since when more of it is being
 * served; NaN while it is not.
 */
export interface TermsServed {
  readonly served: Float64Array;
  readonly since: Float64Array;
}

export function noTerms(length: number): TermsServed {
  return { served: new Float64Array(length), since: new Float64Array(length).fill(Number.NaN) };
}

export function widerTerms({ served, since }: TermsServed, length: number): TermsServed {
  const wider = noTerms(length);
  wider.served.set(served);
  wider.since.set(since);
  return wider;
}

export function resetTerms({ served, since }: TermsServed, from: number, to: number): void {
  served.fill(0, from, to);
  since.fill(Number.NaN, from, to);
}

/** What a stage does with terms, with nothing left out; null where it does nothing. */
export function termsOf({ terms }: Stage): Required<StageTerms> | null {
  return terms === undefined ? null : { counts: [], less: [], anew: [], ...terms };
}

/** Somebody begins a stay whose end is due: it is shortened by what they have served, and what counts begins to. */
export function beginServing(run: RunState, slot: number, { counts, less }: Required<StageTerms>): void {
  const { people, queue, now } = run;
  const { terms, termCount } = people;
  for (const { term, share, when } of less) {
    if (when !== undefined && !holds(run, slot, when)) continue;
    queue.due = Math.max(now, queue.due - share * terms.served[slot * termCount + term]);
  }
  for (const { term, when } of counts) {
    if (when === undefined || holds(run, slot, when)) terms.since[slot * termCount + term] = now;
  }
}

/**
 * The same for somebody who was there before the run: the end that is due is what is left of their stay. What they had
 * served by then is the rest of a stay that is `whole` long.
 */
export function beServing(run: RunState, slot: number, stage: Required<StageTerms>, whole: number): void {
  const { people, queue, now } = run;
  const { terms, termCount } = people;
  for (const { term, when } of stage.less) {
    if (when === undefined && stage.counts.some(each => each.term === term)) {
      terms.served[slot * termCount + term] = Math.max(0, whole - (queue.due - now));
    }
  }
  beginServing(run, slot, { ...stage, less: [] });
}

/** A stay ends, at its end or before: what counted until now is served. */
export function stopServing({ people, now }: RunState, slot: number): void {
  const { terms, termCount } = people;
  for (let own = slot * termCount; own < (slot + 1) * termCount; own++) {
    const since = terms.since[own];
    if (Number.isNaN(since)) continue;
    terms.served[own] += now - since;
    terms.since[own] = Number.NaN;
  }
}

/** Nothing is served yet of what a stage begins anew. */
export function serveAnew({ people }: RunState, slot: number, { anew }: Required<StageTerms>): void {
  for (const term of anew) people.terms.served[slot * people.termCount + term] = 0;
}
