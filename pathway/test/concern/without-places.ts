import type { ConcernState } from '../../src/index.ts';

/** Where a concern stands, without what says only when something was told, and by itself changes nothing. */
export function withoutPlaces({
  lastOn: _last,
  tiedOn: _tied,
  decidersOn: _two,
  thirdOn: _third,
  reviewedOn: _review,
  toldUpTo: _upTo,
  learned: _learned,
  everDecided: _decided,
  lastSettled: _settled,
  ...seen
}: ConcernState): object {
  return {
    ...seen,
    decisions: seen.decisions.map(one => ({ ...one, place: null })),
    settled: seen.settled && { ...seen.settled, place: null },
    review: seen.review && { ...seen.review, place: null },
    passings: seen.passings.map(one => ({ ...one, spokeAt: null })),
  };
}
