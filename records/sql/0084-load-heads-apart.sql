-- Loads streams as in sql/0044, with the same answers. What is of a stream comes in a row of its own before its events, so that
-- nobody has to number hundreds of events to find the first; and what no reader opens an event by, its digest and its
-- command, is not sent with each.
drop function throughcare.load;
create function throughcare.load(organisation uuid, acting_user text, contact uuid, streams uuid[])
  returns table (roles text[], kind text, stream uuid, version integer, type text, schema integer, occurred_on date,
    recorded_at timestamptz, actor text, facts bytea, identity bytea,
    facts_key bytea, identity_key bytea, head integer, head_digest bytea)
  language plpgsql set plan_cache_mode = force_generic_plan
  as $$
  #variable_conflict use_column
  begin
    perform throughcare.enter(load.organisation, load.acting_user, null, load.contact);
    -- At least one row always, for the roles.
    return query
      with heads as materialized (
        select s.id, s.kind, s.version, s.digest,
            (select k.wrapped from throughcare.data_key k
              where k.organisation = s.organisation and k.stream = s.id and k.purpose = 'facts') as facts_key,
            (select k.wrapped from throughcare.data_key k
              where k.organisation = s.organisation and k.stream = s.id and k.purpose = 'identity') as identity_key
          from throughcare.stream s
          where s.organisation = load.organisation and s.id = any (load.streams)
      )
      select mine.roles, h.kind, h.id, null::integer, null, null::integer, null::date, null::timestamptz, null,
          null::bytea, null::bytea, h.facts_key, h.identity_key, h.version, h.digest
        from (select throughcare.acting_roles() as roles) mine left join heads h on true
      union all
      -- The streams are named again for the index: row-level security is held against every row that is scanned.
      select null, null, e.stream, e.version, e.type, e.schema, e.occurred_on, e.recorded_at::timestamptz,
          e.actor, e.facts, e.identity, null, null, null, null
        from heads h join throughcare.event e
          on e.organisation = load.organisation and e.stream = any (load.streams) and e.stream = h.id
      order by 3, 4 nulls first;
  end $$;
revoke execute on function throughcare.load from public;
grant execute on function throughcare.load to throughcare_serve;
