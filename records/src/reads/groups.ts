import type { Attendance, Day, GroupState } from '@throughcare/pathway';
import { believedOn, noteOf, type AsOf } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { correctionsMade, correctionsOf, type CorrectionMade } from '../history/corrections.ts';
import { effectiveHistory } from '../history/effective.ts';
import { letStand, type LetStand } from '../history/let-stand.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { withoutCases } from '../access/without-cases.ts';
import type { Answered, Asking } from './answer.ts';
import { isId } from './id.ts';
import { identitiesOf, initials } from './identities.ts';
import { loadIn } from './load-in.ts';
import { marksIn, type SessionMarks } from './marks.ts';

export interface GroupRow {
  readonly group: string;
  readonly name: string;
  readonly programme: string;
  readonly lead: string;
  readonly places: number;
  readonly taken: number;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly sessions: readonly Day[];
  readonly held: readonly number[];
  readonly status: string;
  readonly version: number;
}

export interface GroupMember {
  readonly case: string;
  readonly enrolment: string;
  readonly reference: string;
  /** Initials alone: a register lies open on a table (E36). */
  readonly initials: string | null;
  readonly caseVersion: number;
  readonly attendances: readonly Attendance[];
  /** From when they come to the group; null where that is not known any more. */
  readonly startsOn: Day | null;
  /** What was said of each session, before and after every correction. */
  readonly marks: readonly SessionMarks[];
}

export interface Group {
  readonly group: string;
  readonly version: number;
  readonly state: GroupState;
  readonly members: readonly GroupMember[];
  /** Members whom the asker may not see. */
  readonly hidden: number;
  /** False where somebody who ever had a place is not for the asker to see: then lists of people are not whole. */
  readonly isWhole: boolean;
  readonly events: readonly RecordedEvent[];
  /** What was corrected or taken out, as first told. */
  readonly superseded: readonly RecordedEvent[];
  /** When, by whom and why each entry among these was put right or taken out. */
  readonly corrections: readonly CorrectionMade[];
  /** Later entries that stand although a correction would not have allowed them. */
  readonly letStand: readonly LetStand[];
}

export async function groups({ db, acting }: Asking): Promise<Answered<GroupRow[]>> {
  const { rows } = await db.query<Omit<GroupRow, 'group' | 'startsOn' | 'endsOn'> & { id: string }>(
    `select id, name, programme, lead, places, taken, sessions, held, status, version
       from throughcare.group_row where organisation = $1 order by sessions[1] desc, id limit 500`,
    [acting.organisation],
  );
  const value = rows.map(({ id, ...row }) => ({
    group: id,
    ...row,
    startsOn: row.sessions[0],
    endsOn: row.sessions[row.sessions.length - 1],
  }));
  return { value, kind: 'group', streams: rows.map(row => row.id), detail: { rows: rows.length } };
}

/** One group with its register; with a day, both as they were believed at its end. */
export async function group(asking: Asking, id: string, asOf: AsOf = {}): Promise<Answered<Group | null>> {
  const { believedOn: day } = asOf;
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'group' || !loaded.keys.facts) {
    return { value: null, kind: 'group', streams: [], detail: { found: false } };
  }
  const told = believedOn(loaded.events, day);
  const { effective, superseded } = effectiveHistory(told);
  const state = stateOf('group', effective);
  const ids = everInIt(told);
  const cases = await loadIn(asking, ids);
  const identities = await identitiesOf(asking, ids);
  const members = state.members.flatMap(({ case: caseId, enrolment }): GroupMember[] => {
    const found = cases.get(caseId);
    // An auditor is told that something happened there, and has no key to what.
    if (!found?.keys.facts) return [];
    const member = stateOf('case', effectiveHistory(believedOn(found.events, day)).effective);
    const enrolled = member.enrolments.find(one => one.id === enrolment);
    const attendances = enrolled?.attendances ?? [];
    const { reference } = member;
    return [
      {
        case: caseId,
        enrolment,
        reference,
        initials: initials(identities.get(caseId)),
        caseVersion: found.head,
        attendances,
        startsOn: enrolled?.place?.startsOn ?? null,
        marks: marksIn(found.events, enrolment),
      },
    ];
  });
  const unseen = new Set(ids.filter(one => !cases.get(one)?.keys.facts));
  return {
    value: {
      group: id,
      version: loaded.head,
      // When each thing was last told is for deciding alone: it names the cases of all, and the days of what is hidden.
      state: { ...withoutCases(state, unseen), lastTold: {} },
      members,
      hidden: state.members.length - members.length,
      isWhole: unseen.size === 0,
      events: withoutCases(effective, unseen),
      superseded: withoutCases(superseded, unseen),
      corrections: correctionsOf(correctionsMade(told), withoutCases([...effective, ...superseded], unseen)),
      letStand: letStand(told).filter(one => withoutCases([one.entry, one.corrected], unseen).length === 2),
    },
    kind: 'group',
    streams: [id, ...members.map(member => member.case)],
    detail: noteOf(asOf),
  };
}

/** Everybody who ever had a place, as far as it was told: also somebody who left is not to be seen by everybody. */
function everInIt(told: readonly RecordedEvent[]): string[] {
  const cases = told.map(event => event.facts.case).filter(one => typeof one === 'string');
  return [...new Set(cases)].filter(isId);
}
