-- Holds what projections should be against what they are, stream by stream, and puts it right. `heads` are the
-- streams with the versions that `rows` were made from; one that moved on since is left alone and given back.
-- Gives, for each table, how many rows differ.

create procedure throughcare.make_rebuild()
  language plpgsql
  as $make$
  declare
    -- The table, and the column that says whose stream a row belongs to.
    tables constant text[][] := array[['organisation_row', 'organisation'], ['member', 'organisation'],
      ['programme', 'organisation'], ['case_row', 'id'], ['case_due', 'case_id'], ['case_token', 'case_id'],
      ['enrolment', 'case_id'], ['contact_row', 'id'], ['concern_row', 'id'], ['group_row', 'id'],
      ['group_member', 'group_id'], ['spell', 'case_id']];
    i integer;
    keys text;
    body text := '';
  begin
    for i in 1 .. array_length(tables, 1) loop
      select string_agg(quote_ident(a.attname), ', ' order by k.n)
        into keys
        from pg_index x
        cross join unnest(x.indkey::int[]) with ordinality as k(attnum, n)
        join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
        where x.indrelid = format('throughcare.%I', tables[i][1])::regclass and x.indisprimary;
      body := body || format($part$
    with wanted as materialized (
        select * from jsonb_populate_recordset(null::throughcare.%1$I, rows -> %2$L)
      ), standing as materialized (
        select * from throughcare.%1$I t where t.organisation = throughcare.acting_organisation() and t.%3$I = any (ids)
      ), differing as (
        (select %4$s from (select * from standing except select * from wanted) gone)
        union (select %4$s from (select * from wanted except select * from standing) missing)
      )
      select count(*) from differing into many;
    if many > 0 then
      tab := %2$L; differs := many; return next;
      if apply then
        delete from throughcare.%1$I t where t.organisation = throughcare.acting_organisation() and t.%3$I = any (ids);
        insert into throughcare.%1$I select * from jsonb_populate_recordset(null::throughcare.%1$I, rows -> %2$L);
      end if;
    end if;$part$, tables[i][1], tables[i][1], tables[i][2], keys);
    end loop;
    execute format($function$
      create or replace function throughcare.rebuild_streams(heads jsonb, rows jsonb, apply boolean)
        returns table (tab text, differs bigint)
        language plpgsql security definer set search_path = throughcare, pg_temp
        as $body$
        declare
          ids uuid[];
          many bigint;
        begin
          if not throughcare.acts_as_system() then raise exception 'only the program itself rebuilds'; end if;
          perform from throughcare.stream s
            where s.organisation = throughcare.acting_organisation()
              and s.id in (select (h ->> 'id')::uuid from jsonb_array_elements(heads) h)
            order by s.id for update;
          select array_agg(s.id) into ids from throughcare.stream s
            join jsonb_array_elements(heads) h on (h ->> 'id')::uuid = s.id and (h ->> 'version')::integer = s.version
            where s.organisation = throughcare.acting_organisation();
          if cardinality(ids) is distinct from jsonb_array_length(heads) then
            tab := 'moved_on'; differs := 1; return next; return;
          end if;%s
        end $body$$function$, body);
  end $make$;

call throughcare.make_rebuild();

-- Rows of streams that do not exist: nobody's, so they go.
create function throughcare.count_strays(apply boolean) returns bigint
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    pair text[];
    many bigint;
    total bigint := 0;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself rebuilds'; end if;
    foreach pair slice 1 in array array[['case_row', 'id'], ['case_due', 'case_id'], ['case_token', 'case_id'],
        ['enrolment', 'case_id'], ['contact_row', 'id'], ['concern_row', 'id'], ['group_row', 'id'],
        ['group_member', 'group_id'], ['spell', 'case_id']] loop
      execute format('select count(*) from throughcare.%1$I t where t.organisation = throughcare.acting_organisation()
        and not exists (select from throughcare.stream s where s.organisation = t.organisation and s.id = t.%2$I)',
        pair[1], pair[2]) into many;
      total := total + many;
      if apply and many > 0 then
        execute format('delete from throughcare.%1$I t where t.organisation = throughcare.acting_organisation()
          and not exists (select from throughcare.stream s where s.organisation = t.organisation and s.id = t.%2$I)',
          pair[1], pair[2]);
      end if;
    end loop;
    return total;
  end $$;

revoke execute on all routines in schema throughcare from public;
grant execute on function throughcare.rebuild_streams, throughcare.count_strays to throughcare_serve;
