-- Several usual appends at once, as in sql/0031 and with the same answers. What is to be written was carried from step to
-- step there, with every column copied each time; here each step passes on the place of an item alone, and a column is
-- taken from what was given where it is written.
create or replace function throughcare.append_together(
    organisation uuid, actors text[], commands uuid[], fingerprints bytea[], streams uuid[], expected integer[],
    types text[], schemas integer[], occurred date[], recorded timestamptz[], commands_here uuid[], facts bytea[],
    identities bytea[], digests bytea[], moves boolean[], projections jsonb)
  returns integer[]
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    added integer[];
    one record;
  begin
    perform set_config('throughcare.organisation', append_together.organisation::text, true);
    with free as (
        select s.id, i.place from unnest(append_together.actors, append_together.streams, append_together.expected)
            with ordinality as i(actor, stream, expected, place)
          join throughcare.stream s
            on s.organisation = append_together.organisation and s.id = i.stream and s.version = i.expected
          where s.kind = 'case'
            and exists (select from throughcare.case_row c, throughcare.member m
              where c.organisation = append_together.organisation and c.id = i.stream
                and c.practitioner = i.actor and not c.restricted
                and not i.actor = any (c.excluded) and not i.actor = any (c.stepped_away)
                and m.organisation = append_together.organisation and m.user_id = i.actor
                and m.active and 'practitioner' = any (m.roles))
          for update of s skip locked
      ), head as (
        update throughcare.stream s set version = s.version + 1, digest = append_together.digests[free.place]
          from free where s.organisation = append_together.organisation and s.id = free.id
          returning s.id, s.version, free.place::integer
      ), done as (
        insert into throughcare.command (organisation, id, fingerprint)
          select append_together.organisation, append_together.commands[head.place],
              append_together.fingerprints[head.place]
            from head
      ), moved as (
        update throughcare.case_row c set version = head.version from head
          where append_together.moves[head.place]
            and c.organisation = append_together.organisation and c.id = head.id
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
    for one in select p.changes from jsonb_each(append_together.projections) as p(place, changes)
        where p.place::integer = any (added) loop
      perform throughcare.put_projections(one.changes);
    end loop;
    return added;
  end $$;
