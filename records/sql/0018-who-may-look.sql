-- Who may see a record, said anew for everybody who may now look: outside partners, who work for another body and see
-- of their own referrals how far they are (E31); and whoever opens a case in an emergency, for hours (E20).
-- records/src/access says the same for the data layer, and a property test holds one against the other.

-- Somebody who works in the organisation itself. An outside partner by itself is not one.
create function throughcare.works_here() returns boolean
  language sql stable parallel safe
  return cardinality(array_remove(throughcare.acting_roles(), 'outside_partner')) > 0;

-- The instant of an answer, by the clock of the program; a demonstration runs by a clock of its own.
create function throughcare.acting_time() returns timestamptz
  language sql stable parallel safe
  return coalesce(nullif(current_setting('throughcare.at', true), '')::timestamptz, now());

-- Which case is open to whom until when, beside those who carry it.
create table throughcare.opening_row (
  organisation uuid not null,
  id uuid not null,
  version integer not null,
  case_id uuid not null,
  opened_by text not null,
  ground text not null,
  opened_at timestamptz(3) not null,
  until timestamptz(3) not null,
  -- Null once somebody reviewed it.
  review_by date,
  outcome text,
  reviewer text,
  primary key (organisation, id)
);
create index opening_by_opener on throughcare.opening_row (organisation, opened_by, until);
insert into throughcare.projection (ordinal, tab, owner) values (180, 'opening_row', 'id');
alter table throughcare.stream drop constraint stream_kind_check;
alter table throughcare.stream add constraint stream_kind_check
  check (kind in ('case', 'contact', 'concern', 'group', 'organisation', 'opening'));
call throughcare.make_put_projections();
call throughcare.make_rebuild();

-- The cases that whoever acts has opened in an emergency and that are open to them still. Asked by the policy of
-- case_row, so it must not pass through that policy again.
create function throughcare.opened_cases() returns uuid[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return array(select o.case_id from throughcare.opening_row o
      where o.organisation = throughcare.acting_organisation() and o.opened_by = throughcare.acting_user()
        and o.until > throughcare.acting_time() and throughcare.acts_as('practitioner', 'programme_lead'));
  end $$;

-- Whose people whoever acts carries: their own, and on the days of a cover those of the one they stand in for.
create function throughcare.carries() returns text[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
  begin
    return array[throughcare.acting_user()] || array(select c.absent from throughcare.cover c
      where c.organisation = throughcare.acting_organisation() and c.by_user = throughcare.acting_user()
        and c.kind = 'casework' and today between c.from_day and c.until_day
        and (c.lost_on is null or today < c.lost_on));
  end $$;

-- The cases in groups that whoever acts leads, for the same policy.
create function throughcare.led_cases() returns uuid[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return array(select m.case_id from throughcare.group_member m
      join throughcare.group_row g on g.organisation = m.organisation and g.id = m.group_id
      where g.organisation = throughcare.acting_organisation() and g.lead = throughcare.acting_user());
  end $$;

-- Whether that a case was opened may concern whoever acts: they carry it, or are kept out of it. Then they are not
-- told. Asked by the policy of opening_row, for whom the case itself may be out of sight.
create function throughcare.may_concern(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return exists (select from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.id = wanted
        and (c.practitioner = throughcare.acting_user() or throughcare.acting_user() = any (c.excluded || c.stepped_away)));
  end $$;

do $rules$
declare
  -- What somebody's own work opens to them. A practitioner sees their own people, those waiting for triage, and
  -- those in a group that they lead; of a restricted case nobody but those whom it names sees anything.
  by_work constant text := $$
    (not restricted or (select throughcare.acting_user()) = any (allowed))
    and ((select throughcare.acts_as('programme_lead', 'safeguarding_lead'))
      or (select throughcare.acts_as('practitioner'))
        and (practitioner = any ((select throughcare.carries())::text[])
          or status in ('referred', 'accepted')
          or id = any ((select throughcare.led_cases())::uuid[]))
      or (select throughcare.acts_as('administrator'))
        and (select throughcare.acting_purpose()) = 'identity_file')$$;

  -- Nobody gets past their own name, or their own “not for me”: neither by work nor in an emergency. A relative stays a
  -- relative, and a child in danger is helped by raising a concern, which needs no case.
  kept_out constant text := $$ (select throughcare.acting_user()) = any (excluded || stepped_away) $$;

  case_rule constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or not (%s) and (%s))$$;

  -- Its deciders: the safeguarding leads, whoever raised it and whoever was named; never somebody it is about. Where
  -- it is about every safeguarding lead, the administrators take it up.
  sees_concern constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system())
      or not ((select throughcare.acting_user()) = any (about)) and (select throughcare.works_here())
        and (raised_by = (select throughcare.acting_user())
          or (select throughcare.acting_user()) = any (named)
          or (select throughcare.acts_as('safeguarding_lead'))
          or (select throughcare.acts_as('administrator'))
            and not exists (select from throughcare.member m
              where m.organisation = concern_row.organisation and m.active
                and 'safeguarding_lead' = any (m.roles) and not m.user_id = any (concern_row.about))))$$;

  -- Whoever opened it; and those who review it, unless it may concern them.
  sees_opening constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system())
      or opened_by = (select throughcare.acting_user())
        and (select throughcare.acts_as('practitioner', 'programme_lead', 'safeguarding_lead', 'auditor'))
      or (select throughcare.acts_as('safeguarding_lead', 'auditor')) and not throughcare.may_concern(case_id))$$;

  asks constant text := $$
    create or replace function throughcare.%s(wanted uuid) returns boolean language plpgsql stable as %L $$;
  body constant text := 'begin return exists (select from throughcare.%I where id = wanted and %s); end';

  rule record;
begin
  execute 'alter table throughcare.opening_row enable row level security, force row level security';
  execute 'create policy owner_all on throughcare.opening_row to current_user
    using (organisation = (select throughcare.acting_organisation()))
    with check (organisation = (select throughcare.acting_organisation()))';
  execute 'create policy serve_reads on throughcare.opening_row for select to throughcare_serve using (false)';

  for rule in
    select * from (values
      ('case', 'case_row', format(case_rule, kept_out,
        '(' || by_work || ') or id = any ((select throughcare.opened_cases())::uuid[])')),
      ('concern', 'concern_row', sees_concern),
      ('opening', 'opening_row', sees_opening)) as r(kind, tab, condition)
  loop
    execute format('alter policy serve_reads on throughcare.%I using (%s)', rule.tab, rule.condition);
    execute format(asks, 'sees_' || rule.kind, format(body, rule.tab, rule.condition));
  end loop;
  -- What is open in an emergency can be read, and nothing recorded on it: that is for those who carry it.
  execute format(asks, 'records_case', format(body, 'case_row', format(case_rule, kept_out, by_work)));
end $rules$;

-- A place in a group is seen with the group, and only where the person may be seen.
alter policy serve_reads on throughcare.group_member using (
  organisation = (select throughcare.acting_organisation())
  and exists (select from throughcare.group_row p
    where p.organisation = group_member.organisation and p.id = group_member.group_id)
  and exists (select from throughcare.case_row p
    where p.organisation = group_member.organisation and p.id = group_member.case_id));

create or replace function throughcare.sees_organisation(wanted uuid) returns boolean
  language sql stable
  as $$ select wanted = throughcare.acting_organisation()
    and (throughcare.acts_as_system() or throughcare.works_here()) $$;

-- Asked by `append`: whether whoever acts may add to this stream. Which command of it, policy.ts says.
create or replace function throughcare.sees(kind text, wanted uuid) returns boolean
  language plpgsql stable
  as $$ begin return case kind
    when 'case' then throughcare.records_case(wanted)
    when 'contact' then throughcare.sees_contact(wanted)
    when 'concern' then throughcare.sees_concern(wanted)
    when 'group' then throughcare.sees_group(wanted)
    when 'organisation' then throughcare.sees_organisation(wanted)
    when 'opening' then throughcare.sees_opening(wanted)
    else false end; end $$;

create or replace function throughcare.may_begin(kind text) returns boolean
  language sql stable
  as $$ select throughcare.acts_as_system() or case kind
    when 'case' then throughcare.acts_as('practitioner', 'programme_lead')
    when 'contact' then throughcare.acts_as('helpline_worker') or throughcare.acting_user() = 'caller'
    -- Nothing stands between anybody who works here and a report (E34, E35).
    when 'concern' then throughcare.works_here()
    when 'group' then throughcare.acts_as('programme_lead')
    when 'opening' then throughcare.acts_as('practitioner', 'programme_lead')
    else false end $$;

-- A person sees their colleagues, and, just signed in, in which organisations they work. An outside partner has no
-- colleagues here.
alter policy serve_reads on throughcare.member using (
  user_id = (select throughcare.acting_user())
  or organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.works_here())));

alter policy serve_reads on throughcare.programme using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system()) or (select throughcare.works_here())));

-- Teams, cover and calls nobody answered are the business of those who work here; what an organisation has set is also
-- asked on behalf of a caller, who has no role.
do $rules$
declare
  tab text;
begin
  foreach tab in array array['team', 'team_member', 'cover', 'unanswered', 'setting'] loop
    execute format($policy$alter policy serve_reads on throughcare.%I using (
      organisation = (select throughcare.acting_organisation())
      and ((select throughcare.acts_as_system()) or (select throughcare.works_here())%s))$policy$, tab,
      case tab when 'setting' then $$ or (select throughcare.acting_user()) = 'caller'$$ else '' end);
  end loop;
end $rules$;

-- An event is seen with its stream. The auditor sees that it happened, and has no key to what it says. A note is
-- seen by the person's own practitioner alone, and by whoever stands in for them.
alter policy serve_reads on throughcare.event using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('auditor'))
      and not (kind = 'concern' and throughcare.concern_is_about_actor(array[stream]))
    or case kind
      when 'case' then exists (
        select from throughcare.case_row p where p.organisation = event.organisation and p.id = event.stream
          and (event.type not in ('note_written', 'corrected:note_written')
            or p.practitioner = any ((select throughcare.carries())::text[]) and (select throughcare.acts_as('practitioner'))))
      when 'contact' then exists (
        select from throughcare.contact_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'concern' then exists (
        select from throughcare.concern_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'group' then exists (
        select from throughcare.group_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'opening' then exists (
        select from throughcare.opening_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'organisation' then (select throughcare.works_here())
      else false end));

alter policy serve_reads on throughcare.stream using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('auditor'))
      and not (kind = 'concern' and throughcare.concern_is_about_actor(array[id]))
    or case kind
      when 'case' then exists (
        select from throughcare.case_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'contact' then exists (
        select from throughcare.contact_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'concern' then exists (
        select from throughcare.concern_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'group' then exists (
        select from throughcare.group_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'opening' then exists (
        select from throughcare.opening_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'organisation' then (select throughcare.works_here())
      else false end));

-- Keys are what makes a row readable; the auditor has those of openings, and no other. The administrator, making the
-- identity file, gets the key of identity and not of facts.
alter policy serve_reads on throughcare.data_key using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or case kind
      when 'case' then exists (
          select from throughcare.case_row p where p.organisation = data_key.organisation and p.id = data_key.stream)
        and (purpose = 'identity'
          or (select throughcare.acts_as('practitioner', 'programme_lead', 'safeguarding_lead')))
      when 'contact' then exists (
        select from throughcare.contact_row p where p.organisation = data_key.organisation and p.id = data_key.stream)
      when 'concern' then exists (
        select from throughcare.concern_row p where p.organisation = data_key.organisation and p.id = data_key.stream)
      when 'group' then exists (
        select from throughcare.group_row p where p.organisation = data_key.organisation and p.id = data_key.stream)
      when 'opening' then exists (
        select from throughcare.opening_row p where p.organisation = data_key.organisation and p.id = data_key.stream)
      when 'organisation' then (select throughcare.works_here())
      else false end));

-- The extract, for an analyst and nobody else, and under the analyst's role alone: the serving role is a member of that
-- role, and what is allowed to a role is allowed to its members, who could read the column that says whose row it is.
alter policy analyst_reads on throughcare.spell using (
  organisation = (select throughcare.acting_organisation())
  and current_user = 'throughcare_analyst' and (select throughcare.acts_as('analyst')));
grant execute on function throughcare.acting_roles, throughcare.acts_as to throughcare_analyst;

-- The case that a reference names, for opening it in an emergency. Found for nobody who is kept out of it by name, and
-- in such a way that they cannot tell it from one that is not there.
create function throughcare.find_to_open(wanted text) returns uuid
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return (select c.id from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.reference = find_to_open.wanted
        and throughcare.acts_as('practitioner', 'programme_lead')
        and not throughcare.acting_user() = any (c.excluded || c.stepped_away)
      order by c.id limit 1);
  end $$;

grant select on throughcare.opening_row to throughcare_serve;
revoke execute on function throughcare.works_here, throughcare.acting_time, throughcare.opened_cases,
  throughcare.carries, throughcare.led_cases, throughcare.may_concern, throughcare.sees_opening, throughcare.records_case, throughcare.find_to_open from public;
grant execute on function throughcare.works_here, throughcare.acting_time, throughcare.opened_cases,
  throughcare.carries, throughcare.led_cases, throughcare.may_concern, throughcare.find_to_open to throughcare_serve;
