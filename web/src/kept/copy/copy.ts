import { withConcerns, type SubjectAccess, type SubjectPack } from '@throughcare/records';
import type { Repository } from '../../services.ts';
import { groupsOf, type LineGroup } from './groups.ts';

/** A copy as it stands, with what is kept back of it by default. */
export interface Copy {
  readonly found: SubjectAccess;
  readonly pack: SubjectPack;
  readonly groups: readonly LineGroup[];
  readonly undecided: number;
}

/** What the record of the case and the concerns that touch it bring to the copy; null where there is no such request. */
export async function copyOf(records: Repository, id: string, request: string): Promise<Copy | null> {
  const found = await records.subjectAccess(id, request);
  if (!found) return null;
  const concerns = await records.subjectConcerns(id, request);
  if (!concerns) return null;
  const groups = groupsOf(found, concerns);
  const undecided = groups.reduce((sum, group) => sum + group.undecided, 0);
  return { found, pack: withConcerns(found.pack, concerns), groups, undecided };
}

export function linesInWords(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}
