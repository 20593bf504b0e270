import { SMALLEST_SHOWN } from './rule.ts';
import { differingPeople } from './people-sketch.ts';
import type { PeopleSketch } from './people-sketch.ts';

/** A group whose count a release shows, or lets be worked out. Restricted: it is kept beside the ledger, never released. */
export interface ReleaseCell {
  /** Groups are held only against groups of their own kind: people compared, or people detected. */
  readonly kind: 'people' | 'detected';
  /** In words: 'people of the arm custody, compared with alone'. */
  readonly what: string;
  /** What the ids are: those of a file's id column, or lines of one file, which mean nothing in another. */
  readonly idsOf: string;
  readonly sketch: PeopleSketch;
}

/** What is remembered of a release, to hold later ones against. */
export interface ReleaseRecord {
  readonly study: string;
  readonly cells: readonly ReleaseCell[];
}

/** A refusal in a sentence: which group of an earlier release differs from one of this by too few people. */
export interface Differencing {
  readonly sentence: string;
}

/**
 * Refuses a release that could be subtracted from an earlier one: two groups of the same kind that differ by one to
 * nine people would tell of these few. The same group again is allowed, and so is one that differs by ten or more. Where
 * the ids of two releases cannot be compared, their numbers are: groups of 500 and of 503 count as the same but for 3.
 */
export function refuseDifferencing(
  release: ReleaseRecord,
  earlier: readonly ReleaseRecord[],
): Differencing | undefined {
  for (const before of earlier) {
    for (const old of before.cells) {
      for (const cell of release.cells) {
        if (old.kind !== cell.kind) continue;
        const by = differBy(old, cell);
        if (by === undefined) continue;
        return {
          sentence:
            `This release cannot go out: its group "${cell.what}" (${release.study}) and the group "${old.what}" of ` +
            `an earlier release (${before.study}) differ by fewer than ${SMALLEST_SHOWN} people${by}, so that subtracting one from the other ` +
            'would tell of these few. Nothing was released. Compare the same people as before, or a group that differs by ' +
            `${SMALLEST_SHOWN} or more.`,
        };
      }
    }
  }
  return undefined;
}

/** Undefined where the two are the same group, or differ by enough. */
function differBy(one: ReleaseCell, other: ReleaseCell): string | undefined {
  // A group too small to be shown tells nothing that could be subtracted.
  if (one.sketch.people < SMALLEST_SHOWN || other.sketch.people < SMALLEST_SHOWN) return undefined;
  if (one.idsOf === other.idsOf) {
    const differing = differingPeople(one.sketch, other.sketch);
    if (differing === 'few') return '';
    return differing !== 'many' && differing > 0 && differing < SMALLEST_SHOWN ? '' : undefined;
  }
  const apart = Math.abs(one.sketch.people - other.sketch.people);
  return apart > 0 && apart < SMALLEST_SHOWN ? ' in number' : undefined;
}
