import type { Answered, Asking } from '../reads/answer.ts';
import { retentionOf, type RetentionOfClass } from './retention.ts';

/** A class as one who answers for retention sees it: what is due, counted by what keeps it. */
export interface RetentionSeen extends Omit<RetentionOfClass, 'due'> {
  readonly due: number;
  /** Of those: how many stay all the same, and why. */
  readonly staying: Readonly<Record<string, number>>;
  /** The cases among them that nothing keeps, by reference, for whoever decides on each. */
  readonly toDecide: readonly {
    readonly case: string;
    readonly reference: string;
    readonly keptUntil: string;
  }[];
}

/**
 * The due list. An administrator sees numbers alone; a safeguarding lead, who decides with a second person, sees which
 * cases of those they may open. Concerns are counted for a safeguarding lead alone.
 */
export async function retentionAnswer({
  db,
  store,
  acting,
  roles,
}: Asking): Promise<Answered<readonly RetentionSeen[]>> {
  const decides = roles.includes('safeguarding_lead');
  const all = await retentionOf(store, acting.organisation);
  const shown = all.filter(one => decides || one.class !== 'concern');
  const due = shown.flatMap(one => one.due).filter(one => one.kind === 'case' && one.stays === null);
  const mine = new Set<string>();
  if (decides && due.length > 0) {
    const { rows } = await db.query<{ id: string }>(
      'select id from throughcare.case_row where organisation = $1 and id = any ($2)',
      [acting.organisation, due.map(one => one.stream)],
    );
    for (const row of rows) mine.add(row.id);
  }
  const value = shown.map(({ due: found, ...one }): RetentionSeen => {
    const staying: Record<string, number> = {};
    // What keeps a record may be what only its own people may know, so it is counted and not named.
    for (const { stays } of found) {
      if (stays === null) continue;
      const why = decides ? stays : 'kept';
      staying[why] = (staying[why] ?? 0) + 1;
    }
    return {
      ...one,
      due: found.length,
      staying,
      toDecide: found
        .filter(({ stream, kind, stays }) => kind === 'case' && stays === null && mine.has(stream))
        .slice(0, MOST_SHOWN)
        .map(({ stream, reference, keptUntil }) => ({ case: stream, reference: reference ?? '', keptUntil })),
    };
  });
  const streams = value.flatMap(one => one.toDecide.map(row => row.case));
  return { value, kind: 'case', streams, detail: { classes: value.length } };
}

const MOST_SHOWN = 200;
