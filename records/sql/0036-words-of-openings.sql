-- The words of an opening in an emergency say why a case could not wait, so they go with the case: they have a key of
-- their own, and an erasure names the openings whose words it takes. Who opened what, when, and that somebody looked at
-- it, stays.
create function throughcare.openings_of(wanted uuid) returns table (id uuid, reviewed boolean)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not (throughcare.acts_as_system() or throughcare.acts_as('safeguarding_lead')) then
      raise exception 'only an erasure asks for every opening of a case';
    end if;
    return query select o.id, o.review_by is null from throughcare.opening_row o
      where o.organisation = throughcare.acting_organisation() and o.case_id = wanted;
  end $$;
revoke execute on function throughcare.openings_of from public;
grant execute on function throughcare.openings_of to throughcare_serve;

-- An opening and the erasure of its case cannot pass each other: an opening that comes while one is under way waits
-- for it, and then finds no case. A rebuild and a restore
-- write the rows of openings whose case has gone.
create function throughcare.open_before_erasure() returns trigger
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if throughcare.acts_as_system() or throughcare.acting_organisation() is distinct from new.organisation then
      return null;
    end if;
    perform pg_advisory_xact_lock_shared(hashtext('throughcare.erasing'), hashtext(new.organisation::text));
    if not exists (select from throughcare.data_key k
        where k.organisation = new.organisation and k.stream = new.case_id and k.kind = 'case') then
      raise exception 'a case is opened in an emergency while it is there';
    end if;
    return null;
  end $$;
revoke execute on function throughcare.open_before_erasure from public;
create trigger open_before_erasure after insert on throughcare.opening_row
  for each row execute function throughcare.open_before_erasure();

create or replace function throughcare.erase(wanted uuid, number integer, content jsonb, signature bytea) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
    last record;
    one record;
  begin
    if not throughcare.acts_as_system() then
      select e.type, e.actor into last from throughcare.event e
        where e.organisation = acting and e.stream = wanted order by e.version desc limit 1;
      if not found or last.type <> 'erased' or last.actor <> throughcare.acting_user()
        or not throughcare.acts_as('safeguarding_lead')
        or not exists (select from throughcare.event e where e.organisation = acting and e.stream = wanted
          and e.type = 'erasure_asked' and e.actor <> throughcare.acting_user())
        or exists (select from jsonb_array_elements_text(coalesce(erase.content -> 'words', '[]')) w
          where not exists (select from throughcare.opening_row o
            where o.organisation = acting and o.id = w::uuid and o.case_id = wanted)) then
        raise exception 'a record is erased by two people';
      end if;
    end if;
    insert into throughcare.erasure (organisation, number, stream, content, signature)
      values (acting, erase.number, wanted, erase.content, erase.signature) on conflict do nothing;
    if not exists (select from throughcare.erasure e where e.organisation = acting and e.stream = wanted) then
      raise exception 'erasure % of this organisation is another record', erase.number;
    end if;
    delete from throughcare.data_key k where k.organisation = acting and k.stream = wanted;
    delete from throughcare.data_key k where k.organisation = acting and k.kind = 'opening' and k.purpose = 'identity'
      and k.stream in (select w::uuid from jsonb_array_elements_text(coalesce(erase.content -> 'words', '[]')) w);
    delete from throughcare.contact_code c where c.organisation = acting and c.contact = wanted;
    for one in select p.tab, p.owner from throughcare.projection p where p.owner <> 'organisation' loop
      execute format('delete from throughcare.%I t where t.organisation = $1 and t.%I = $2', one.tab, one.owner)
        using acting, wanted;
    end loop;
  end $$;

-- Openings that have been looked at have a time of their own, so they stand among what has ended.
call throughcare.ask_rebuild('0036', 'ended_record');
