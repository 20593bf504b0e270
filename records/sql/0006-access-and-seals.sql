-- What was read: one row an answer, written in the transaction that gives the answer.

create table throughcare.access (
  id bigint generated always as identity,
  organisation uuid not null,
  at timestamptz(3) not null,
  user_id text not null,
  act text not null check (act in ('read', 'exported', 'refused')),
  -- Which answer it was ('person', 'people', …), and of which kind of stream.
  what text not null,
  kind text not null,
  -- Every person, contact, concern or group on the page.
  streams uuid[] not null,
  -- Counts and reasons; never words that were searched for.
  detail jsonb not null,
  primary key (at, id)
) partition by range (at);
create index access_by_time on throughcare.access (organisation, at desc);
create index access_by_id on throughcare.access (organisation, id);

-- Nothing is ever lost for want of a month.
create table throughcare.access_other partition of throughcare.access default;

create trigger only_added before update or delete on throughcare.access
  for each statement execute function throughcare.refuse_change();
create trigger never_emptied before truncate on throughcare.access
  for each statement execute function throughcare.refuse_change();

-- Makes the partition of a month, if it is not there. Called ahead of time.
create function throughcare.make_access_month(day date) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    first constant date := date_trunc('month', day);
    name constant text := 'access_' || to_char(first, 'YYYY_MM');
  begin
    perform pg_advisory_xact_lock(hashtext('throughcare.make_access_month'));
    if to_regclass('throughcare.' || name) is not null
      or exists (select from throughcare.access_other where at >= first and at < first + interval '1 month') then
      return;
    end if;
    execute format('create table throughcare.%I partition of throughcare.access for values from (%L) to (%L)',
      name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
    execute format('alter table throughcare.%I enable row level security, force row level security', name);
  end $$;

create function throughcare.note_access(at timestamptz, act text, what text, kind text, streams uuid[], detail jsonb)
  returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    insert into throughcare.access (organisation, at, user_id, act, what, kind, streams, detail)
      values (throughcare.acting_organisation(), at, throughcare.acting_user(), act, what, kind, streams, detail)
  $$;

-- A seal covers the rows of `event` or `access` that were committed since the seal before it: which, in order,
-- each with a digest of its own, all under a digest that takes up the one before.
create table throughcare.seal (
  organisation uuid not null,
  log text not null check (log in ('event', 'access')),
  number integer not null,
  first_id bigint not null,
  last_id bigint not null,
  -- Twenty-four bytes a row: its id, then sixteen bytes of its digest.
  entries bytea not null,
  sealed_at timestamptz(3) not null,
  digest bytea not null,
  primary key (organisation, log, number)
);
create trigger only_added before update or delete or truncate on throughcare.seal
  for each statement execute function throughcare.refuse_change();

-- Once a day: every head and both seals in one snapshot, signed. Written outside the database as well.
create table throughcare.daily_root (
  organisation uuid not null,
  number integer not null,
  day date not null,
  content jsonb not null,
  signature bytea not null,
  primary key (organisation, number),
  unique (organisation, day)
);
create trigger only_added before update or delete or truncate on throughcare.daily_root
  for each statement execute function throughcare.refuse_change();

-- Waits until nobody is in the middle of adding rows, so that no row can appear later below a sealed one.
create function throughcare.begin_sealing() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself seals'; end if;
    lock table throughcare.event, throughcare.access in share row exclusive mode;
  end $$;

create function throughcare.keep_seal(log text, number integer, first_id bigint, last_id bigint, entries bytea,
    sealed_at timestamptz, digest bytea) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself seals'; end if;
    insert into throughcare.seal values (throughcare.acting_organisation(), keep_seal.log, keep_seal.number,
      keep_seal.first_id, keep_seal.last_id, keep_seal.entries, keep_seal.sealed_at, keep_seal.digest);
  end $$;

create function throughcare.keep_root(number integer, day date, content jsonb, signature bytea) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself writes a root'; end if;
    insert into throughcare.daily_root values (throughcare.acting_organisation(), keep_root.number, keep_root.day,
      keep_root.content, keep_root.signature);
  end $$;

do $rules$
declare tab text;
begin
  foreach tab in array array['access', 'seal', 'daily_root'] loop
    execute format('alter table throughcare.%I enable row level security, force row level security', tab);
    execute format('create policy owner_all on throughcare.%I to current_user
      using (organisation = (select throughcare.acting_organisation()))
      with check (organisation = (select throughcare.acting_organisation()))', tab);
    execute format('create policy serve_reads on throughcare.%I for select to throughcare_serve using (
      organisation = (select throughcare.acting_organisation())
      and ((select throughcare.acts_as_system()) or (select throughcare.acts_as(''auditor''))))', tab);
    execute format('grant select on throughcare.%I to throughcare_serve', tab);
  end loop;
end $rules$;
-- A partition is reached through its parent, whose policies hold; by itself it is open to nobody but the owner,
-- who looks here whether a month can still be made.
alter table throughcare.access_other enable row level security, force row level security;
create policy owner_all on throughcare.access_other to current_user using (true) with check (true);

revoke execute on all routines in schema throughcare from public;
grant execute on function throughcare.make_access_month, throughcare.note_access, throughcare.begin_sealing,
  throughcare.keep_seal, throughcare.keep_root to throughcare_serve;
