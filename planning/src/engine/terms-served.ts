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
