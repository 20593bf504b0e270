import { holds } from './condition.ts';
import type { StageTerms } from './network.ts';
import type { RunState } from './run-state.ts';

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
