import type { Source } from '../../engine/source.ts';
import type { ArrivalsText } from '../arrivals-schema.ts';
import type { Values } from './values.ts';

type Steps = NonNullable<Source['steps']>;

/**
 * How many still come once a threat is what it is, for each who came before: what a share leaves, times
 * (`to` / `from`) to the power of minus its elasticity for each threat, so that a tenth more of it keeps about a tenth of
 * the elasticity away (Becker 1968 has the supply of offences fall with both certainty and severity; a constant
 * elasticity is how its size is most often reported, as in Chalfin and McCrary 2017).
 */
export function stillCome(deterred: NonNullable<ArrivalsText['deterred']>, values: Values): number {
  const unmoved = deterred.share ? 1 - values[deterred.share] : 1;
  return (deterred.by ?? []).reduce(
    (left, { elasticity, from, to }) => left * (values[to] / values[from]) ** -values[elasticity],
    unmoved,
  );
}

/** Steps with everything from `after` on so many times as high: where a threat is weaker than it was, more come. */
export function raisedFrom(steps: Steps, after: number, times: number): Steps {
  const before = steps.filter(({ from }) => from < after);
  const own = steps.findLast(({ from }) => from <= after)?.factor ?? 1;
  const later = steps.filter(({ from }) => from > after);
  return [
    ...before,
    { from: after, factor: own * times },
    ...later.map(({ from, factor }) => ({ from, factor: factor * times })),
  ];
}
