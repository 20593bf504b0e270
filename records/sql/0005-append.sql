-- Loads streams in one round trip: sets who acts, and gives every event of the streams that they may see, with
-- the wrapped keys that they may have. Runs as its caller, under row-level security.

create function throughcare.load(organisation uuid, acting_user text, contact uuid, streams uuid[])
  returns table (roles text[], kind text, stream uuid, version integer, type text, schema integer, occurred_on date,
    recorded_at timestamptz, actor text, command uuid, facts bytea, identity bytea, digest bytea,
    facts_key bytea, identity_key bytea, head integer, head_digest bytea)
  language plpgsql
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
          where s.organisation = load.organisation and s.id = any (load.streams))
      select mine.roles, e.kind, e.stream, e.version, e.type, e.schema, e.occurred_on, e.recorded_at::timestamptz,
          e.actor, e.command, e.facts, e.identity, e.digest, h.facts_key, h.identity_key, h.version, h.digest
        from (select throughcare.acting_roles() as roles) mine
        -- The streams are named again for the index: row-level security is held against every row that is scanned.
        left join (heads h join throughcare.event e
          on e.organisation = load.organisation and e.stream = any (load.streams) and e.stream = h.id) on true
        order by e.stream, e.version;
  end $$;

-- Appends to one or several streams in one round trip and one transaction: sets who acts, locks the streams in
-- order of id, checks that they may be seen and that nobody wrote in between, inserts the events, and writes the
-- projection rows that the application computed. Runs as the owner of the tables; the serving role has no other
-- way to write.
--
-- heads: [{"id", "kind", "expected", "version", "digest" (hex)}]; expected 0 begins a stream.
-- Gives {"ok": true}, {"repeated": true}, {"reused": true}, {"not_found": id} or {"conflict": id, "actual": n}.

create function throughcare.append(
    organisation uuid, acting_user text, contact uuid, command uuid, fingerprint bytea, heads jsonb,
    kinds text[], streams uuid[], versions integer[], types text[], schemas integer[], occurred date[],
    recorded timestamptz[], actors text[], commands uuid[], facts bytea[], identities bytea[], digests bytea[],
    key_streams uuid[], key_kinds text[], key_purposes text[], key_wrapped bytea[], projections jsonb)
  returns jsonb
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    head jsonb;
    found_kind text;
    found_version integer;
    earlier bytea;
  begin
    perform throughcare.enter(append.organisation, append.acting_user, null, append.contact);
    if append.acting_user is null or append.organisation is null then
      raise exception 'an append needs an organisation and somebody who acts';
    end if;
    if not throughcare.acts_as_system() and exists (
        select from unnest(append.actors) as a(actor) where a.actor is distinct from append.acting_user) then
      raise exception 'nobody records in another name';
    end if;

    select c.fingerprint into earlier from throughcare.command c
      where c.organisation = append.organisation and c.id = append.command;
    if found then
      return case when earlier = append.fingerprint then '{"repeated": true}' else '{"reused": true}' end::jsonb;
    end if;

    for head in select h from jsonb_array_elements(append.heads) as h order by (h ->> 'id')::uuid loop
      select s.kind, s.version into found_kind, found_version from throughcare.stream s
        where s.organisation = append.organisation and s.id = (head ->> 'id')::uuid for update;
      if not found then
        if (head ->> 'expected')::integer <> 0 or not throughcare.may_begin(head ->> 'kind') then
          return jsonb_build_object('not_found', head ->> 'id');
        end if;
        insert into throughcare.stream (organisation, id, kind, version, digest)
          values (append.organisation, (head ->> 'id')::uuid, head ->> 'kind', 0, '')
          on conflict do nothing;
        if found then continue; end if;
        -- Somebody began it in this instant, and has just committed.
        select s.kind, s.version into found_kind, found_version from throughcare.stream s
          where s.organisation = append.organisation and s.id = (head ->> 'id')::uuid for update;
      end if;
      if found_kind <> head ->> 'kind' or not throughcare.sees(found_kind, (head ->> 'id')::uuid) then
        return throughcare.undo(append.organisation, append.heads, jsonb_build_object('not_found', head ->> 'id'));
      end if;
      if found_version <> (head ->> 'expected')::integer then
        -- The same command may have come twice at once: then the first has done it.
        select c.fingerprint into earlier from throughcare.command c
          where c.organisation = append.organisation and c.id = append.command;
        return throughcare.undo(append.organisation, append.heads, case
          when found and earlier = append.fingerprint then '{"repeated": true}'::jsonb
          else jsonb_build_object('conflict', head ->> 'id', 'actual', found_version) end);
      end if;
    end loop;

    insert into throughcare.command (organisation, id, fingerprint)
      values (append.organisation, append.command, append.fingerprint);
    insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
        command, facts, identity, digest)
      select append.organisation, e.* from unnest(append.kinds, append.streams, append.versions, append.types,
        append.schemas, append.occurred, append.recorded, append.actors, append.commands, append.facts,
        append.identities, append.digests) as e;
    update throughcare.stream s set version = (h ->> 'version')::integer, digest = decode(h ->> 'digest', 'hex')
      from jsonb_array_elements(append.heads) as h
      where s.organisation = append.organisation and s.id = (h ->> 'id')::uuid;
    if cardinality(append.key_streams) > 0 then
      insert into throughcare.data_key (organisation, stream, kind, purpose, wrapped)
        select append.organisation, k.* from unnest(append.key_streams, append.key_kinds, append.key_purposes,
          append.key_wrapped) as k;
    end if;
    perform throughcare.put_projections(append.projections);
    return '{"ok": true}';
  end $$;

-- Takes back the streams that a refused append had begun, and gives its answer.
create function throughcare.undo(organisation uuid, heads jsonb, answer jsonb) returns jsonb
  language plpgsql
  as $$
  begin
    delete from throughcare.stream s
      using jsonb_array_elements(undo.heads) as h
      where s.organisation = undo.organisation and s.id = (h ->> 'id')::uuid and s.version = 0;
    return undo.answer;
  end $$;

-- What became of a command that was sent before; null when it was not.
create function throughcare.was_done(organisation uuid, command uuid, fingerprint bytea) returns jsonb
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    earlier bytea;
  begin
    perform set_config('throughcare.organisation', was_done.organisation::text, true);
    select c.fingerprint into earlier from throughcare.command c
      where c.organisation = was_done.organisation and c.id = was_done.command;
    if not found then return null; end if;
    return case when earlier = was_done.fingerprint then '{"repeated": true}' else '{"reused": true}' end::jsonb;
  end $$;

-- After many rows came at once: until PostgreSQL has counted them, it plans as if there were none.
create function throughcare.count_rows() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    tab text;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself counts'; end if;
    for tab in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'throughcare' and c.relkind = 'r' and not c.relispartition loop
      execute format('analyze throughcare.%I', tab);
    end loop;
  end $$;

revoke execute on all routines in schema throughcare from public;
grant execute on function throughcare.acting_organisation, throughcare.acting_user, throughcare.acting_purpose,
  throughcare.acting_contact, throughcare.acts_as_system, throughcare.acting_roles, throughcare.acts_as,
  throughcare.enter, throughcare.keep_kind, throughcare.keep_root_key, throughcare.load, throughcare.append,
  throughcare.was_done, throughcare.organisation_ids, throughcare.count_rows
  to throughcare_serve;
grant execute on function throughcare.acting_organisation to throughcare_analyst;
