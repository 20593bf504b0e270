-- How a service is organised: teams, who stands in for whom, what programmes are made of, what an organisation sets
-- for itself, and calls that nobody answered.

create table throughcare.team (
  organisation uuid not null,
  team uuid not null,
  name text not null,
  closed_on date,
  primary key (organisation, team)
);

-- One row a time in a team; somebody can come back.
create table throughcare.team_member (
  organisation uuid not null,
  team uuid not null,
  user_id text not null,
  since date not null,
  until date,
  primary key (organisation, team, user_id, since)
);
create index team_member_by_user on throughcare.team_member (organisation, user_id);

-- Holds on a day from `from_day` to `until_day`, and no longer from `lost_on`.
create table throughcare.cover (
  organisation uuid not null,
  cover uuid not null,
  kind text not null check (kind in ('casework', 'welfare')),
  absent text,
  by_user text not null,
  from_day date not null,
  until_day date not null,
  lost_on date,
  lost_why text,
  primary key (organisation, cover)
);
create index cover_by_user on throughcare.cover (organisation, by_user, until_day);

create table throughcare.setting (
  organisation uuid not null,
  setting text not null,
  value jsonb not null,
  since date not null,
  owner text not null,
  primary key (organisation, setting)
);

create table throughcare.unanswered (
  organisation uuid not null,
  day date not null,
  channel text not null,
  calls integer not null,
  primary key (organisation, day, channel)
);

-- Whose people may not be in one group. Not for whoever happens to place them: a refusal tells them no more than
-- that it cannot be (see throughcare.would_clash).
create table throughcare.kept_apart (
  organisation uuid not null,
  pair uuid not null,
  case_a uuid not null,
  case_b uuid not null,
  reason text not null,
  primary key (organisation, pair)
);

alter table throughcare.programme
  add column intake text not null default 'closed',
  add column modules jsonb not null default '[]',
  add column withdrawn_on date;

insert into throughcare.projection (ordinal, tab, owner) values
  (160, 'team', 'organisation'), (161, 'team_member', 'organisation'), (162, 'cover', 'organisation'),
  (163, 'setting', 'organisation'), (164, 'unanswered', 'organisation'), (165, 'kept_apart', 'organisation');

do $rules$
declare
  tab text;
  own_organisation constant text := $$organisation = (select throughcare.acting_organisation())$$;
  works_here constant text := $$((select throughcare.acts_as_system())
    or cardinality(array_remove((select throughcare.acting_roles()), 'outside_partner')) > 0)$$;
begin
  foreach tab in array array['team', 'team_member', 'cover', 'setting', 'unanswered', 'kept_apart'] loop
    execute format('alter table throughcare.%I enable row level security, force row level security', tab);
    execute format('create policy owner_all on throughcare.%I to current_user using (%s) with check (%2$s)',
      tab, own_organisation);
    execute format('grant select on throughcare.%I to throughcare_serve', tab);
  end loop;
  foreach tab in array array['team', 'team_member', 'cover', 'unanswered'] loop
    execute format('create policy serve_reads on throughcare.%I for select to throughcare_serve using (%s and %s)',
      tab, own_organisation, works_here);
  end loop;
  -- For how long an answer can be read is asked on behalf of a caller, who has no role.
  execute format('create policy serve_reads on throughcare.setting for select to throughcare_serve using (%s)',
    own_organisation);
  execute format($policy$create policy serve_reads on throughcare.kept_apart for select to throughcare_serve using (
    %s and ((select throughcare.acts_as_system())
      or (select throughcare.acts_as('programme_lead', 'safeguarding_lead'))
        and exists (select from throughcare.case_row p
          where p.organisation = kept_apart.organisation and p.id = kept_apart.case_a)
        and exists (select from throughcare.case_row p
          where p.organisation = kept_apart.organisation and p.id = kept_apart.case_b)))$policy$, own_organisation);
end $rules$;

-- The entries behind those rows stand in the organisation's own stream, which everybody who works here may read: so
-- they are left out for everybody else, as notes are in a case. Restrictive: no other policy can let them through.
create policy apart_for_leads on throughcare.event as restrictive for select to throughcare_serve using (
  type not in ('kept_apart', 'corrected:kept_apart', 'retracted:kept_apart',
    'apart_no_longer', 'corrected:apart_no_longer', 'retracted:apart_no_longer')
  or (select throughcare.acts_as_system())
  or (select throughcare.acts_as('auditor', 'programme_lead', 'safeguarding_lead')));

-- Whether a place in a group would bring two people together who are kept apart; not who, and not why.
create function throughcare.would_clash(wanted_group uuid, wanted_case uuid) returns boolean
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select (throughcare.acts_as_system() or throughcare.acts_as('practitioner', 'programme_lead'))
      and exists (
        select from throughcare.kept_apart a
          join throughcare.group_member m on m.organisation = a.organisation and m.group_id = would_clash.wanted_group
          where a.organisation = throughcare.acting_organisation()
            and (a.case_a = would_clash.wanted_case and a.case_b = m.case_id
              or a.case_b = would_clash.wanted_case and a.case_a = m.case_id))
  $$;

-- What people who have left still carry, as counts: it has to go to somebody, and whoever arranges that need not see
-- whose cases they are.
create function throughcare.left_behind() returns table (user_id text, cases bigint, groups bigint)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query
      select m.user_id,
          (select count(*) from throughcare.case_row c
            where c.organisation = m.organisation and c.practitioner = m.user_id and c.status <> 'closed'),
          (select count(*) from throughcare.group_row g
            where g.organisation = m.organisation and g.lead = m.user_id and g.status = 'planned')
        from throughcare.member m
        where m.organisation = throughcare.acting_organisation() and not m.active
          and throughcare.acts_as('administrator', 'programme_lead')
        order by m.user_id;
  end $$;

-- Contacts: who calls as far as they said, who may not answer, and what is agreed. The first ways in were one list for
-- both; they are lifted as the entries behind them are (pathway/src/contact/upcasts.ts).
alter table throughcare.contact_row
  add column caller text not null default 'not_said',
  add column kept_from text[] not null default '{}',
  add column contacts integer not null default 0,
  -- Whom a worker has asked to look at what was said, until a concern is raised.
  add column asked text,
  add column call_back_on date;
-- The rows were there before the columns. The owner may not update them without naming an organisation, so each is
-- named in turn.
do $lift$
declare
  one uuid;
begin
  for one in select o.organisation from throughcare.organisation_row o loop
    perform set_config('throughcare.organisation', one::text, true);
    update throughcare.contact_row set
      contacts = messages,
      caller = case contact_group when 'family' then 'family' when 'under_18' then 'under_18' else 'not_said' end,
      contact_group = case contact_group when 'family' then 'another_adults_behaviour'
        when 'child' then 'child_who_may_have_been_abused' when 'under_18' then 'other' else contact_group end;
  end loop;
  perform set_config('throughcare.organisation', '', true);
end $lift$;

-- A family member has a worker of their own (E26): once somebody answers, the contact is theirs alone, until they hand
-- it on or leave. Whoever carries the other side is kept from it by name, and finds nothing of it.
create function throughcare.contact_is_apart(caller text, worker text, kept_from text[]) returns boolean
  language sql stable
  as $$
    select throughcare.acting_user() = any (kept_from)
      or caller = 'family' and worker is not null and worker <> throughcare.acting_user()
        and exists (select from throughcare.member m
          where m.organisation = throughcare.acting_organisation() and m.user_id = worker and m.active)
  $$;

-- Restrictive: whatever else lets somebody see contacts, this holds.
create policy families_apart on throughcare.contact_row as restrictive for select to throughcare_serve using (
  (select throughcare.acts_as_system()) or id = (select throughcare.acting_contact())
  or not throughcare.contact_is_apart(caller, worker, kept_from));

create or replace function throughcare.sees_contact(wanted uuid) returns boolean
  language plpgsql stable
  as $$ begin
    return exists (select from throughcare.contact_row
      where id = wanted and organisation = throughcare.acting_organisation()
        and (throughcare.acts_as_system() or id = throughcare.acting_contact()
          or throughcare.acts_as('helpline_worker')
            and not throughcare.contact_is_apart(caller, worker, kept_from)));
  end $$;

-- A number to call back: under a key of its own, outside the entries, because it is destroyed (E4). The key stands with
-- the others, and nobody but a helpline worker reads it, not even whoever holds the contact's code.
alter table throughcare.data_key drop constraint data_key_purpose_check,
  add constraint data_key_purpose_check check (purpose in ('facts', 'identity', 'call_back'));
create policy call_back_for_workers on throughcare.data_key as restrictive for select to throughcare_serve using (
  purpose <> 'call_back' or (select throughcare.acts_as_system()) or (select throughcare.acts_as('helpline_worker')));

create table throughcare.call_back_number (
  organisation uuid not null,
  contact uuid not null,
  call_back uuid not null,
  sealed bytea not null,
  -- After this it goes, unless a concern from the contact is open.
  destroy_at timestamptz(3) not null,
  -- Whether the call was made: until then no other number takes its place.
  made boolean not null,
  primary key (organisation, contact)
);
alter table throughcare.call_back_number enable row level security, force row level security;
create policy owner_all on throughcare.call_back_number to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.call_back_number for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('helpline_worker'))
      and exists (select from throughcare.contact_row p
        where p.organisation = call_back_number.organisation and p.id = call_back_number.contact)));
grant select on throughcare.call_back_number to throughcare_serve;

create function throughcare.drop_number(contact uuid) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_variable
  begin
    if not (throughcare.acts_as_system() or throughcare.sees_contact(contact)) then return; end if;
    delete from throughcare.data_key k where k.organisation = throughcare.acting_organisation()
      and k.stream = contact and k.purpose = 'call_back';
    delete from throughcare.call_back_number n
      where n.organisation = throughcare.acting_organisation() and n.contact = drop_number.contact;
  end $$;

-- Null where whoever acts may not, false where another number still waits for its call.
create function throughcare.keep_number(contact uuid, call_back uuid, wrapped bytea, sealed bytea, destroy_at timestamptz)
  returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not (throughcare.acts_as('helpline_worker') and throughcare.sees_contact(keep_number.contact)) then
      return null;
    end if;
    if exists (select from throughcare.call_back_number n
        where n.organisation = throughcare.acting_organisation() and n.contact = keep_number.contact
          and n.call_back <> keep_number.call_back and not n.made) then
      return false;
    end if;
    perform throughcare.drop_number(keep_number.contact);
    insert into throughcare.data_key (organisation, stream, kind, purpose, wrapped)
      values (throughcare.acting_organisation(), keep_number.contact, 'contact', 'call_back', keep_number.wrapped);
    insert into throughcare.call_back_number
      values (throughcare.acting_organisation(), keep_number.contact, keep_number.call_back, keep_number.sealed,
        keep_number.destroy_at, false);
    return true;
  end $$;

-- Once the call was made, it goes sooner; never later.
create function throughcare.shorten_number(contact uuid, destroy_at timestamptz) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    update throughcare.call_back_number n set destroy_at = least(n.destroy_at, shorten_number.destroy_at), made = true
      where n.organisation = throughcare.acting_organisation() and n.contact = shorten_number.contact
        and (throughcare.acts_as_system() or throughcare.sees_contact(n.contact))
  $$;

-- A slip that a caller carries to a referral (E6). No contact, no case and no hour stands here: the token of the slip,
-- what they chose to bring under a key made of the slip itself, and a last day. Once it is used, it is gone.
create table throughcare.slip (
  organisation uuid not null,
  token uuid not null,
  sealed bytea not null,
  expires_on date not null,
  primary key (organisation, token)
);
alter table throughcare.slip enable row level security, force row level security;
create policy owner_all on throughcare.slip to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));

create function throughcare.keep_slip(token uuid, sealed bytea, expires_on date) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    insert into throughcare.slip
      select throughcare.acting_organisation(), keep_slip.token, keep_slip.sealed, keep_slip.expires_on
        where throughcare.acting_contact() is not null
      on conflict do nothing
  $$;

create function throughcare.use_slip(token uuid, today date) returns bytea
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    found_sealed bytea;
  begin
    if not throughcare.acts_as('practitioner', 'programme_lead') then return null; end if;
    delete from throughcare.slip s where s.organisation = throughcare.acting_organisation()
        and s.token = use_slip.token and s.expires_on >= use_slip.today
      returning s.sealed into found_sealed;
    return found_sealed;
  end $$;

create function throughcare.drop_old_slips(today date) returns void
  language sql security definer set search_path = throughcare, pg_temp
  as $$
    delete from throughcare.slip s where s.organisation = throughcare.acting_organisation()
      and s.expires_on < drop_old_slips.today and throughcare.acts_as_system()
  $$;

-- One row a session: its number never changes, its day may. `for_cases` is empty for everybody in the group.
create table throughcare.group_session (
  organisation uuid not null,
  group_id uuid not null,
  session integer not null,
  day date not null,
  kind text not null,
  module text not null,
  title text not null,
  status text not null,
  covered_by text,
  moved_from date,
  for_cases uuid[] not null,
  primary key (organisation, group_id, session)
);
create index group_session_by_day on throughcare.group_session (organisation, day, group_id);
alter table throughcare.group_session enable row level security, force row level security;
create policy owner_all on throughcare.group_session to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.group_session for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and exists (select from throughcare.group_row p
    where p.organisation = group_session.organisation and p.id = group_session.group_id));
grant select on throughcare.group_session to throughcare_serve;
insert into throughcare.projection (ordinal, tab, owner) values (166, 'group_session', 'group_id');

alter table throughcare.group_row add column facilitators text[] not null default '{}';
-- Groups that were planned before there were rows for sessions.
do $lift$
declare
  one uuid;
begin
  for one in select o.organisation from throughcare.organisation_row o loop
    perform set_config('throughcare.organisation', one::text, true);
    insert into throughcare.group_session
      select g.organisation, g.id, s.number::integer, s.day, 'group', '', '',
          case when s.number = any (g.held) then 'held' else 'planned' end, null, null, '{}'
        from throughcare.group_row g cross join unnest(g.sessions) with ordinality as s(day, number);
  end loop;
  perform set_config('throughcare.organisation', '', true);
end $lift$;

call throughcare.make_put_projections();
call throughcare.make_rebuild();

revoke execute on function throughcare.would_clash, throughcare.left_behind, throughcare.contact_is_apart,
  throughcare.keep_number, throughcare.shorten_number, throughcare.drop_number, throughcare.keep_slip,
  throughcare.use_slip, throughcare.drop_old_slips from public;
grant execute on function throughcare.would_clash, throughcare.left_behind, throughcare.contact_is_apart,
  throughcare.keep_number, throughcare.shorten_number, throughcare.drop_number, throughcare.keep_slip,
  throughcare.use_slip, throughcare.drop_old_slips to throughcare_serve;
