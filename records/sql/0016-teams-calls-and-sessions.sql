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
    or cardinality((select throughcare.acting_roles())) > 0)$$;
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

call throughcare.make_put_projections();
call throughcare.make_rebuild();

revoke execute on function throughcare.would_clash, throughcare.left_behind from public;
grant execute on function throughcare.would_clash, throughcare.left_behind to throughcare_serve;
