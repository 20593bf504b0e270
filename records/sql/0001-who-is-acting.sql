-- Who acts is set for one transaction, and everything below asks here. A setting that was made and is gone
-- reads as '' and not as null, so every reading goes through nullif.

grant usage on schema throughcare to throughcare_serve, throughcare_analyst;

create function throughcare.acting_organisation() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('throughcare.organisation', true), '')::uuid;

create function throughcare.acting_user() returns text
  language sql stable parallel safe
  return nullif(current_setting('throughcare.user', true), '');

-- A purpose that opens more than a role does by itself, such as the identity file for linkage.
create function throughcare.acting_purpose() returns text
  language sql stable parallel safe
  return nullif(current_setting('throughcare.purpose', true), '');

-- The one contact that an anonymous caller has shown the code of.
create function throughcare.acting_contact() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('throughcare.contact', true), '')::uuid;

-- The program itself, when it fills, seals, checks or rebuilds. Never set on behalf of somebody signed in.
create function throughcare.acts_as_system() returns boolean
  language sql stable parallel safe
  return coalesce(throughcare.acting_user() = 'system', false);

-- A database holds made-up people or real ones, never both (E39). Set once.
create table throughcare.kind (
  single boolean primary key default true check (single),
  kind text not null check (kind in ('demonstration', 'service'))
);

create function throughcare.keep_kind(wanted text) returns text
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    insert into throughcare.kind (kind) values (wanted) on conflict do nothing;
    return (select k.kind from throughcare.kind k);
  end $$;

-- Rows that can only be added. A superuser can take this trigger away; the digests then tell.
create function throughcare.refuse_change() returns trigger
  language plpgsql
  as $$ begin raise exception 'rows of % are never changed or removed', tg_table_name; end $$;

create table throughcare.organisation_row (
  organisation uuid primary key,
  version integer not null,
  name text not null,
  made_up boolean not null
);

create table throughcare.member (
  organisation uuid not null,
  user_id text not null,
  name text not null,
  roles text[] not null,
  active boolean not null,
  primary key (organisation, user_id)
);
create index member_by_user on throughcare.member (user_id);

create table throughcare.programme (
  organisation uuid not null,
  programme text not null,
  name text not null,
  sessions integer not null,
  places integer not null,
  primary key (organisation, programme)
);

-- The roles of whoever acts, as `enter` read them from the organisation's own record at the beginning of this very
-- transaction. Kept in a setting, because a policy asks for them many times in one statement.
create function throughcare.acting_roles() returns text[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('throughcare.roles', true), '')::text[], '{}');

create function throughcare.acts_as(variadic wanted text[]) returns boolean
  language sql stable parallel safe
  return throughcare.acting_roles() && wanted;

-- Begins an answer: says who acts, and gives their roles back.
create function throughcare.enter(organisation uuid, acting_user text, purpose text, contact uuid) returns text[]
  language plpgsql
  as $$
  declare
    found_roles text[];
  begin
    perform set_config('throughcare.organisation', coalesce(organisation::text, ''), true),
            set_config('throughcare.user', coalesce(acting_user, ''), true),
            set_config('throughcare.purpose', coalesce(purpose, ''), true),
            set_config('throughcare.contact', coalesce(contact::text, ''), true);
    select m.roles into found_roles from throughcare.member m
      where m.organisation = enter.organisation and m.user_id = enter.acting_user and m.active;
    found_roles := coalesce(found_roles, '{}');
    perform set_config('throughcare.roles', found_roles::text, true);
    return found_roles;
  end $$;

alter table throughcare.kind enable row level security, force row level security;
alter table throughcare.organisation_row enable row level security, force row level security;
alter table throughcare.member enable row level security, force row level security;
alter table throughcare.programme enable row level security, force row level security;

create policy owner_all on throughcare.kind to current_user using (true) with check (true);
create policy serve_reads on throughcare.kind for select to throughcare_serve using (true);

-- The name of an organisation is public: it stands on the page that a caller sees.
create policy owner_all on throughcare.organisation_row to current_user using (true) with check (true);
create policy serve_reads on throughcare.organisation_row for select to throughcare_serve using (true);

create policy owner_all on throughcare.member to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
-- A person sees their colleagues, and, just signed in, in which organisations they work.
create policy serve_reads on throughcare.member for select to throughcare_serve
  using (organisation = (select throughcare.acting_organisation()) or user_id = (select throughcare.acting_user()));

create policy owner_all on throughcare.programme to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.programme for select to throughcare_serve
  using (organisation = (select throughcare.acting_organisation()));

grant select on throughcare.kind, throughcare.organisation_row, throughcare.member, throughcare.programme
  to throughcare_serve;
