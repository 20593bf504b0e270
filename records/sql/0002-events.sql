-- Events are the record. Everything else in this schema can be made again from them, but for keys, what was
-- read, and the seals.

-- The head of each stream: what an append locks, and the digest that its next event takes up.
create table throughcare.stream (
  organisation uuid not null,
  id uuid not null,
  kind text not null check (kind in ('case', 'contact', 'concern', 'group', 'organisation')),
  version integer not null,
  digest bytea not null,
  primary key (organisation, id)
);

create table throughcare.event (
  position bigint generated always as identity,
  organisation uuid not null,
  kind text not null,
  stream uuid not null,
  version integer not null check (version > 0),
  type text not null,
  schema integer not null,
  -- When it happened, and when we were told (by the application's clock).
  occurred_on date not null,
  recorded_at timestamptz(3) not null,
  actor text not null,
  -- The command's id, blinded for each stream: events of one command in two streams do not point to each
  -- other, so that a contact cannot be joined to a case through it (E6).
  command uuid not null,
  facts bytea not null,
  identity bytea,
  digest bytea not null,
  primary key (organisation, stream, version)
);
create index event_by_position on throughcare.event (organisation, position);
create index event_by_time on throughcare.event (organisation, recorded_at desc);

create trigger only_added before update or delete or truncate on throughcare.event
  for each statement execute function throughcare.refuse_change();

-- A command that was done, so that sending it again does nothing. The fingerprint tells a resend from another
-- command under the same id.
create table throughcare.command (
  organisation uuid not null,
  id uuid not null,
  fingerprint bytea not null,
  primary key (organisation, id)
);

-- Data keys, wrapped by the intermediate key. A case has two, for identity and for facts; the others one.
create table throughcare.data_key (
  organisation uuid not null,
  stream uuid not null,
  kind text not null,
  purpose text not null check (purpose in ('facts', 'identity')),
  wrapped bytea not null,
  primary key (organisation, stream, purpose)
);

-- The keys above the data keys, wrapped by the master key, which is never in the database.
create table throughcare.root_key (
  purpose text primary key,
  wrapped bytea not null
);

create function throughcare.keep_root_key(wanted text, fresh bytea) returns bytea
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    insert into throughcare.root_key (purpose, wrapped) values (wanted, fresh) on conflict do nothing;
    return (select k.wrapped from throughcare.root_key k where k.purpose = wanted);
  end $$;
