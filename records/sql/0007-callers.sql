-- The return code of an anonymous contact. Outside the events, because it is taken away again: a slow hash that
-- is found by a keyed token of the code's first letters. Nothing else of a caller is kept: no address, no
-- device, no place (E4).

create table throughcare.contact_code (
  organisation uuid not null,
  contact uuid not null,
  prefix uuid not null,
  salt bytea not null,
  hash bytea not null,
  -- Wrong codes tried with these first letters, and when the last one was.
  failures integer not null default 0,
  failed_at timestamptz(3),
  primary key (organisation, contact)
);
create index contact_code_by_prefix on throughcare.contact_code (organisation, prefix);

alter table throughcare.contact_code enable row level security, force row level security;
create policy owner_all on throughcare.contact_code to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));

create function throughcare.keep_code(contact uuid, prefix uuid, salt bytea, hash bytea) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    insert into throughcare.contact_code (organisation, contact, prefix, salt, hash)
      values (throughcare.acting_organisation(), contact, prefix, salt, hash) on conflict do nothing
  $$;

create function throughcare.find_code(prefix uuid)
  returns table (contact uuid, salt bytea, hash bytea, failures integer, failed_at timestamptz)
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select c.contact, c.salt, c.hash, c.failures, c.failed_at::timestamptz from throughcare.contact_code c
      where c.organisation = throughcare.acting_organisation() and c.prefix = find_code.prefix
  $$;

-- Counts a wrong code, or forgets the count after a right one (`at` null).
create function throughcare.note_code(prefix uuid, at timestamptz) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    update throughcare.contact_code c
      set failures = case when note_code.at is null then 0 else c.failures + 1 end, failed_at = note_code.at
      where c.organisation = throughcare.acting_organisation() and c.prefix = note_code.prefix
        and (note_code.at is not null or c.failures > 0)
  $$;

revoke execute on all routines in schema throughcare from public;
grant execute on function throughcare.keep_code, throughcare.find_code, throughcare.note_code to throughcare_serve;
