-- Whom a concern was about is known from its row, and an erasure takes that row with it: from then on an auditor whom it was
-- about saw that it had been, who had written in it and who had read it. To keep whom it was about would keep what was
-- erased. So what was done in a concern that is erased is shown to no auditor; its rows stand, sealed, and are verified as
-- any, and that a record was erased is told as before.
create or replace function throughcare.concerns_about_actor() returns uuid[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return array(
      select c.id from throughcare.concern_row c
        where c.organisation = throughcare.acting_organisation() and throughcare.acting_user() = any (c.about)
      union all
      select e.stream from throughcare.erasure e
          join throughcare.stream s on s.organisation = e.organisation and s.id = e.stream
        where e.organisation = throughcare.acting_organisation() and s.kind = 'concern');
  end $$;

create or replace function throughcare.concern_is_about_actor(wanted uuid[]) returns boolean
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select exists (select from throughcare.concern_row c
        where c.organisation = throughcare.acting_organisation() and c.id = any (wanted)
          and throughcare.acting_user() = any (c.about))
      or exists (select from throughcare.erasure e
        where e.organisation = throughcare.acting_organisation() and e.stream = any (wanted))
  $$;
