-- Several usual appends at once, as in sql/0069 and with the same answers, each row that it needs found by its own key. Planned
-- while its tables were small or not yet counted, the statement read every stream of the organisation for a few appends,
-- or every case of whoever wrote them, and kept to that plan until they were counted again. The organisation comes with each
-- append, so that no index finds all that is of it at once; without scans of whole tables and the joins that begin
-- with one, one way to a stream is left; and `offset 0` keeps what is asked of each append a question of its own.
drop function throughcare.append_together;
create function throughcare.append_together(
    organisation uuid, actors text[], commands uuid[], fingerprints bytea[], streams uuid[], expected integer[],
    types text[], schemas integer[], occurred date[], recorded timestamptz[], commands_here uuid[], facts bytea[],
    identities bytea[], digests bytea[], projections jsonb)
  returns integer[]
  language plpgsql security definer set search_path = throughcare, pg_temp
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
  declare
    added integer[];
    one record;
  begin
    perform set_config('throughcare.organisation', append_together.organisation::text, true),
      set_config('lock_timeout', '20ms', true);
    with head as (
        update throughcare.stream s set version = s.version + 1, digest = append_together.digests[i.place]
          from unnest(array_fill(append_together.organisation, array[cardinality(append_together.streams)]),
              append_together.actors, append_together.streams, append_together.expected)
            with ordinality as i(organisation, actor, stream, expected, place)
          where s.organisation = i.organisation and s.id = i.stream and s.version = i.expected
            and s.kind = 'case'
            and exists (select from throughcare.case_row c
              where c.organisation = i.organisation and c.id = i.stream and c.practitioner = i.actor
                and not c.restricted and not i.actor = any (c.excluded) and not i.actor = any (c.stepped_away)
              offset 0)
            and exists (select from throughcare.member m
              where m.organisation = i.organisation and m.user_id = i.actor
                and m.active and 'practitioner' = any (m.roles)
              offset 0)
          returning s.id, s.version, i.place::integer
      ), done as (
        insert into throughcare.command (organisation, id, fingerprint)
          select append_together.organisation, append_together.commands[head.place],
              append_together.fingerprints[head.place]
            from head
      ), told as (
        insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
            command, facts, identity, digest)
          select append_together.organisation, 'case', head.id, head.version, append_together.types[head.place],
              append_together.schemas[head.place], append_together.occurred[head.place],
              append_together.recorded[head.place], append_together.actors[head.place],
              append_together.commands_here[head.place], append_together.facts[head.place],
              append_together.identities[head.place], append_together.digests[head.place]
            from head
      )
      select coalesce(array_agg(head.place), '{}') into added from head;
    if append_together.projections is not null then
      for one in select p.changes from jsonb_each(append_together.projections) as p(place, changes)
          where p.place::integer = any (added) loop
        perform throughcare.put_projections(one.changes);
      end loop;
    end if;
    return added;
  end $$;
revoke execute on function throughcare.append_together from public;
grant execute on function throughcare.append_together to throughcare_serve;
