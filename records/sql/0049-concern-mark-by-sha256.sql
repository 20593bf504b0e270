-- The mark of sql/0027 by SHA-256: a PostgreSQL that keeps to FIPS refuses MD5, and every erasure with it.
create function throughcare.mark_of_concerns(acting uuid) returns text
  language plpgsql stable
  as $$
  begin
    return (select coalesce(
        encode(sha256(convert_to(string_agg(c.id || ' ' || c.version, ',' order by c.id), 'utf8')), 'hex'), '')
      from throughcare.concern_row c where c.organisation = acting);
  end $$;
revoke execute on function throughcare.mark_of_concerns from public;

create or replace function throughcare.concern_mark() returns text
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself compares concerns'; end if;
    return throughcare.mark_of_concerns(throughcare.acting_organisation());
  end $$;

create or replace function throughcare.begin_erasing(mark text, heads jsonb) returns boolean
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
    return mark is null or mark = throughcare.mark_of_concerns(acting);
  end $$;
