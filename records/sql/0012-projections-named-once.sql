-- Which tables are projections, and which column of each says whose stream a row belongs to: said once, so that a
-- later step that adds a table inserts a row here and calls the two procedures again.
create table throughcare.projection (
  tab name primary key,
  owner name not null,
  -- Rows are written and compared in this order: what others hang on comes first.
  ordinal integer not null unique
);
insert into throughcare.projection (ordinal, tab, owner) values
  (1, 'organisation_row', 'organisation'), (2, 'member', 'organisation'), (3, 'programme', 'organisation'),
  (4, 'case_row', 'id'), (5, 'case_due', 'case_id'), (6, 'case_token', 'case_id'), (7, 'enrolment', 'case_id'),
  (8, 'contact_row', 'id'), (9, 'concern_row', 'id'), (10, 'group_row', 'id'), (11, 'group_member', 'group_id'),
  (12, 'spell', 'case_id');

alter table throughcare.projection enable row level security, force row level security;
create policy owner_all on throughcare.projection to current_user using (true) with check (true);

-- The columns of a table's primary key, in its order.
create function throughcare.key_columns(tab name) returns name[]
  language sql stable
  as $$
    select array_agg(a.attname order by k.n)
      from pg_index x
      cross join unnest(x.indkey::int[]) with ordinality as k(attnum, n)
      join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
      where x.indrelid = format('throughcare.%I', key_columns.tab)::regclass and x.indisprimary
  $$;

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
      delete from throughcare.%1$I t
        using jsonb_populate_recordset(null::throughcare.%1$I, changes -> %1$L -> 'drop') gone where %2$s;
      insert into throughcare.%1$I
        select * from jsonb_populate_recordset(null::throughcare.%1$I, changes -> %1$L -> 'put')
        on conflict (%3$s) do %4$s;
    end if;$part$, one.tab, one.same, one.keys, coalesce('update set ' || one.sets, 'nothing'));
    end loop;
    execute format($function$
      create or replace function throughcare.put_projections(changes jsonb) returns void
        language plpgsql
        as $body$ begin %s end $body$$function$, body);
  end $make$;

create or replace procedure throughcare.make_rebuild()
  language plpgsql
  as $make$
  declare
    one record;
    body text := '';
  begin
    for one in
      select p.tab, p.owner,
          (select string_agg(quote_ident(c), ', ') from unnest(throughcare.key_columns(p.tab)) c) as keys
        from throughcare.projection p order by p.ordinal
    loop
      body := body || format($part$
    with wanted as materialized (
        select * from jsonb_populate_recordset(null::throughcare.%1$I, rows -> %1$L)
      ), standing as materialized (
        select * from throughcare.%1$I t where t.organisation = throughcare.acting_organisation() and t.%2$I = any (ids)
      ), differing as (
        (select %3$s from (select * from standing except select * from wanted) gone)
        union (select %3$s from (select * from wanted except select * from standing) missing)
      )
      select count(*) from differing into many;
    if many > 0 then
      tab := %1$L; differs := many; return next;
      if apply then
        delete from throughcare.%1$I t where t.organisation = throughcare.acting_organisation() and t.%2$I = any (ids);
        insert into throughcare.%1$I select * from jsonb_populate_recordset(null::throughcare.%1$I, rows -> %1$L);
      end if;
    end if;$part$, one.tab, one.owner, one.keys);
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

-- Rows of streams that do not exist: nobody's, so they go.
create or replace function throughcare.count_strays(apply boolean) returns bigint
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
    many bigint;
    total bigint := 0;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself rebuilds'; end if;
    for one in select p.tab, p.owner from throughcare.projection p where p.owner <> 'organisation' order by p.ordinal
    loop
      execute format('select count(*) from throughcare.%1$I t where t.organisation = throughcare.acting_organisation()
        and not exists (select from throughcare.stream s where s.organisation = t.organisation and s.id = t.%2$I)',
        one.tab, one.owner) into many;
      total := total + many;
      if apply and many > 0 then
        execute format('delete from throughcare.%1$I t where t.organisation = throughcare.acting_organisation()
          and not exists (select from throughcare.stream s where s.organisation = t.organisation and s.id = t.%2$I)',
          one.tab, one.owner);
      end if;
    end loop;
    return total;
  end $$;

call throughcare.make_put_projections();
call throughcare.make_rebuild();

revoke execute on function throughcare.key_columns from public;
