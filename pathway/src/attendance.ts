/**
 * The attendance outcomes used in probation (HMPPS accredited programmes service, migration V85: code,
 * whether the person attended, whether they complied). All are kept, acceptable absences too: a service that
 * can't record one records something untrue instead.
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
  CO10: { words: 'Acceptable failure, none in the following 12 months', attended: false, complied: true },
} as const satisfies Record<string, { words: string; attended: boolean; complied: boolean }>;

export type AttendanceCode = keyof typeof attendanceOutcomes;

export function isAttendanceCode(text: string): text is AttendanceCode {
  return Object.hasOwn(attendanceOutcomes, text);
}
