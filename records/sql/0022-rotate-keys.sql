-- Keys are changed without touching what they seal: the root keys when the master key is changed, the data keys when
-- the key above them is. Each names what it saw, so that two who try at once do not undo each other.

-- All root keys under another master key, or none of them.
create function throughcare.rewrap_root_keys(purposes text[], before bytea[], after bytea[]) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    changed integer;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    lock table throughcare.root_key in share row exclusive mode;
    update throughcare.root_key r set wrapped = k.after
      from unnest(rewrap_root_keys.purposes, rewrap_root_keys.before, rewrap_root_keys.after)
        as k(purpose, before, after)
      where r.purpose = k.purpose and r.wrapped = k.before;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from throughcare.root_key) then
      raise exception 'the root keys were changed by somebody else';
    end if;
  end $$;

-- Some data keys of one organisation under another key. Gives how many were as they were seen.
create function throughcare.rewrap_data_keys(streams uuid[], purposes text[], before bytea[], after bytea[])
  returns integer
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    changed integer;
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    update throughcare.data_key d set wrapped = k.after
      from unnest(rewrap_data_keys.streams, rewrap_data_keys.purposes, rewrap_data_keys.before, rewrap_data_keys.after)
        as k(stream, purpose, before, after)
      where d.organisation = throughcare.acting_organisation() and d.stream = k.stream and d.purpose = k.purpose
        and d.wrapped = k.before;
    get diagnostics changed = row_count;
    return changed;
  end $$;

-- Puts the next key in the place of the one before it, once every data key is under the next.
create function throughcare.promote_wrapping_key(seen bytea, promoted bytea) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself changes keys'; end if;
    delete from throughcare.root_key where purpose = 'wrapping_next' and wrapped = promote_wrapping_key.seen;
    if not found then raise exception 'the root keys were changed by somebody else'; end if;
    update throughcare.root_key set wrapped = promoted where purpose = 'wrapping';
  end $$;

revoke execute on function throughcare.rewrap_root_keys, throughcare.rewrap_data_keys, throughcare.promote_wrapping_key
  from public;
grant execute on function throughcare.rewrap_root_keys, throughcare.rewrap_data_keys, throughcare.promote_wrapping_key
  to throughcare_serve;
