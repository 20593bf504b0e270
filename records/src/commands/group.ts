import { z } from 'zod';
import { attendanceOutcomes, cancelReasons, type GroupCommand } from '@throughcare/pathway';
import {
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
import { facilitator } from './named.ts';

const mark = z.strictObject({ case: id, code: keyOf(attendanceOutcomes), late: yesOrNo.optional() });
const templateSession = z.strictObject({ module: line, title: line });

export const groupFields = {
  plan: {
    programme: name,
    name: line,
    places: count,
    sessions: several(day),
    lead: facilitator,
    facilitators: several(facilitator).optional(),
    template: several(templateSession).optional(),
  },
  name_facilitators: { lead: facilitator, facilitators: several(facilitator) },
  cover_session: { session: count, by: facilitator },
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
