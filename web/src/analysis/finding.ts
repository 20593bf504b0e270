import type { StepProgress } from './progress.ts';

/** A result as a page meets it: there; being worked out now; stopped on the way; or never asked for here. */
export type Finding<Result> =
  | { readonly state: 'ready'; readonly result: Result }
  | { readonly state: 'working'; readonly steps: readonly StepProgress[] }
  | { readonly state: 'stopped'; readonly words: string }
  | { readonly state: 'missing' };
