-- A rebuild beside the service: rows are made in tables of a schema of their own, and taken over in one transaction.
--
-- Taken over, not renamed. Policies, grants and indexes hang on a table's identity and not on its name, so a renamed
-- table would come without them, and a reader would wait for the renaming. Here only rows that differ are written:
-- tables keep their row-level security as it was in every instant, on 15 and on 18; readers see the old rows or the new
-- ones, and wait for nobody; and what differed is counted by the way.
create schema throughcare_shadow;

create function throughcare.refuse_others_than_system() returns void
  language plpgsql
  as $$ begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself rebuilds'; end if;
  end $$;

create function throughcare.drop_shadow() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    name text;
  begin
    for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'throughcare_shadow' and c.relkind = 'r' loop
      execute format('drop table throughcare_shadow.%I', name);
    end loop;
  end $$;

-- Takes away what a rebuild left, one that was killed too. Another that runs holds the lock, and its tables stay.
create function throughcare.drop_left_shadow() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if pg_try_advisory_xact_lock(hashtext('throughcare.rebuild')) then perform throughcare.drop_shadow(); end if;
  end $$;

-- Nobody but the owner can read a shadow: the schema is granted to no one. A crash may empty it, and the rebuild with it.
create function throughcare.begin_shadow() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
  begin
    perform throughcare.refuse_others_than_system();
    perform throughcare.drop_shadow();
    create unlogged table throughcare_shadow.copied (id uuid primary key, version integer not null);
    for one in select p.tab, p.owner from throughcare.projection p loop
      execute format('create unlogged table throughcare_shadow.%1$I (like throughcare.%1$I including defaults)', one.tab);
      execute format('create index on throughcare_shadow.%I (%I)', one.tab, one.owner);
    end loop;
  end $$;

-- Puts the rows of some streams in; those of an earlier version of the same streams go. `heads` are the versions
-- that the rows were made from: [{"id", "version"}].
create function throughcare.fill_shadow(heads jsonb, rows jsonb) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
    again uuid[];
  begin
    perform throughcare.refuse_others_than_system();
    select array_agg(c.id) into again from throughcare_shadow.copied c
      join jsonb_array_elements(heads) h on (h ->> 'id')::uuid = c.id;
    for one in select p.tab, p.owner from throughcare.projection p order by p.ordinal loop
      if again is not null then
        execute format('delete from throughcare_shadow.%I t where t.%I = any ($1)', one.tab, one.owner) using again;
      end if;
      if jsonb_array_length(rows -> one.tab::text) > 0 then
        execute format('insert into throughcare_shadow.%1$I
          select * from jsonb_populate_recordset(null::throughcare_shadow.%1$I, $1)', one.tab) using rows -> one.tab::text;
      end if;
    end loop;
    insert into throughcare_shadow.copied select (h ->> 'id')::uuid, (h ->> 'version')::integer
      from jsonb_array_elements(heads) h on conflict (id) do update set version = excluded.version;
  end $$;

-- Streams that moved on since they were copied, or began.
create function throughcare.behind_shadow(most integer) returns setof uuid
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    perform throughcare.refuse_others_than_system();
    return query select s.id from throughcare.stream s left join throughcare_shadow.copied c on c.id = s.id
      where s.organisation = throughcare.acting_organisation() and c.version is distinct from s.version
      order by s.id limit most;
  end $$;

-- Nobody writes from here to the end of the transaction; who reads is not held up.
create function throughcare.hold_streams() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    perform throughcare.refuse_others_than_system();
    lock table throughcare.stream in share mode;
  end $$;

-- Writes what differs from the shadow into each table, and gives how many rows of it that were.
create function throughcare.take_over_shadow() returns table (tab text, differs bigint)
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
    differing bigint;
  begin
    perform throughcare.refuse_others_than_system();
    for one in
      select p.tab,
          (select string_agg(quote_ident(c), ', ') from unnest(throughcare.key_columns(p.tab)) c) as keys,
          (select string_agg(format('t.%1$I = d.%1$I', c), ' and ') from unnest(throughcare.key_columns(p.tab)) c) as same
        from throughcare.projection p order by p.ordinal
    loop
      execute format('create temporary table differing on commit drop as
        with standing as (select * from throughcare.%1$I t where t.organisation = throughcare.acting_organisation())
        select %2$s from (select * from standing except select * from throughcare_shadow.%1$I) gone
        union select %2$s from (select * from throughcare_shadow.%1$I except select * from standing) missing',
        one.tab, one.keys);
      select count(*) into differing from pg_temp.differing;
      if differing > 0 then
        execute format('delete from throughcare.%I t using pg_temp.differing d where %s', one.tab, one.same);
        execute format('insert into throughcare.%1$I select t.* from throughcare_shadow.%1$I t
          join pg_temp.differing d on %2$s', one.tab, one.same);
        tab := one.tab; differs := differing; return next;
      end if;
      drop table pg_temp.differing;
    end loop;
  end $$;

revoke execute on function throughcare.refuse_others_than_system, throughcare.drop_shadow, throughcare.drop_left_shadow,
  throughcare.begin_shadow, throughcare.fill_shadow, throughcare.behind_shadow, throughcare.hold_streams,
  throughcare.take_over_shadow from public;
grant execute on function throughcare.drop_left_shadow, throughcare.begin_shadow,
  throughcare.fill_shadow, throughcare.behind_shadow, throughcare.hold_streams, throughcare.take_over_shadow
  to throughcare_serve;
