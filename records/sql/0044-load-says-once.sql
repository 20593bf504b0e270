-- Loads streams as in sql/0005. What is of a stream and not of an event (who acts, its keys, its head) came with every
-- event, and was written and read hundreds of times for a case of hundreds of events; now it comes with the first.
--
-- The rules of access make a plan that takes longer to make than to follow, and by itself PostgreSQL makes it anew for
-- the first five askings of every connection. It is the same whichever streams are asked for, so it is made once.
create or replace function throughcare.load(organisation uuid, acting_user text, contact uuid, streams uuid[])
  returns table (roles text[], kind text, stream uuid, version integer, type text, schema integer, occurred_on date,
    recorded_at timestamptz, actor text, command uuid, facts bytea, identity bytea, digest bytea,
    facts_key bytea, identity_key bytea, head integer, head_digest bytea)
  language plpgsql set plan_cache_mode = force_generic_plan
  as $$
  #variable_conflict use_column
  begin
    perform throughcare.enter(load.organisation, load.acting_user, null, load.contact);
    -- Heads and keys once a stream, then the events. At least one row always, for the roles.
    return query
      with heads as materialized (
        select s.id, s.version, s.digest,
            (select k.wrapped from throughcare.data_key k
              where k.organisation = s.organisation and k.stream = s.id and k.purpose = 'facts') as facts_key,
            (select k.wrapped from throughcare.data_key k
              where k.organisation = s.organisation and k.stream = s.id and k.purpose = 'identity') as identity_key
          from throughcare.stream s
          where s.organisation = load.organisation and s.id = any (load.streams)
      ), events as (
        -- The streams are named again for the index: row-level security is held against every row that is scanned.
        select e.*, row_number() over (partition by e.stream order by e.version) = 1 as is_first
          from heads h join throughcare.event e
            on e.organisation = load.organisation and e.stream = any (load.streams) and e.stream = h.id
      )
      select case when e.stream is null or e.is_first then mine.roles end, e.kind, e.stream, e.version, e.type,
          e.schema, e.occurred_on, e.recorded_at::timestamptz, e.actor, e.command, e.facts, e.identity, e.digest,
          h.facts_key, h.identity_key, h.version, h.digest
        from (select throughcare.acting_roles() as roles) mine
        left join (events e left join heads h on h.id = e.stream and e.is_first) on true
        order by e.stream, e.version;
  end $$;
