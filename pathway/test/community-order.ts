import type { Sentence } from '../src/index.ts';

/** A sentence as tests tell it, made up: a community order of 12 months in the first proceedings, with no requirement. */
export const communityOrder = {
  order: 'o1',
  proceedings: 'first',
  disposal: 'community_order',
  months: 12,
  suspended: null,
  requirements: [],
} as const satisfies Sentence;
