import { z } from 'zod';
import { unusualRules } from '../audit/unusual-rules.ts';
import {
  apartReasons,
  heldScopes,
  holdGrounds,
  intakes,
  missedChannels,
  numberSettings,
  retentionAgreements,
  retentionStarts,
  roles,
  scheduledClasses,
  sessionKinds,
  type NumberSettingName,
  type OrganisationCommand,
} from '@throughcare/pathway';
import { count, day, id, keyOf, line, name, several, words, yesOrNo, type FieldsOf } from './fields.ts';
import { ownPeople } from './named.ts';

const staffRoles = several(keyOf(roles));
const session = z.strictObject({ title: line, kind: keyOf(sessionKinds), minutes: count });
const module = z.strictObject({ name: line, sessions: several(session) });
const hours = z.strictObject({ opens: line, closes: line }).nullable();

const readsMeant = { rule: keyOf<string>(unusualRules), day, user: ownPeople };

export const organisationFields = {
  found: { name: line, madeUp: yesOrNo },
  join: { user: ownPeople, name: line, roles: staffRoles },
  change_roles: { user: ownPeople, roles: staffRoles },
  leave: { user: ownPeople },
  renew_password: { user: ownPeople },
  make_team: { team: id, name: line },
  join_team: { team: id, user: ownPeople },
  leave_team: { team: id, user: ownPeople },
  close_team: { team: id },
  arrange_cover: { cover: id, absent: ownPeople, by: ownPeople, from: day, until: day },
  arrange_on_call: { cover: id, by: ownPeople, from: day, until: day },
  end_cover: { cover: id },
  offer_programme: { programme: name, name: line, sessions: count, places: count },
  shape_programme: { programme: name, intake: keyOf(intakes), modules: several(module) },
  withdraw_programme: { programme: name },
  set_number: {
    setting: keyOf<NumberSettingName>(numberSettings),
    value: count,
    owner: ownPeople,
    reason: words,
  },
  set_staffed_hours: { hours: several(hours), owner: ownPeople, reason: words },
  count_unanswered: { channel: keyOf(missedChannels), calls: count },
  keep_apart: { pair: id, cases: z.tuple([id, id], 'is not a pair'), reason: keyOf(apartReasons) },
  end_apart: { pair: id },
  set_retention: {
    class: keyOf(scheduledClasses),
    months: count,
    from: keyOf(retentionStarts),
    agreed: keyOf(retentionAgreements),
    owner: ownPeople,
    legalReference: line,
    reason: words,
  },
  check_retention: {
    class: keyOf(scheduledClasses),
    months: count,
    from: keyOf(retentionStarts),
    agreed: keyOf(retentionAgreements),
  },
  set_mandatory_reporting: {
    role: line,
    from: day.nullable(),
    withinDays: count.nullable(),
    source: line,
    reviewedBy: line.nullable(),
  },
  set_duty_desk: {
    desk: id,
    area: line,
    officeNumber: line,
    officeHours: line,
    outOfHoursNumber: line.nullable(),
    checkBy: day,
  },
  remove_duty_desk: { desk: id },
  look_into_reads: { ...readsMeant, count, words },
  open_reads_again: { ...readsMeant, words },
  hold_records: {
    hold: id,
    scope: keyOf(heldScopes),
    ground: keyOf(holdGrounds),
    owner: ownPeople,
    authority: line,
    until: day.nullable(),
    reason: words,
  },
  free_records: { hold: id, reason: words },
  end_retention: { class: keyOf(scheduledClasses), reason: words },
} satisfies FieldsOf<OrganisationCommand>;
