import { isAttendanceCode, type AttendanceCode, type CorrectionReason } from '@throughcare/pathway';
import { isRetraction } from '../history/correction.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** One time that a mark was told, put right or taken out. */
export interface MarkEntry {
  /** Null where it was taken out. */
  readonly code: AttendanceCode | null;
  readonly late: boolean;
  readonly by: string;
  /** When it was recorded, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it put right or took out what was said before, and why; null where no reason was kept. */
  readonly corrects: boolean;
  readonly why: CorrectionReason | null;
}

/** Everything that was ever said of somebody's coming to one session, in the order in which it was recorded. */
export interface SessionMarks {
  readonly session: number;
  readonly entries: readonly MarkEntry[];
  /** The entry of the case that a correction would put right; null where no mark stands. */
  readonly standing: number | null;
}

/** The marks of one enrolment, before and after every correction: both are kept, so both can be shown. */
export function marksIn(events: readonly RecordedEvent[], enrolment: string): SessionMarks[] {
  const sessions = new Map<number, SessionMarks>();
  const told = events.filter(
    one => one.type === 'attended' && one.replaces === null && one.facts.enrolment === enrolment,
  );
  for (const first of told) {
    const session = Number(first.facts.session);
    const said = [first, ...events.filter(one => one.replaces === first.version)];
    const entries = [...(sessions.get(session)?.entries ?? []), ...said.map(entryOf)];
    const stands = !isRetraction(said.at(-1)!);
    const before = sessions.get(session)?.standing ?? null;
    sessions.set(session, { session, entries, standing: stands ? first.version : before });
  }
  return [...sessions.values()];
}

function entryOf(event: RecordedEvent): MarkEntry {
  const { code, how } = event.facts as { code?: unknown; how?: { late?: unknown } };
  const isOut = isRetraction(event) || typeof code !== 'string' || !isAttendanceCode(code);
  return {
    code: isOut ? null : code,
    late: !isOut && how?.late === true,
    by: event.actor,
    at: event.recordedAt,
    corrects: event.replaces !== null,
    why: event.why,
  };
}
