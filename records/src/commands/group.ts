import { z } from 'zod';
import { attendanceOutcomes, type GroupCommand } from '@throughcare/pathway';
import { account, count, day, id, keyOf, line, name, several, type FieldsOf } from './fields.ts';

const mark = z.strictObject({ case: id, code: keyOf(attendanceOutcomes) });

export const groupFields = {
  plan: { programme: name, name: line, places: count, sessions: several(day), lead: account },
  take_place: { case: id, enrolment: name },
  free_place: { case: id },
  take_register: { session: count, marks: several(mark) },
  cancel: { reason: line },
} satisfies FieldsOf<GroupCommand>;
