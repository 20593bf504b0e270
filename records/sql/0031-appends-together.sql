-- The usual append in fewer steps, and several that wait at the same moment in one.
--
-- Most entries are a practitioner's on a case of their own, and change nothing that a list shows but the version of
-- its row. Measured, each statement costs as much as the event itself, so this is one statement: the head moves if
-- its version is the one that was seen and the case is theirs, and the rest follows from the head.

-- A check is read anew in every statement that writes to its table, which took longer than to change the row. These two
-- are asked where a value comes in. (A domain would do for both, but policies hang on the kind of a stream.)
create function throughcare.refuse_unknown_kind() returns trigger
  language plpgsql
  as $$ begin
    if new.kind in ('case', 'contact', 'concern', 'group', 'organisation', 'opening') then return new; end if;
    raise exception '% is not a kind of stream', new.kind using errcode = 'check_violation';
  end $$;
revoke execute on function throughcare.refuse_unknown_kind from public;
create trigger known_kind before insert or update of kind on throughcare.stream
  for each row execute function throughcare.refuse_unknown_kind();
alter table throughcare.stream drop constraint stream_kind_check;

create domain throughcare.footing as text check (value in ('required', 'choice', 'none'));
alter table throughcare.case_row drop constraint case_row_footing_check,
  alter column footing type throughcare.footing;

-- Writes the rows that changed. Of a row that `moved`, nothing changed but its version.
create or replace procedure throughcare.make_put_projections()
  language plpgsql
  as $make$
  declare
    one record;
    body text := '';
  begin
    for one in
      select p.tab,
          (select string_agg(quote_ident(c), ', ') from unnest(k.keys) c) as keys,
          (select string_agg(format('t.%1$I = gone.%1$I', c), ' and ') from unnest(k.keys) c) as same,
          (select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' order by a.attnum) from pg_attribute a
            where a.attrelid = format('throughcare.%I', p.tab)::regclass and a.attnum > 0 and not a.attisdropped
              and a.attname <> all (k.keys)) as sets,
          exists (select from pg_attribute a where a.attrelid = format('throughcare.%I', p.tab)::regclass
            and a.attname = 'version' and not a.attisdropped) as has_version
        from throughcare.projection p cross join lateral (select throughcare.key_columns(p.tab) as keys) k
        order by p.ordinal
    loop
      body := body || format($part$
    if changes ? %1$L then
      part := changes -> %1$L;
      if jsonb_array_length(part -> 'drop') > 0 then
        delete from throughcare.%1$I t
          using jsonb_populate_recordset(null::throughcare.%1$I, part -> 'drop') gone where %2$s;
      end if;%5$s
      if jsonb_array_length(part -> 'put') > 0 then
        insert into throughcare.%1$I
          select * from jsonb_populate_recordset(null::throughcare.%1$I, part -> 'put')
          on conflict (%3$s) do %4$s;
      end if;
    end if;$part$, one.tab, one.same, one.keys, coalesce('update set ' || one.sets, 'nothing'),
        case when one.has_version then format($moved$
      if jsonb_array_length(part -> 'moved') > 0 then
        update throughcare.%1$I t set version = gone.version
          from jsonb_populate_recordset(null::throughcare.%1$I, part -> 'moved') gone where %2$s;
      end if;$moved$, one.tab, one.same) else '' end);
    end loop;
    execute format($function$
      create or replace function throughcare.put_projections(changes jsonb) returns void
        language plpgsql
        as $body$ declare part jsonb; begin %s end $body$$function$, body);
  end $make$;
call throughcare.make_put_projections();

-- The usual append, by itself: one event to one stream that is there. `moves` where nothing changes in the projections
-- but the version of a case's row, and `projections` is not asked then. Gives true when it was done; false when it was
-- not, and then nothing was written and throughcare.append is asked, which says why.
--
-- The head moves only if its version is the one that was seen, so nobody can write in between: what was asked of the
-- case and of whoever acts belongs to that version. A command that was done before raises a unique violation, which
-- takes everything back.
drop function throughcare.append_one;
create function throughcare.append_one(
    organisation uuid, acting_user text, contact uuid, command uuid, fingerprint bytea,
    kind text, stream uuid, expected integer, type text, schema integer, occurred date, recorded timestamptz,
    command_here uuid, facts bytea, identity bytea, digest bytea, moves boolean, projections jsonb)
  returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    added integer;
  begin
    if append_one.moves and append_one.kind = 'case' then
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
        ), moved as (
          update throughcare.case_row c set version = head.version from head
            where c.organisation = append_one.organisation and c.id = append_one.stream
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
    perform throughcare.put_projections(append_one.projections);
    return true;
  end $$;
revoke execute on function throughcare.append_one from public;
grant execute on function throughcare.append_one to throughcare_serve;

-- Several usual appends at once, each by a practitioner to a case of their own, each as good as alone: gives the places of
-- those that were done. For the others nothing was written. What somebody else holds at this moment is left to
-- throughcare.append, so that nobody here waits for it and no two of these wait for each other.
create function throughcare.append_together(
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
    with item as (
        select i.* from unnest(append_together.actors, append_together.commands, append_together.fingerprints,
            append_together.streams, append_together.expected, append_together.types, append_together.schemas,
            append_together.occurred, append_together.recorded, append_together.commands_here, append_together.facts,
            append_together.identities, append_together.digests, append_together.moves) with ordinality
          as i(actor, command, fingerprint, stream, expected, type, schema, occurred, recorded, command_here, facts,
            identity, digest, moves, place)
      ), free as (
        select s.id, i.place from item i join throughcare.stream s
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
        update throughcare.stream s set version = s.version + 1, digest = i.digest
          from free join item i on i.place = free.place
          where s.organisation = append_together.organisation and s.id = free.id
          returning i.*
      ), done as (
        insert into throughcare.command (organisation, id, fingerprint)
          select append_together.organisation, head.command, head.fingerprint from head
      ), moved as (
        update throughcare.case_row c set version = head.expected + 1 from head
          where head.moves and c.organisation = append_together.organisation and c.id = head.stream
      ), told as (
        insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
            command, facts, identity, digest)
          select append_together.organisation, 'case', head.stream, head.expected + 1, head.type, head.schema,
              head.occurred, head.recorded, head.actor, head.command_here, head.facts, head.identity, head.digest
            from head
      )
      select coalesce(array_agg(head.place::integer), '{}') into added from head;
    for one in select p.changes from jsonb_each(append_together.projections) as p(place, changes)
        where p.place::integer = any (added) loop
      perform throughcare.put_projections(one.changes);
    end loop;
    return added;
  end $$;
revoke execute on function throughcare.append_together from public;
grant execute on function throughcare.append_together to throughcare_serve;
