import { refuse, type Refusal } from '../decider.ts';
import { sayDay } from '../day.ts';
import { unsaved } from './answer.ts';
import type { CaseState } from './case.ts';

/**
 * What is decided of lines that are kept back by default from the copy that a person asked for (E23). `undo` takes a
 * decision back: the line then waits for another one, and stays out of the copy meanwhile.
 */
export const lineDecisions = {
  release: 'Released into the copy',
  keep_back: 'Kept back',
  undo: 'Not decided yet',
} as const;
export type LineDecision = keyof typeof lineDecisions;

/** A line as it was shown: a field of what is recorded under this version, and why it is kept back by default. */
export type NamedLine = {
  readonly version: number;
  readonly field: string;
  readonly exemption: string;
};

interface Decided {
  readonly decision: LineDecision;
  readonly lines: readonly NamedLine[];
  readonly reason: string;
}

/** Why this is no decision: it names no line, or gives no reason where one has to be given. */
export function linesTrouble({
  decision,
  lines,
  reason,
}: Decided): { ok: false; refusal: Refusal } | undefined {
  if (lines.length === 0) return refuse('no_line', `Choose at least one line. ${unsaved}`, 'line');
  if (decision === 'undo' || reason.trim() !== '') return undefined;
  return refuse('no_reason', `Give the reason in a few words. ${unsaved}`, 'reason');
}

/** Why nothing of that copy is decided any longer: there is no such request, or it was given; undefined where it is. */
export function copyTrouble(
  { lifetime: { copies } }: CaseState,
  id: string,
): { ok: false; refusal: Refusal } | undefined {
  const copy = copies.find(one => one.id === id);
  if (!copy) return refuse('no_such_request', `There is no such request for a copy here. ${unsaved}`);
  if (copy.givenOn === null) return undefined;
  return refuse('already_given', `That copy was given on ${sayDay(copy.givenOn)}. ${unsaved}`);
}
