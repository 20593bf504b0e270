import { accept, refuse } from '../decider.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import { childrenAtHome } from './children.ts';
import type { CaseState } from './case.ts';

/** A check on the children around a person: numbers and codes, who checked, and whom they asked (E33). */
export function checkChildren(
  state: CaseState,
  { on, check, by, asked = [] }: CommandOf<'check_children'>,
  actor: string,
): CaseDecision {
  const counts = Object.values(check.atHome);
  if (counts.some(count => !Number.isInteger(count) || count < 0 || count > 30)) {
    return refuse(
      'not_a_number',
      `Give the number of children in each age band as a whole number. ${unsaved}`,
      'atHome',
    );
  }
  const early = refuseBefore(on, state.childrenCheck?.on ?? null, 'the last check');
  if (early) return early;
  const { atHome, contact, role, socialCare } = check;
  return accept(
    event('children_checked', on, {
      check: { atHome: { ...atHome }, contact, role, socialCare, childrenAtHome: childrenAtHome(check) },
      by: by === undefined || by === '' ? actor : by,
      asked: [...new Set(asked)],
    }),
  );
}
