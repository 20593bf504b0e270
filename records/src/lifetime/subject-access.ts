import type { Day } from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { stateOf } from '../history/deciders.ts';
import { correctionsMade } from '../history/corrections.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { byWork } from '../reads/by-work.ts';
import { isId } from '../reads/id.ts';
import { loadIn } from '../reads/load-in.ts';
import { todayOf, type Store } from '../store.ts';
import { copyLines, type CopyLine } from './copy-line.ts';
import { copyNames } from './copy-names.ts';
import type { CopyNames } from './copy-words/said.ts';
import { sayField, sayTitle } from './copy-words/say.ts';
import { subjectPack, type SubjectPack } from './subject-pack.ts';

/** A line that is kept back by default, in words for whoever decides on it. */
export interface SaidLine extends CopyLine {
  readonly title: string;
  readonly label: string;
  readonly words: string;
  /** The name of whoever recorded it. */
  readonly writtenBy: string;
  /** The name of whoever decided; '' where nobody has. */
  readonly decidedBy: string;
}

export interface SubjectAccess {
  readonly case: string;
  readonly version: number;
  readonly askedOn: Day;
  /** Once it was given, all of this is as it was just before. */
  readonly givenOn: Day | null;
  readonly pack: SubjectPack;
  /** What is kept back by default, with what was decided of each line. No part of the copy. */
  readonly lines: readonly SaidLine[];
}

/**
 * The copy that a person asked for, and beside it what is kept back; null where there is no such request, and for whoever
 * sees the case by having opened it in an emergency alone: a copy holds all of it, notes too, and is opened by the program.
 */
export async function subjectAccess(
  asking: Asking,
  id: string,
  request: string,
): Promise<Answered<SubjectAccess | null>> {
  const nothing = { value: null, kind: 'case', streams: [], detail: { found: false } } as const;
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts || !loaded.keys.identity) return nothing;
  if (!(await isTheirWork(asking, id))) return nothing;
  const { store, acting } = asking;
  const { events, version } = (await wholeCase(store, acting, id)) ?? {
    events: loaded.events,
    version: loaded.head,
  };
  const giving = givingOf(events, request);
  const told = giving ? events.filter(one => one.version < giving.version) : events;
  const history = effectiveHistory(told);
  const { effective } = history;
  const copy = stateOf('case', effective).lifetime.copies.find(one => one.id === request);
  if (!copy) return nothing;
  const givenOn = giving?.occurredOn ?? null;
  const names = await copyNames(asking, effective);
  const lines = copyLines(effective, { request });
  return {
    value: {
      case: id,
      version,
      askedOn: copy.askedOn,
      givenOn,
      pack: subjectPack(history, correctionsMade(told), lines, names, givenOn ?? todayOf(store)),
      lines: sayLines('case', lines, names),
    },
    kind: 'case',
    streams: [id],
    detail: { released: lines.filter(one => one.decided?.released).length },
  };
}

async function isTheirWork({ db, acting }: Asking, id: string): Promise<boolean> {
  const { rows } = await db.query(
    `select from throughcare.case_row c where c.organisation = $1 and c.id = $2 and ${byWork}`,
    [acting.organisation, id],
  );
  return rows.length > 0;
}

/**
 * Every entry of a case, opened by the program. Notes are for the person’s own practitioner to read; whoever answers for
 * a copy has to go through them too.
 */
export async function wholeCase(
  store: Store,
  { organisation }: Acting,
  id: string,
): Promise<{ readonly events: readonly RecordedEvent[]; readonly version: number } | undefined> {
  const found = (await load(store, { organisation, user: SYSTEM }, [id])).streams.get(id);
  return found && { events: found.events, version: found.head };
}

/** The entry that says that this copy was given; undefined where it was not. */
export function givingOf(events: readonly RecordedEvent[], request: string): RecordedEvent | undefined {
  return events.find(({ type, facts }) => type === 'copy_given' && facts.request === request);
}

/** Lines in words; one of which there is nothing to say is none. */
export function sayLines(kind: 'case' | 'concern', lines: readonly CopyLine[], names: CopyNames): SaidLine[] {
  return lines.map(line => {
    const event = { kind, type: line.what };
    const said = sayField(event, line.field, line.value, names) ?? { label: line.field, words: '' };
    const decidedBy = line.decided === null ? '' : names.staff(line.decided.by);
    return { ...line, ...said, title: sayTitle(event), writtenBy: names.staff(line.by), decidedBy };
  });
}
