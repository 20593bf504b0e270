/**
 * The attendance outcomes used in probation (HMPPS accredited-programmes-manage-and-deliver-api at 9b5fa0f, migration
 * V85: code, whether the person attended, whether they complied; its `IAPSD`, a deleted record, is a correction
 * here). The service itself has since kept three of them (V86). All are kept here, acceptable absences too: a
 * service that can't record one records something untrue instead.
 */
export const attendanceOutcomes = {
  ATTC: { words: 'Attended, complied', attended: true, complied: true },
  AFTC: { words: 'Attended, failed to comply', attended: true, complied: false },
  ATSH: { words: 'Attended, sent home: behaviour', attended: true, complied: false },
  ATSS: { words: 'Attended, sent home: service reason', attended: true, complied: true },
  UAAB: { words: 'Absent, not accepted', attended: false, complied: false },
  AAME: { words: 'Absent, accepted: medical', attended: false, complied: true },
  AAEM: { words: 'Absent, accepted: work', attended: false, complied: true },
  AAFC: { words: 'Absent, accepted: family or childcare', attended: false, complied: true },
  AARE: { words: 'Absent, accepted: religious', attended: false, complied: true },
  AAHO: { words: 'Absent, accepted: holiday', attended: false, complied: true },
  AACL: { words: 'Absent, accepted: court or legal', attended: false, complied: true },
  AARC: { words: 'Absent, accepted: in custody', attended: false, complied: true },
  AASD: { words: 'Absent, accepted: stood down', attended: false, complied: true },
  AAAA: { words: 'Absent, accepted: other reason', attended: false, complied: true },
  RSSR: { words: 'Rearranged by the service', attended: false, complied: true },
  RSOF: { words: 'Rearranged at the person’s request', attended: false, complied: true },
  CO05: { words: 'Absent: officer’s professional judgement', attended: false, complied: true },
  // The source leaves open whether they attended.
  CO10: { words: 'Acceptable failure, none in the following 12 months', attended: null, complied: true },
} as const satisfies Record<string, { words: string; attended: boolean | null; complied: boolean }>;

export type AttendanceCode = keyof typeof attendanceOutcomes;

export function isAttendanceCode(text: string): text is AttendanceCode {
  return Object.hasOwn(attendanceOutcomes, text);
}

/** Whether somebody was there; what the code leaves open does not count as being there. */
export function wasThere(code: AttendanceCode): boolean {
  return attendanceOutcomes[code].attended === true;
}

/** How somebody took part in a session, beside the outcome. */
export type SessionDetail = {
  /** Which of the programme's sessions the number counts; a group session can be caught up alone. */
  readonly kind: 'group' | 'one_to_one';
  /** A session that makes up for one that was missed. */
  readonly catchUp: boolean;
  readonly late: boolean;
  /** 'HH:MM' where somebody noted when they came, and when they left before the end. */
  readonly arrivedAt: string | null;
  readonly departedAt: string | null;
};

/** With the others, on time and to the end. */
export const asPlanned: SessionDetail = {
  kind: 'group',
  catchUp: false,
  late: false,
  arrivedAt: null,
  departedAt: null,
};

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with a detail beside an outcome, in words; undefined when they fit. */
export function faultOf(code: AttendanceCode, how: SessionDetail): string | undefined {
  const { arrivedAt, departedAt, late } = how;
  const times = [arrivedAt, departedAt].filter(time => time !== null);
  if (times.some(time => !CLOCK.test(time))) return 'Give times as hours and minutes, for example 18:05.';
  if (!wasThere(code) && (late || times.length > 0)) {
    return 'Somebody who was not there cannot have come late or left early.';
  }
  if (arrivedAt !== null && departedAt !== null && departedAt < arrivedAt) {
    return 'They would have left before they came.';
  }
  return undefined;
}
