-- Between an erasure and what comes to a record in the same instant one is always first. Whoever records on a concern
-- holds a lock in common until they have committed; an erasure takes it for itself, so it waits for them, and then sees
-- what they wrote. It is only tried for here, never waited for: nothing may hold up a concern (E34). Where it is not to
-- be had, an erasure has already looked and is first, and the concern stands by itself.
create function throughcare.hold_off_erasure() returns trigger
  language plpgsql
  as $$ begin
    perform pg_try_advisory_xact_lock_shared(hashtext('throughcare.erasing'), hashtext(new.organisation::text));
    return null;
  end $$;
create trigger hold_off_erasure after insert on throughcare.event
  for each row when (new.kind = 'concern') execute function throughcare.hold_off_erasure();

-- Before a concern is linked to a case: waits for an erasure that is under way, and says whether the case is there
-- still. Until the link is committed no erasure begins.
create function throughcare.hold_for_link(wanted uuid[]) returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
  begin
    perform pg_advisory_xact_lock_shared(hashtext('throughcare.erasing'), hashtext(acting::text));
    return not exists (select from unnest(wanted) w where not exists (select from throughcare.data_key k
      where k.organisation = acting and k.stream = w and k.kind = 'case'));
  end $$;

-- Every concern and how far it has come, in one mark: it changes with any of them.
create function throughcare.concern_mark() returns text
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself compares concerns'; end if;
    return (select coalesce(md5(string_agg(c.id || ' ' || c.version, ',' order by c.id)), '')
      from throughcare.concern_row c where c.organisation = throughcare.acting_organisation());
  end $$;

-- Begins an erasure: waits for those who record on a concern or hold one of these records, and says whether everything
-- stands as it did when whoever erases looked at it. `mark` is of the concerns, null where none matters; `heads` are
-- records and their versions. Nobody writes to those until this transaction ends.
create function throughcare.begin_erasing(mark text, heads jsonb) returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
  begin
    if not (throughcare.acts_as_system() or throughcare.acts_as('safeguarding_lead')) then
      raise exception 'a record is erased by two people';
    end if;
    perform pg_advisory_xact_lock(hashtext('throughcare.erasing'), hashtext(acting::text));
    perform from throughcare.stream s
      where s.organisation = acting and s.id in (select (h ->> 'id')::uuid from jsonb_array_elements(heads) h)
      order by s.id for share;
    if exists (select from jsonb_array_elements(heads) h where not exists (select from throughcare.stream s
        where s.organisation = acting and s.id = (h ->> 'id')::uuid and s.version = (h ->> 'version')::integer)) then
      return false;
    end if;
    return mark is null or mark = (select coalesce(md5(string_agg(c.id || ' ' || c.version, ',' order by c.id)), '')
      from throughcare.concern_row c where c.organisation = acting);
  end $$;

revoke execute on function throughcare.hold_off_erasure, throughcare.hold_for_link, throughcare.concern_mark,
  throughcare.begin_erasing from public;
grant execute on function throughcare.hold_for_link, throughcare.concern_mark, throughcare.begin_erasing
  to throughcare_serve;

-- What has ended, and when: so that what is due to go by its schedule is found by its day, and nothing else is opened.
-- For the program alone: that a concern ended is nobody's to count whom it is about.
create table throughcare.ended_record (
  organisation uuid not null,
  id uuid not null,
  kind text not null,
  ended_on date not null,
  last_entry_on date not null,
  primary key (organisation, id)
);
create index ended_by_end on throughcare.ended_record (organisation, kind, ended_on, id);
create index ended_by_last_entry on throughcare.ended_record (organisation, kind, last_entry_on, id);
alter table throughcare.ended_record enable row level security, force row level security;
create policy owner_all on throughcare.ended_record to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.ended_record for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation()) and (select throughcare.acts_as_system()));
grant select on throughcare.ended_record to throughcare_serve;
insert into throughcare.projection (ordinal, tab, owner) values (270, 'ended_record', 'id');
call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0027', 'ended_record');

-- A rebuild of some tables alone: the shadow holds those, what fills it leaves out the rest, and only they are taken
-- over. Which tables a step asked for is said by its job; without a list it is all of them.
drop function throughcare.begin_shadow();
create function throughcare.begin_shadow(tabs text[] default null) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
  begin
    perform throughcare.refuse_others_than_system();
    perform throughcare.drop_shadow();
    create unlogged table throughcare_shadow.copied (id uuid primary key, version integer not null);
    for one in select p.tab, p.owner from throughcare.projection p where tabs is null or p.tab::text = any (tabs) loop
      execute format('create unlogged table throughcare_shadow.%1$I (like throughcare.%1$I including defaults)', one.tab);
      execute format('create index on throughcare_shadow.%I (%I)', one.tab, one.owner);
    end loop;
  end $$;

-- The projections that the shadow of now holds, in their order.
create function throughcare.in_shadow() returns table (tab name, owner name)
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select p.tab, p.owner from throughcare.projection p
      where exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'throughcare_shadow' and c.relname = p.tab and c.relkind = 'r')
      order by p.ordinal
  $$;

create or replace function throughcare.fill_shadow(heads jsonb, rows jsonb) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    one record;
    again uuid[];
  begin
    perform throughcare.refuse_others_than_system();
    select array_agg(c.id) into again from throughcare_shadow.copied c
      join jsonb_array_elements(heads) h on (h ->> 'id')::uuid = c.id;
    for one in select p.tab, p.owner from throughcare.in_shadow() p loop
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

create or replace function throughcare.take_over_shadow() returns table (tab text, differs bigint)
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
        from throughcare.in_shadow() p
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

revoke execute on function throughcare.begin_shadow, throughcare.in_shadow from public;
grant execute on function throughcare.begin_shadow to throughcare_serve;
