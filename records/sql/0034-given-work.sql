-- What was given to somebody: tasks, and the last handover of a case, with whether they have said that they have it.
create table throughcare.given_work (
  organisation uuid not null,
  case_id uuid not null,
  -- The task, or 'handover'.
  item text not null,
  kind text not null,
  to_user text,
  given_by text not null,
  by_day date not null,
  stands text not null,
  since date not null,
  primary key (organisation, case_id, item)
);
create index given_work_to on throughcare.given_work (organisation, to_user);
create index given_work_by on throughcare.given_work (organisation, given_by);
insert into throughcare.projection (ordinal, tab, owner) values (340, 'given_work', 'case_id');

-- Seen with its case, so that it never reaches somebody who may not see that.
alter table throughcare.given_work enable row level security, force row level security;
create policy owner_all on throughcare.given_work to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.given_work for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and exists (select from throughcare.case_row p
    where p.organisation = given_work.organisation and p.id = given_work.case_id));
grant select on throughcare.given_work to throughcare_serve;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0034', 'given_work');

-- What whoever asks gave to somebody else. Whoever handed a case over may not see it any longer, and is told its
-- reference and whether it was taken up, and nothing else; nothing at all where they are kept out of it.
create function throughcare.given_by_me() returns table (case_id uuid, seen boolean, reference text, item text,
    kind text, to_user text, by_day date, stands text, since date)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    me constant text := throughcare.acting_user();
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
  begin
    if not throughcare.acts_as('practitioner', 'programme_lead') then return; end if;
    return query
      select g.case_id, throughcare.sees_case(g.case_id), c.reference, g.item, g.kind, g.to_user, g.by_day, g.stands, g.since
        from throughcare.given_work g
        join throughcare.case_row c on c.organisation = g.organisation and c.id = g.case_id
        where g.organisation = throughcare.acting_organisation() and g.given_by = me
          and g.to_user is distinct from me
          -- What was taken up need not be looked at for ever.
          and (g.stands <> 'taken_up' or g.since > today - 14)
          and not me = any (c.excluded || c.stepped_away)
          and (not c.restricted or me = any (c.allowed))
        order by g.by_day, c.reference, g.item
        limit 100;
  end $$;
revoke execute on function throughcare.given_by_me from public;
grant execute on function throughcare.given_by_me to throughcare_serve;
