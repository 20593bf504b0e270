import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { isId } from '../reads/id.ts';
import { loadIn } from '../reads/load-in.ts';
import { SYSTEM } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { staffNames } from '../reads/staff.ts';
import { todayOf } from '../store.ts';
import { keptBackLines, subjectPack, type KeptBackLine, type SubjectPack } from './subject-pack.ts';

export interface SubjectAccess {
  readonly case: string;
  readonly version: number;
  readonly pack: SubjectPack;
  /** Never part of the copy. */
  readonly keptBack: readonly KeptBackLine[];
}

/** The copy that a person asked for, and beside it what is kept back; null where there is no such request. */
export async function subjectAccess(
  asking: Asking,
  id: string,
  request: string,
): Promise<Answered<SubjectAccess | null>> {
  const nothing = { value: null, kind: 'case', streams: [], detail: { found: false } } as const;
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts || !loaded.keys.identity) return nothing;
  // Notes are for the person’s own practitioner to read; whoever answers for a copy has to go through them too.
  const { store, acting } = asking;
  const whole = (await load(store, { organisation: acting.organisation, user: SYSTEM }, [id])).streams.get(
    id,
  );
  const { effective } = effectiveHistory(whole?.events ?? loaded.events);
  const copy = stateOf('case', effective).lifetime.copies.find(one => one.id === request);
  if (!copy) return nothing;
  const staff = await staffNames(asking);
  return {
    value: {
      case: id,
      version: loaded.head,
      pack: subjectPack(effective, copy.released, staff, todayOf(store)),
      keptBack: keptBackLines(effective, copy.released),
    },
    kind: 'case',
    streams: [id],
    detail: { released: copy.released.length },
  };
}
