import { z } from 'zod';
import { attendanceOutcomes, enrolmentBases, leavingReasons, movesByHand } from '@throughcare/pathway';
import { count, day, id, keyOf, line, name, oneOf, words, yesOrNo } from './fields.ts';

const how = z.strictObject({
  kind: oneOf<'group' | 'one_to_one'>(['group', 'one_to_one']),
  catchUp: yesOrNo,
  late: yesOrNo,
  arrivedAt: line.nullable(),
  departedAt: line.nullable(),
});

/** Part of the fields of a case, where the compiler holds them to its commands. */
export const enrolmentFields = {
  enrol: { enrolment: name, programme: name, basis: keyOf(enrolmentBases), assessed: yesOrNo },
  move_enrolment: { enrolment: name, to: oneOf(movesByHand), details: words },
  give_place: { enrolment: name, group: id, startsOn: day },
  record_attendance: { enrolment: name, session: count, code: keyOf(attendanceOutcomes), how },
  tell_beginning_before: {
    enrolment: name,
    from: day.nullable(),
    attended: count.nullable(),
    of: count.nullable(),
  },
  complete_programme: { enrolment: name },
  hold_review: { enrolment: name },
  leave_programme: { enrolment: name, reason: keyOf(leavingReasons) },
};
