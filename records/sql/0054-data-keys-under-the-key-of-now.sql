-- A data key goes in only under the key that wraps data keys now. Whoever puts one in says by its mark under which key it
-- is, and is told where that one was changed meanwhile: then nothing was written, and it is wrapped anew. So no key is
-- made under one that is being given up, whatever else is at work.
--
-- The mark is sixteen bytes of an HMAC of the key: it tells two keys apart, and nothing of either.
create table throughcare.wrapping_mark (
  single boolean primary key default true check (single),
  mark text not null
);
alter table throughcare.wrapping_mark enable row level security, force row level security;
create policy owner_all on throughcare.wrapping_mark to current_user using (true) with check (true);
create policy serve_reads on throughcare.wrapping_mark for select to throughcare_serve using (true);
grant select on throughcare.wrapping_mark to throughcare_serve;

-- Of a database that has none yet: whoever opens the keys first says which one wraps.
create function throughcare.keep_wrapping_mark(mark text) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$ insert into throughcare.wrapping_mark (mark) values (keep_wrapping_mark.mark) on conflict do nothing $$;

-- Whether a key with this mark wraps data keys now. It stays so until the transaction that asks ends.
create function throughcare.wraps_now(mark text) returns boolean
  language plpgsql
  as $$
  begin
    -- Whoever comes after a change that waits, waits behind it: else those who share would keep it out for ever.
    perform pg_advisory_xact_lock_shared(hashtext('throughcare.wrapping'));
    -- Locked, not only read: in a transaction that looks at an older picture this fails where the mark has changed.
    perform from throughcare.wrapping_mark m where m.mark = wraps_now.mark for share;
    return found;
  end $$;

-- The root keys that are missing, all of them or none; only while the key that wraps is the one that was seen, so that
-- none is made under a master key that was changed meanwhile.
create function throughcare.make_root_keys(purposes text[], fresh bytea[], seen bytea) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    lock table throughcare.root_key in share row exclusive mode;
    if (select k.wrapped from throughcare.root_key k where k.purpose = 'wrapping')
        is distinct from make_root_keys.seen then
      return;
    end if;
    insert into throughcare.root_key (purpose, wrapped)
      select k.* from unnest(make_root_keys.purposes, make_root_keys.fresh) as k(purpose, wrapped)
      on conflict do nothing;
  end $$;
drop function throughcare.keep_root_key;

-- From here on data keys are wrapped by the next key alone. Waits for those who are putting one in under the key before.
create function throughcare.begin_wrapping_key(fresh bytea, mark text) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    perform pg_advisory_xact_lock(hashtext('throughcare.wrapping'));
    insert into throughcare.root_key (purpose, wrapped) values ('wrapping_next', begin_wrapping_key.fresh);
    update throughcare.wrapping_mark set mark = begin_wrapping_key.mark;
    if not found then raise exception 'nothing says which key wraps'; end if;
  end $$;

-- Some data keys of one organisation under the next key. Gives how many were as they were seen. Whom somebody else holds
-- at this moment is left for the next time, so that nobody waits in a circle with this.
drop function throughcare.rewrap_data_keys;
create function throughcare.rewrap_data_keys(streams uuid[], purposes text[], before bytea[], after bytea[], mark text)
  returns integer
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    changed integer;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    if not throughcare.wraps_now(rewrap_data_keys.mark) then raise exception 'another key wraps by now'; end if;
    with held as (
        select d.stream, d.purpose, k.after
          from unnest(rewrap_data_keys.streams, rewrap_data_keys.purposes, rewrap_data_keys.before,
              rewrap_data_keys.after) as k(stream, purpose, before, after)
            join throughcare.data_key d on d.organisation = throughcare.acting_organisation()
              and d.stream = k.stream and d.purpose = k.purpose and d.wrapped = k.before
          for update of d skip locked
      )
      update throughcare.data_key d set wrapped = held.after from held
        where d.organisation = throughcare.acting_organisation() and d.stream = held.stream and d.purpose = held.purpose;
    get diagnostics changed = row_count;
    return changed;
  end $$;

-- Puts the next key in the place of the one before it. Asked in the transaction that saw every data key under the next;
-- none under another came in since, for none has been let in.
drop function throughcare.promote_wrapping_key;
create function throughcare.promote_wrapping_key(seen bytea, promoted bytea, mark text) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    if not throughcare.wraps_now(promote_wrapping_key.mark) then raise exception 'another key wraps by now'; end if;
    delete from throughcare.root_key where purpose = 'wrapping_next' and wrapped = promote_wrapping_key.seen;
    if not found then raise exception 'the root keys were changed by somebody else'; end if;
    update throughcare.root_key set wrapped = promoted where purpose = 'wrapping';
    if not found then raise exception 'the root keys were changed by somebody else'; end if;
  end $$;

-- Appends as in sql/0005, and puts no data key in under another key: {"other_key": true}, and nothing was written.
drop function throughcare.append;
create function throughcare.append(
    organisation uuid, acting_user text, contact uuid, command uuid, fingerprint bytea, heads jsonb,
    kinds text[], streams uuid[], versions integer[], types text[], schemas integer[], occurred date[],
    recorded timestamptz[], actors text[], commands uuid[], facts bytea[], identities bytea[], digests bytea[],
    key_streams uuid[], key_kinds text[], key_purposes text[], key_wrapped bytea[],
    wrapped_under text, projections jsonb)
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
    if cardinality(append.key_streams) > 0 and not throughcare.wraps_now(append.wrapped_under) then
      return '{"other_key": true}';
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

-- Keeps a number to call back as in sql/0016: 'kept', 'waits' where another number still waits for its call, 'other_key'
-- where its key is under another than the one that wraps now, null where whoever acts may not.
drop function throughcare.keep_number;
create function throughcare.keep_number(contact uuid, call_back uuid, wrapped bytea, wrapped_under text, sealed bytea,
    destroy_at timestamptz)
  returns text
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not (throughcare.acts_as('helpline_worker') and throughcare.sees_contact(keep_number.contact)) then
      return null;
    end if;
    if exists (select from throughcare.call_back_number n
        where n.organisation = throughcare.acting_organisation() and n.contact = keep_number.contact
          and n.call_back <> keep_number.call_back and not n.made) then
      return 'waits';
    end if;
    if not throughcare.wraps_now(keep_number.wrapped_under) then return 'other_key'; end if;
    perform throughcare.drop_number(keep_number.contact);
    insert into throughcare.data_key (organisation, stream, kind, purpose, wrapped)
      values (throughcare.acting_organisation(), keep_number.contact, 'contact', 'call_back', keep_number.wrapped);
    insert into throughcare.call_back_number
      values (throughcare.acting_organisation(), keep_number.contact, keep_number.call_back, keep_number.sealed,
        keep_number.destroy_at, false);
    return 'kept';
  end $$;

revoke execute on function throughcare.keep_wrapping_mark, throughcare.wraps_now, throughcare.make_root_keys,
  throughcare.begin_wrapping_key, throughcare.rewrap_data_keys, throughcare.promote_wrapping_key, throughcare.append,
  throughcare.keep_number
  from public;
grant execute on function throughcare.keep_wrapping_mark, throughcare.make_root_keys, throughcare.begin_wrapping_key,
  throughcare.rewrap_data_keys, throughcare.promote_wrapping_key, throughcare.append, throughcare.keep_number
  to throughcare_serve;
