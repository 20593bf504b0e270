/**
 * Columns in clear that hold what somebody wrote, and of which field: names of things and of colleagues, the area and
 * the hours of a duty desk as its authority prints them, and the reference by which staff speak of a case without a name. All else that is written is sealed (E3).
 */
export const inClear: readonly string[] = [
  'throughcare.organisation_row.name: organisation found name',
  'throughcare.member.name: organisation join name',
  'throughcare.team.name: organisation make_team name',
  'throughcare.programme.name: organisation offer_programme name',
  'throughcare.programme.modules: organisation shape_programme modules[].name',
  'throughcare.programme.modules: organisation shape_programme modules[].sessions[].title',
  'throughcare.setting.value: organisation set_duty_desk area',
  'throughcare.setting.value: organisation set_duty_desk officeHours',
  'throughcare.group_row.name: group plan name',
  'throughcare.group_session.module: group plan template[].module',
  'throughcare.group_session.title: group plan template[].title',
  'throughcare.group_session.title: group add_session title',
  'throughcare.case_row.reference: case refer reference',
  'throughcare.case_row.reference: case send_referral reference',
  'throughcare.referral_sent.reference: case send_referral reference',
];
