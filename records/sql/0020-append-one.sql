-- The usual append: one event to one stream that is there. The same checks as throughcare.append, in as few
-- statements as they need, because each one costs as much as the row itself. Gives true when it was done; false
-- when it was not, and then nothing was written and throughcare.append is asked, which says why.
--
-- The head moves only if its version is the one that was seen, so nobody can write in between: what
-- throughcare.sees read before that belongs to that version. A command that was done before raises a unique
-- violation, which takes everything back.

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
    perform throughcare.enter(append_one.organisation, append_one.acting_user, null, append_one.contact);
    if not throughcare.sees(append_one.kind, append_one.stream) then return false; end if;
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

-- Writes the rows that changed, as before; what has nothing to take out does not look for it.
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
              and a.attname <> all (k.keys)) as sets
        from throughcare.projection p cross join lateral (select throughcare.key_columns(p.tab) as keys) k
        order by p.ordinal
    loop
      body := body || format($part$
    if changes ? %1$L then
      part := changes -> %1$L;
      if jsonb_array_length(part -> 'drop') > 0 then
        delete from throughcare.%1$I t
          using jsonb_populate_recordset(null::throughcare.%1$I, part -> 'drop') gone where %2$s;
      end if;
      insert into throughcare.%1$I
        select * from jsonb_populate_recordset(null::throughcare.%1$I, part -> 'put')
        on conflict (%3$s) do %4$s;
    end if;$part$, one.tab, one.same, one.keys, coalesce('update set ' || one.sets, 'nothing'));
    end loop;
    execute format($function$
      create or replace function throughcare.put_projections(changes jsonb) returns void
        language plpgsql
        as $body$ declare part jsonb; begin %s end $body$$function$, body);
  end $make$;

call throughcare.make_put_projections();

revoke execute on function throughcare.append_one from public;
grant execute on function throughcare.append_one to throughcare_serve;

-- What hangs on a case is seen with it, row by row: without 'offset 0' the planner makes a table of every case that
-- somebody may see, to look at the few that a search found.
do $rules$
declare tab text;
begin
  foreach tab in array array['case_token', 'case_due'] loop
    execute format($policy$alter policy serve_reads on throughcare.%1$I using (
      organisation = (select throughcare.acting_organisation())
      and exists (select from throughcare.case_row p
        where p.organisation = %1$I.organisation and p.id = %1$I.case_id offset 0))$policy$, tab);
  end loop;
end $rules$;
