-- Letters that were issued, as somebody who holds one can check it (E38): a keyed mark, and whether it was withdrawn.
-- Nothing here says whose letter it is to anybody without the key, and nobody reads a row: a function answers for one mark.
create table throughcare.letter (
  organisation uuid not null,
  case_id uuid not null,
  mark uuid not null,
  withdrawn boolean not null,
  primary key (organisation, case_id, mark)
);
create index letter_by_mark on throughcare.letter (mark);
insert into throughcare.projection (ordinal, tab, owner) values (290, 'letter', 'case_id');

alter table throughcare.letter enable row level security, force row level security;
create policy owner_all on throughcare.letter to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
-- Whoever holds a letter need not know which organisation of this service issued it.
create policy owner_checks on throughcare.letter for select to current_user using (true);
create policy serve_reads on throughcare.letter for select to throughcare_serve using (false);

create function throughcare.letter_standing(wanted uuid) returns text
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select coalesce((select case when l.withdrawn then 'withdrawn' else 'genuine' end
      from throughcare.letter l where l.mark = wanted order by l.withdrawn desc limit 1), 'not_known')
  $$;
revoke execute on function throughcare.letter_standing from public;
grant execute on function throughcare.letter_standing to throughcare_serve;

call throughcare.make_put_projections();
call throughcare.make_rebuild();

-- Who is helped, and how soon, beside the characteristics that the Equality Act protects (E32). Nobody reads a row: a
-- function counts them for those who may ask.
create table throughcare.equality (
  organisation uuid not null,
  case_id uuid not null,
  referred_on date not null,
  sex text not null,
  age text not null,
  ethnic_group text not null,
  disability text not null,
  religion text not null,
  offered_on date,
  started_on date,
  primary key (organisation, case_id)
);
create index equality_by_referral on throughcare.equality (organisation, referred_on);
insert into throughcare.projection (ordinal, tab, owner) values (291, 'equality', 'case_id');

alter table throughcare.equality enable row level security, force row level security;
create policy owner_all on throughcare.equality to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.equality for select to throughcare_serve using (false);
grant select on throughcare.letter, throughcare.equality to throughcare_serve;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0029', 'equality');

-- Everybody referred in a year, once the last of them was followed for long enough. What came after that many days is
-- counted as not having come, so that everybody had as long.
create function throughcare.access_counts(year integer, soon_days integer, followed_days integer)
  returns table (characteristic text, "group" text, soon bigint, later bigint, offered bigint, neither bigint,
    median_days integer)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
  begin
    if not throughcare.acts_as('commissioner', 'programme_lead') then return; end if;
    if access_counts.year not between 1900 and 2199
      or make_date(access_counts.year, 12, 31) + followed_days >= today then return; end if;
    return query
      with followed as (
        select e.*, e.started_on - e.referred_on as began_after, e.offered_on - e.referred_on as offered_after
          from throughcare.equality e
          where e.organisation = throughcare.acting_organisation()
            and e.referred_on between make_date(access_counts.year, 1, 1) and make_date(access_counts.year, 12, 31)
      )
      select c.name, c.value,
          count(*) filter (where f.began_after <= soon_days),
          count(*) filter (where f.began_after > soon_days and f.began_after <= followed_days),
          count(*) filter (where (f.began_after is null or f.began_after > followed_days)
            and f.offered_after <= followed_days),
          count(*) filter (where (f.began_after is null or f.began_after > followed_days)
            and (f.offered_after is null or f.offered_after > followed_days)),
          percentile_disc(0.5) within group (order by f.began_after) filter (where f.began_after <= followed_days)
        from followed f
        cross join lateral (values ('sex', f.sex), ('age', f.age), ('ethnic_group', f.ethnic_group),
          ('disability', f.disability), ('religion', f.religion)) as c(name, value)
        group by c.name, c.value;
  end $$;
revoke execute on function throughcare.access_counts from public;
grant execute on function throughcare.access_counts to throughcare_serve;

-- A note of staff that waits for a second look (E3): sealed, its writer's alone, and gone when it is settled or its time
-- is over. No entry, no projection, in no extract and no search. Which page it was written on is sealed with it.
create table throughcare.draft (
  organisation uuid not null,
  id uuid not null,
  owner text not null,
  sealed bytea not null,
  purge_at timestamptz(3) not null,
  primary key (organisation, id)
);
create index draft_by_owner on throughcare.draft (organisation, owner);
alter table throughcare.draft enable row level security, force row level security;
create policy owner_all on throughcare.draft to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.draft for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and owner = (select throughcare.acting_user()) and (select throughcare.works_here()));
grant select on throughcare.draft to throughcare_serve;

-- Kept again under the same id by its writer, it is replaced; under somebody else's id nothing is kept.
create function throughcare.keep_draft(wanted uuid, sealed bytea, purge_at timestamptz) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.works_here() then raise exception 'only whoever works here keeps a draft'; end if;
    insert into throughcare.draft as d (organisation, id, owner, sealed, purge_at)
      values (throughcare.acting_organisation(), wanted, throughcare.acting_user(), keep_draft.sealed, keep_draft.purge_at)
      on conflict (organisation, id) do update set sealed = excluded.sealed, purge_at = excluded.purge_at
        where d.owner = throughcare.acting_user();
    if not found then raise exception 'this draft is somebody else''s'; end if;
  end $$;

create function throughcare.settle_draft(wanted uuid) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$ delete from throughcare.draft d where d.organisation = throughcare.acting_organisation() and d.id = wanted
    and d.owner = throughcare.acting_user() $$;

create function throughcare.purge_drafts(at timestamptz) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$ delete from throughcare.draft d where d.organisation = throughcare.acting_organisation() and d.purge_at <= at
    and throughcare.acts_as_system() $$;

revoke execute on function throughcare.keep_draft, throughcare.settle_draft, throughcare.purge_drafts from public;
grant execute on function throughcare.keep_draft, throughcare.settle_draft, throughcare.purge_drafts
  to throughcare_serve;
