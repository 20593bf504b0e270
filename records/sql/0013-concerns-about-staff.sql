-- Who is named to decide about a concern sees it; whom it is about never does, by no route: neither the row, nor that
-- anything was recorded, nor that anybody read it. Accounts of staff stand here in clear, as they do for exclusion from
-- a case; nothing about a child does. What a row of before is about is known once the projections are rebuilt.
alter table throughcare.concern_row
  add column about text[] not null default '{}',
  add column named text[] not null default '{}';
alter table throughcare.concern_row alter column about drop default, alter column named drop default;

-- Whether any of these is a concern about whoever acts. Runs as the owner, because they do not see its row.
create function throughcare.concern_is_about_actor(wanted uuid[]) returns boolean
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select exists (select from throughcare.concern_row c
      where c.organisation = throughcare.acting_organisation() and c.id = any (wanted)
        and throughcare.acting_user() = any (c.about))
  $$;
revoke execute on function throughcare.concern_is_about_actor from public;
grant execute on function throughcare.concern_is_about_actor to throughcare_serve;

-- What anybody read of it, too, is closed to an auditor whom it is about. Who sees the rest stands in 0018.
drop policy serve_reads on throughcare.access;
create policy serve_reads on throughcare.access for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('auditor'))
      and not (kind = 'concern' and throughcare.concern_is_about_actor(streams))));

call throughcare.make_put_projections();
call throughcare.make_rebuild();
