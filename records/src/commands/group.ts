import { z } from 'zod';
import { attendanceOutcomes, cancelReasons, type GroupCommand } from '@throughcare/pathway';
import {
  account,
  count,
  day,
  id,
  keyOf,
  line,
  name,
  oneOf,
  several,
  words,
  yesOrNo,
  type FieldsOf,
} from './fields.ts';

const mark = z.strictObject({ case: id, code: keyOf(attendanceOutcomes), late: yesOrNo.optional() });
const templateSession = z.strictObject({ module: line, title: line });

export const groupFields = {
  plan: {
    programme: name,
    name: line,
    places: count,
    sessions: several(day),
    lead: account,
    facilitators: several(account).optional(),
    template: several(templateSession).optional(),
  },
  name_facilitators: { lead: account, facilitators: several(account) },
  cover_session: { session: count, by: account },
  move_session: { session: count, to: day },
  cancel_session: { session: count, reason: keyOf(cancelReasons) },
  add_session: {
    kind: oneOf<'catch_up' | 'one_to_one'>(['catch_up', 'one_to_one']),
    day,
    title: line,
    for: several(id),
  },
  tell_room: { room: words, times: words },
  change_places: { places: count },
  take_place: { case: id, enrolment: name },
  free_place: { case: id },
  take_register: { session: count, marks: several(mark) },
  record_nobody: { session: count },
  finish: {},
  cancel: { reason: line },
} satisfies FieldsOf<GroupCommand>;
