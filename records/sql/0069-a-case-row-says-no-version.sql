-- How far a case has come stands in throughcare.stream alone. The row of a case said it too, so that the usual entry, which
-- changes nothing else that a list shows, wrote that wide row again; two lists read the version of a case, and ask the
-- stream. Whoever sees the row of a case sees its stream.
alter table throughcare.case_row drop column version;
call throughcare.make_put_projections();

-- The usual append by itself, as in sql/0031 and with the same answers. `projections` is null where no row changes.
drop function throughcare.append_one;
create function throughcare.append_one(
    organisation uuid, acting_user text, contact uuid, command uuid, fingerprint bytea,
    kind text, stream uuid, expected integer, type text, schema integer, occurred date, recorded timestamptz,
    command_here uuid, facts bytea, identity bytea, digest bytea, projections jsonb)
  returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    added integer;
  begin
    if append_one.projections is null and append_one.kind = 'case' then
      perform set_config('throughcare.organisation', append_one.organisation::text, true);
      with head as (
          update throughcare.stream s set version = s.version + 1, digest = append_one.digest
            where s.organisation = append_one.organisation and s.id = append_one.stream
              and s.kind = 'case' and s.version = append_one.expected
              -- The usual one of all that throughcare.records_case allows: somebody's own case that is not restricted.
              and exists (select from throughcare.case_row c, throughcare.member m
                where c.organisation = append_one.organisation and c.id = append_one.stream
                  and c.practitioner = append_one.acting_user and not c.restricted
                  and not append_one.acting_user = any (c.excluded)
                  and not append_one.acting_user = any (c.stepped_away)
                  and m.organisation = append_one.organisation and m.user_id = append_one.acting_user
                  and m.active and 'practitioner' = any (m.roles))
            returning s.version
        ), done as (
          insert into throughcare.command (organisation, id, fingerprint)
            select append_one.organisation, append_one.command, append_one.fingerprint from head
        )
        insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
            command, facts, identity, digest)
          select append_one.organisation, append_one.kind, append_one.stream, head.version, append_one.type,
              append_one.schema, append_one.occurred, append_one.recorded, append_one.acting_user,
              append_one.command_here, append_one.facts, append_one.identity, append_one.digest
            from head;
      get diagnostics added = row_count;
      return added = 1;
    end if;

    perform set_config('throughcare.at', append_one.recorded::text, true);
    perform throughcare.enter(append_one.organisation, append_one.acting_user, null, append_one.contact);
    if not (append_one.kind = 'case' and throughcare.records_own_case(append_one.stream)
        or throughcare.sees(append_one.kind, append_one.stream)) then
      return false;
    end if;
    with head as (
        update throughcare.stream s set version = s.version + 1, digest = append_one.digest
          where s.organisation = append_one.organisation and s.id = append_one.stream
            and s.kind = append_one.kind and s.version = append_one.expected
          returning s.version
      ), done as (
        insert into throughcare.command (organisation, id, fingerprint)
          select append_one.organisation, append_one.command, append_one.fingerprint from head
      )
      insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
          command, facts, identity, digest)
        select append_one.organisation, append_one.kind, append_one.stream, head.version, append_one.type,
            append_one.schema, append_one.occurred, append_one.recorded, append_one.acting_user,
            append_one.command_here, append_one.facts, append_one.identity, append_one.digest
          from head;
    get diagnostics added = row_count;
    if added = 0 then return false; end if;
    perform throughcare.put_projections(coalesce(append_one.projections, '{}'));
    return true;
  end $$;
revoke execute on function throughcare.append_one from public;
grant execute on function throughcare.append_one to throughcare_serve;

-- Several usual appends at once, with the answers of sql/0043. The head of each is locked as it moves, and not once before
-- that: whoever would wait for what somebody else holds gives up after a moment (55P03), and then each is asked by itself.
drop function throughcare.append_together;
create function throughcare.append_together(
    organisation uuid, actors text[], commands uuid[], fingerprints bytea[], streams uuid[], expected integer[],
    types text[], schemas integer[], occurred date[], recorded timestamptz[], commands_here uuid[], facts bytea[],
    identities bytea[], digests bytea[], projections jsonb)
  returns integer[]
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    added integer[];
    one record;
  begin
    perform set_config('throughcare.organisation', append_together.organisation::text, true),
      set_config('lock_timeout', '20ms', true);
    with head as (
        update throughcare.stream s set version = s.version + 1, digest = append_together.digests[i.place]
          from unnest(append_together.actors, append_together.streams, append_together.expected)
            with ordinality as i(actor, stream, expected, place)
          where s.organisation = append_together.organisation and s.id = i.stream and s.version = i.expected
            and s.kind = 'case'
            and exists (select from throughcare.case_row c, throughcare.member m
              where c.organisation = append_together.organisation and c.id = i.stream
                and c.practitioner = i.actor and not c.restricted
                and not i.actor = any (c.excluded) and not i.actor = any (c.stepped_away)
                and m.organisation = append_together.organisation and m.user_id = i.actor
                and m.active and 'practitioner' = any (m.roles))
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
