import type { CaseState } from '@throughcare/pathway';
import { letterCode } from '../letters/code.ts';
import { initialsOf, letterMark } from '../letters/mark.ts';
import type { Projected } from './project.ts';
import type { Row } from './tables.ts';

/** One row a letter, by which its code can be checked: a keyed mark, and whether it was withdrawn. */
export function projectLetters(
  { letters }: CaseState,
  { organisation, stream, indexKey, effective }: Projected,
): Row[] {
  const names = new Map(
    effective
      .filter(event => event.type === 'letter_issued')
      .map(({ facts, sealed }) => [facts.letter, sealed?.name] as const),
  );
  return letters.flatMap(({ id, on, shows, withdrawn }) => {
    const name = names.get(id);
    if (typeof name !== 'string') return [];
    const face = { initials: initialsOf(name), on, attended: shows.attended };
    return [
      {
        organisation,
        case_id: stream,
        mark: letterMark(indexKey, letterCode(id), face),
        withdrawn: withdrawn !== null,
      },
    ];
  });
}
