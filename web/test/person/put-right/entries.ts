import type { CaseCommand } from '@throughcare/pathway';
import type { Typed } from '../../../src/frame/form.ts';

/** An entry of a case, what is changed on the page that puts it right, and what its command is from then on. */
export interface PutRight {
  /** What is told of somebody whose case is open; the entry is the last of its name. */
  readonly told: readonly CaseCommand[];
  readonly change: Typed;
  readonly becomes: Readonly<Record<string, unknown>>;
}

/** Why an entry is not put right by telling it again. */
export type NotToldAgain = string;
