-- A draft goes with the record that it is about, and is seen by its writer while they see that (E20, E22): it holds what
-- somebody wrote about a person, and outlived them by fourteen days. So which records it is about stands beside it, where
-- an erasure finds it; their entries say as much of who wrote about whom. Null for drafts of before, whose page only the
-- program can open: it fills them in, and until then nobody sees them.
alter table throughcare.draft add column about uuid[];
create index draft_not_tied on throughcare.draft (organisation) where about is null;
create index draft_by_record on throughcare.draft using gin (about);

-- Whether whoever acts sees a record, of any kind; nobody does once it is erased.
create function throughcare.sees_record(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    of_kind constant text := (select s.kind from throughcare.stream s
      where s.organisation = throughcare.acting_organisation() and s.id = wanted);
  begin
    return case of_kind
      when 'case' then throughcare.sees_case(wanted)
      when 'contact' then throughcare.sees_contact(wanted)
      when 'concern' then throughcare.sees_concern(wanted)
      when 'group' then throughcare.sees_group(wanted)
      when 'opening' then throughcare.sees_opening(wanted)
      when 'organisation' then throughcare.sees_organisation(wanted)
      else false end;
  end $$;

alter policy serve_reads on throughcare.draft using (
  organisation = (select throughcare.acting_organisation())
  and owner = (select throughcare.acting_user()) and (select throughcare.works_here())
  and about is not null and not exists (select from unnest(about) a where not throughcare.sees_record(a)));

-- As in sql/0029, with the records that it is about, of those that its page names. It waits for an erasure that is under
-- way, and nothing is kept about what was erased; for that it has to be read committed.
create function throughcare.keep_draft(wanted uuid, sealed bytea, purge_at timestamptz, named uuid[]) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    ours constant uuid := throughcare.acting_organisation();
  begin
    if not throughcare.works_here() then raise exception 'only whoever works here keeps a draft'; end if;
    perform pg_advisory_xact_lock_shared(hashtext('throughcare.erasing'), hashtext(ours::text));
    if exists (select from throughcare.erasure e where e.organisation = ours and e.stream = any (named)) then return; end if;
    insert into throughcare.draft as d (organisation, id, owner, sealed, purge_at, about)
      values (ours, wanted, throughcare.acting_user(), keep_draft.sealed, keep_draft.purge_at,
        array(select s.id from throughcare.stream s where s.organisation = ours and s.id = any (named) order by s.id))
      on conflict (organisation, id) do update
        set sealed = excluded.sealed, purge_at = excluded.purge_at, about = excluded.about
        where d.owner = throughcare.acting_user();
    if not found then raise exception 'this draft is somebody else''s'; end if;
  end $$;
drop function throughcare.keep_draft(uuid, bytea, timestamptz);

create function throughcare.drafts_not_tied() returns table (id uuid, owner text, sealed bytea)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself opens the drafts of others'; end if;
    return query select d.id, d.owner, d.sealed from throughcare.draft d
      where d.organisation = throughcare.acting_organisation() and d.about is null;
  end $$;

create function throughcare.tie_draft(wanted uuid, named uuid[]) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    ours constant uuid := throughcare.acting_organisation();
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself opens the drafts of others'; end if;
    if exists (select from throughcare.erasure e where e.organisation = ours and e.stream = any (named)) then
      delete from throughcare.draft d where d.organisation = ours and d.id = wanted;
    end if;
    update throughcare.draft d
      set about = array(select s.id from throughcare.stream s where s.organisation = ours and s.id = any (named) order by s.id)
      where d.organisation = ours and d.id = wanted and d.about is null;
  end $$;

-- As in sql/0036, and with the drafts about what goes, whoever wrote them.
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
    delete from throughcare.draft d where d.organisation = acting and d.about @> array[wanted];
    delete from throughcare.contact_code c where c.organisation = acting and c.contact = wanted;
    for one in select p.tab, p.owner from throughcare.projection p where p.owner <> 'organisation' loop
      execute format('delete from throughcare.%I t where t.organisation = $1 and t.%I = $2', one.tab, one.owner)
        using acting, wanted;
    end loop;
  end $$;

revoke execute on function throughcare.sees_record, throughcare.keep_draft, throughcare.drafts_not_tied,
  throughcare.tie_draft from public;
grant execute on function throughcare.sees_record, throughcare.keep_draft, throughcare.drafts_not_tied,
  throughcare.tie_draft to throughcare_serve;
