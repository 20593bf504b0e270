-- What was erased: which record, when, on what ground; never who it was about. The same lines stand in a ledger
-- outside the database, signed and chained, so that an older backup that is restored is erased again (E22).
create table throughcare.erasure (
  organisation uuid not null,
  number integer not null check (number > 0),
  stream uuid not null,
  content jsonb not null,
  signature bytea not null,
  primary key (organisation, number),
  unique (organisation, stream)
);
create trigger only_added before update or delete or truncate on throughcare.erasure
  for each statement execute function throughcare.refuse_change();

alter table throughcare.erasure enable row level security, force row level security;
create policy owner_all on throughcare.erasure to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.erasure for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('safeguarding_lead', 'administrator', 'auditor'))));
grant select on throughcare.erasure to throughcare_serve;

-- Destroys the keys of a record, and every row that was made from what they opened; a rebuild without the keys
-- gives none either. Somebody signed in can do it in one case alone: they agreed, in this very transaction, to what
-- another person had asked for. The sealed events stay, so the chain stands; nothing opens them again.
create function throughcare.erase(wanted uuid, number integer, content jsonb, signature bytea) returns void
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
          and e.type = 'erasure_asked' and e.actor <> throughcare.acting_user()) then
        raise exception 'a record is erased by two people';
      end if;
    end if;
    insert into throughcare.erasure (organisation, number, stream, content, signature)
      values (acting, erase.number, wanted, erase.content, erase.signature) on conflict do nothing;
    if not exists (select from throughcare.erasure e where e.organisation = acting and e.stream = wanted) then
      raise exception 'erasure % of this organisation is another record', erase.number;
    end if;
    delete from throughcare.data_key k where k.organisation = acting and k.stream = wanted;
    delete from throughcare.contact_code c where c.organisation = acting and c.contact = wanted;
    for one in select p.tab, p.owner from throughcare.projection p where p.owner <> 'organisation' loop
      execute format('delete from throughcare.%I t where t.organisation = $1 and t.%I = $2', one.tab, one.owner)
        using acting, wanted;
    end loop;
  end $$;

-- A deleted row stays in its file until its place is taken. Writing the keys anew leaves the destroyed ones behind.
-- Gives up after a moment where somebody holds the table; the daily round tries again.
create function throughcare.compact_keys() returns void
  language plpgsql security definer set search_path = throughcare, pg_temp set lock_timeout = '2s'
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself compacts'; end if;
    cluster throughcare.data_key using data_key_pkey;
  end $$;

revoke execute on function throughcare.erase, throughcare.compact_keys from public;
grant execute on function throughcare.erase, throughcare.compact_keys to throughcare_serve;
