import type { Made, Viewer } from '@throughcare/records/testing';
import type { Browser } from './drawn-house.ts';

/** Somebody of a drawn organisation at their browser, with what was made there and in another. */
export interface Looking {
  readonly viewer: Viewer;
  /** For what a failed test says. */
  readonly who: string;
  readonly browser: Browser;
  readonly made: readonly Made[];
  readonly others: readonly Made[];
}
