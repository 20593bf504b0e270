-- Counts tell of no case that is closed by name or by restriction to somebody whose work opens others to them: beside the
-- list that they see, one too many says that there is such a case, and whose. Whoever sees no case at all has no list to
-- hold a count against, and has to know that nothing is left behind when somebody goes: for them every case counts, kept
-- out of it by name or not, so that no count moves on the day on which they are.
create function throughcare.closed_to_actor(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    me constant text := throughcare.acting_user();
  begin
    return throughcare.acts_as('practitioner', 'programme_lead', 'safeguarding_lead')
      and exists (select from throughcare.case_row c
        where c.organisation = throughcare.acting_organisation() and c.id = wanted
          and (me = any (c.excluded) or me = any (c.stepped_away)
            or c.restricted and not me = any (c.allowed) and not c.id = any (throughcare.opened_cases())));
  end $$;

create or replace function throughcare.left_behind() returns table (user_id text, cases bigint, groups bigint)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query
      select m.user_id,
          (select count(*) from throughcare.case_row c
            where c.organisation = m.organisation and c.practitioner = m.user_id and c.status <> 'closed'
              and not throughcare.closed_to_actor(c.id)),
          (select count(*) from throughcare.group_row g
            where g.organisation = m.organisation and g.lead = m.user_id and g.status = 'planned')
        from throughcare.member m
        where m.organisation = throughcare.acting_organisation() and not m.active
          and throughcare.acts_as('administrator', 'programme_lead')
        order by m.user_id;
  end $$;

create or replace function throughcare.open_work(worker text)
  returns table (cases bigint, groups bigint, covers bigint, concerns bigint)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    ours constant uuid := throughcare.acting_organisation();
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
  begin
    if not throughcare.acts_as('administrator', 'programme_lead') then
      return;
    end if;
    return query select
      (select count(*) from throughcare.case_row c
        where c.organisation = ours and c.practitioner = worker and c.status <> 'closed'
          and not throughcare.closed_to_actor(c.id)),
      (select count(*) from throughcare.group_row g
        where g.organisation = ours and g.lead = worker and g.status = 'planned'),
      (select count(*) from throughcare.cover v
        where v.organisation = ours and v.by_user = worker and v.lost_on is null and v.until_day >= today),
      (select count(*) from throughcare.concern_row k
        where k.organisation = ours and worker = any (k.named) and k.status <> 'closed'
          and not throughcare.acting_user() = any (k.about) and not worker = any (k.about));
  end $$;

revoke execute on function throughcare.closed_to_actor from public;
grant execute on function throughcare.closed_to_actor to throughcare_serve;
