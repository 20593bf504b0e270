import {
  dueInCase,
  isWaiting,
  type CaseState,
  type Day,
  type Due,
  type Identity,
} from '@throughcare/pathway';
import { readable } from '../access/readable.ts';
import { believedOn, noteOf, type AsOf } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { correctionsMade, type CorrectionMade } from '../history/corrections.ts';
import { effectiveHistory } from '../history/effective.ts';
import { letStand, type LetStand } from '../history/let-stand.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { identityEvent } from '../projections/identity-event.ts';
import { sessionsOf } from '../projections/group.ts';
import type { Answered, Asking } from './answer.ts';
import { byWork } from './by-work.ts';
import { isId } from './id.ts';
import { loadIn } from './load-in.ts';
import { placeInQueue, type InQueue } from './queue.ts';
import { numbersNow, numbersOn } from './settings.ts';
import { staffNames } from './staff.ts';

/** The nearest thing that lets somebody see a case; 'role' is none of the others (sql/0028). */
export type Tie = 'own' | 'covered' | 'group' | 'team' | 'triage' | 'emergency' | 'role';

export interface Person {
  readonly case: string;
  readonly version: number;
  readonly state: CaseState;
  readonly identity: Identity | null;
  readonly due: readonly Due[];
  /** The effective history, in the order in which it happened. */
  readonly events: readonly RecordedEvent[];
  /** What was corrected or taken out, as first told. */
  readonly superseded: readonly RecordedEvent[];
  /** When, by whom and why each entry among these was put right or taken out. */
  readonly corrections: readonly CorrectionMade[];
  /** Later entries that stand although a correction would not have allowed them. */
  readonly letStand: readonly LetStand[];
  /** What ties whoever asks to the case. */
  readonly tie: Tie;
  /** Open for hours to whoever asks, by an emergency alone: read, and not recorded on. */
  readonly readOnly: boolean;
  /** Names of staff by account. */
  readonly staff: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, { name: string; lead: string; sessions: Day[]; held: number[] }>>;
  /**
   * Where they wait for a place: the earliest, and whether their order ends before it. Null as of a day that is past:
   * the list that they stood in then is not kept.
   */
  readonly earliestPlace: InQueue | null;
}

/**
 * One person, with everything on their record that the asker may read. With a day, as it was believed at its end: the
 * groups they are in as they were believed then, and what is due counted with the lengths of that day. Null where there is no such person, or not for this asker.
 */
export async function person(asking: Asking, id: string, asOf: AsOf = {}): Promise<Answered<Person | null>> {
  const { believedOn: day } = asOf;
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts) {
    return { value: null, kind: 'case', streams: [], detail: { found: false } };
  }
  const told = believedOn(loaded.events, day);
  const { effective, superseded } = effectiveHistory(told);
  const state = stateOf('case', effective);
  const waits = !day && state.enrolments.some(one => isWaiting(one.status));
  const { tie, readOnly } = await tieTo(asking, id);
  return {
    value: {
      case: id,
      version: loaded.head,
      state,
      identity: (identityEvent({ effective })?.sealed ?? null) as Identity | null,
      due: dueInCase(state, day ? await numbersOn(asking, day) : await numbersNow(asking)),
      events: effective.map(event => readable(event, asking.roles)),
      superseded: superseded.map(event => readable(event, asking.roles)),
      corrections: correctionsMade(told),
      letStand: letStand(told).map(one => ({
        ...one,
        entry: readable(one.entry, asking.roles),
        corrected: readable(one.corrected, asking.roles),
      })),
      tie,
      readOnly,
      staff: await staffNames(asking),
      groups: day ? await groupsOn(asking, state, day) : await groupsOf(asking, state),
      earliestPlace: waits ? await placeInQueue(asking, id) : null,
    },
    kind: 'case',
    streams: [id],
    detail: { tie, ...noteOf(asOf) },
  };
}

/** What ties whoever asks to this person now: for the auditor, who could not find it out later. */
async function tieTo({ db, acting }: Asking, id: string): Promise<{ tie: Tie; readOnly: boolean }> {
  const { rows } = await db.query<{ tie: Tie; readOnly: boolean }>(
    `select throughcare.tie_to_case(c.id) as tie, ${byWork} is not true as "readOnly"
       from throughcare.case_row c where c.organisation = $1 and c.id = $2`,
    [acting.organisation, id],
  );
  return rows[0];
}

function groupsWithPlace({ enrolments }: CaseState): string[] {
  return enrolments.flatMap(one => (one.place ? [one.place.group] : [])).filter(isId);
}

async function groupsOf({ db, acting }: Asking, state: CaseState): Promise<Person['groups']> {
  const ids = groupsWithPlace(state);
  if (ids.length === 0) return {};
  const { rows } = await db.query<{
    id: string;
    name: string;
    lead: string;
    sessions: Day[];
    held: number[];
  }>(
    'select id, name, lead, sessions, held from throughcare.group_row where organisation = $1 and id = any ($2)',
    [acting.organisation, ids],
  );
  return Object.fromEntries(rows.map(({ id, ...group }) => [id, group]));
}

/** The same from the groups' own histories, by what had been told by the end of a day. */
async function groupsOn(asking: Asking, state: CaseState, day: Day): Promise<Person['groups']> {
  const loaded = await loadIn(asking, groupsWithPlace(state));
  const told = [...loaded].flatMap(([id, { kind, events, keys }]) => {
    if (kind !== 'group' || !keys.facts) return [];
    const then = stateOf('group', effectiveHistory(believedOn(events, day)).effective);
    return then.status === 'none'
      ? []
      : [[id, { name: then.name, lead: then.lead, ...sessionsOf(then) }] as const];
  });
  return Object.fromEntries(told);
}
