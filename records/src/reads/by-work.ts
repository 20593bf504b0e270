/**
 * A condition on the row `c` of a case: it is open to whoever asks by their own work, so they may record on it. What is
 * open to somebody in an emergency alone is read, and no more. It is what `records_case` of the database says when
 * something is appended (sql/0042); a page that asked anything else would offer what is refused, or hide what is not.
 */
export const byWork = `((not c.restricted or (select throughcare.acting_user()) = any (c.allowed))
  and ((select throughcare.acts_as('programme_lead', 'safeguarding_lead'))
    or (select throughcare.acts_as('practitioner'))
      and (c.practitioner = any ((select throughcare.carries())::text[])
        or c.status in ('referred', 'accepted')
        or c.team = any ((select throughcare.acting_teams())::text[])
        or c.id = any ((select throughcare.led_cases())::uuid[]))))`;
