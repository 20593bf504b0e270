-- What somebody who works here carries, before their work ends: counts alone, for whoever ends it need not see whose
-- cases they are. A concern that is about whoever asks is not counted for them.
create function throughcare.open_work(worker text) returns table (cases bigint, groups bigint, covers bigint, concerns bigint)
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
        where c.organisation = ours and c.practitioner = worker and c.status <> 'closed'),
      (select count(*) from throughcare.group_row g
        where g.organisation = ours and g.lead = worker and g.status = 'planned'),
      (select count(*) from throughcare.cover v
        where v.organisation = ours and v.by_user = worker and v.lost_on is null and v.until_day >= today),
      (select count(*) from throughcare.concern_row k
        where k.organisation = ours and worker = any (k.named) and k.status <> 'closed'
          and not throughcare.acting_user() = any (k.about) and not worker = any (k.about));
  end $$;
revoke execute on function throughcare.open_work from public;
grant execute on function throughcare.open_work to throughcare_serve;
