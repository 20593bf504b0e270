import type { FormView } from './form.ts';

/** One thing that somebody changed, in words. */
export interface Change {
  readonly what: string;
  readonly now: string;
}

/** Two people at once: what the other did since this page was opened, and what is about to be sent. */
export interface Conflict {
  readonly by: string;
  readonly when: string;
  readonly theirs: readonly Change[];
  readonly yours: readonly Change[];
}

/**
 * The same form after somebody else was quicker. Both changes are shown, what was typed is kept, and the form now
 * carries the version that the reader has in front of them, so that sending it again is a decision. Answer with
 * status 409.
 */
export function conflicted(view: FormView, conflict: Conflict, seenNow: number): FormView {
  return { ...view, conflict, seen: String(seenNow) };
}
