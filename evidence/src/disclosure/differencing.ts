import { SMALLEST_SHOWN } from './rule.ts';
import { differingPeople } from './people-sketch.ts';
import type { PeopleSketch } from './people-sketch.ts';

/** A group whose count a release shows, or lets be worked out. Restricted: it is kept beside the ledger, never released. */
export interface ReleaseCell {
  /** The pair of arms that is compared, and which of the two the group is of. */
  readonly first: string;
  readonly second: string;
  readonly arm: string;
  /** 'everybody', or the group of a characteristic: 'sex: female'. */
  readonly part: string;
  /** Groups are held only against groups of their own kind: people compared, or people detected. */
  readonly kind: 'people' | 'detected';
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

const EVERYBODY = 'everybody';

/**
 * Refuses a release that could be subtracted from an earlier one: two groups of the same kind that differ by one to
 * nine people would tell of these few. The same group again is allowed, and so is one that differs by ten or more. Where
 * the ids of two releases cannot be compared, their numbers are: groups of 500 and of 503 count as the same but for 3.
 * Groups by a characteristic do not refuse a release: `heldBack` names those that it must go without.
 */
export function refuseDifferencing(
  release: ReleaseRecord,
  earlier: readonly ReleaseRecord[],
): Differencing | undefined {
  for (const before of earlier) {
    for (const old of before.cells) {
      for (const cell of release.cells) {
        if (old.part !== EVERYBODY || cell.part !== EVERYBODY || !differByFew(old, cell)) continue;
        const say = ({ first, second, arm, kind }: ReleaseCell): string =>
          `${kind === 'detected' ? 'people detected' : 'people'} of the arm ${arm}, ${first} against ${second}`;
        return {
          sentence:
            `This release cannot go out: its group "${say(cell)}" (${release.study}) and the group "${say(old)}" of an ` +
            `earlier release (${before.study}) differ by fewer than ${SMALLEST_SHOWN} people, so that subtracting one from the ` +
            'other would tell of these few. Nothing was released. Compare the same people as before, or a group that ' +
            `differs by ${SMALLEST_SHOWN} people or more.`,
        };
      }
    }
  }
  return undefined;
}

/** Characteristics ('sex') whose groups may not be told, because one differs by a few from the same group told before. */
export function heldBack(release: ReleaseRecord, earlier: readonly ReleaseRecord[]): string[] {
  const before = earlier.flatMap(({ cells }) => cells);
  const close = release.cells.filter(
    cell => cell.part !== EVERYBODY && before.some(old => old.part === cell.part && differByFew(old, cell)),
  );
  return [...new Set(close.map(({ part }) => part.slice(0, part.lastIndexOf(': '))))];
}

/** Whether one group less the other would leave one to nine people, in either or in both of them together. */
export function differByFew(one: ReleaseCell, other: ReleaseCell): boolean {
  if (one.kind !== other.kind) return false;
  // A group too small to be shown tells nothing that could be subtracted.
  if (one.sketch.people < SMALLEST_SHOWN || other.sketch.people < SMALLEST_SHOWN) return false;
  if (one.idsOf === other.idsOf) {
    const differing = differingPeople(one.sketch, other.sketch);
    return differing === 'few' || (differing !== 'many' && differing > 0 && differing < SMALLEST_SHOWN);
  }
  const apart = Math.abs(one.sketch.people - other.sketch.people);
  return apart > 0 && apart < SMALLEST_SHOWN;
}
