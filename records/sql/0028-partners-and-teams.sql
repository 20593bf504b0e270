-- People at their desks: an outside partner sees how far their own referrals are (E31), and somebody in a team sees the
-- team's cases.

-- What whoever sent a referral from outside is told of it, and nothing else: no name, no key, no day but the one on
-- which they sent it. Whoever may not see the case by name is told nothing, as everywhere.
create table throughcare.referral_sent (
  organisation uuid not null,
  case_id uuid not null,
  reference text not null,
  sent_by text not null,
  sent_on date not null,
  stands text not null check (stands in ('received', 'in_hand', 'closed')),
  -- False where the case is restricted to others, or its sender is kept out of it.
  open_to_sender boolean not null,
  primary key (organisation, case_id)
);
create index referral_by_sender on throughcare.referral_sent (organisation, sent_by, sent_on desc, reference);
insert into throughcare.projection (ordinal, tab, owner) values (195, 'referral_sent', 'case_id');

-- The team that a case was handed to, as its id stands in the handover.
alter table throughcare.case_row add column team text;
create index case_by_team on throughcare.case_row (organisation, team) where team is not null;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0028', 'case_row', 'referral_sent');

alter table throughcare.referral_sent enable row level security, force row level security;
create policy owner_all on throughcare.referral_sent to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.referral_sent for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('outside_partner')) and sent_by = (select throughcare.acting_user())
      and open_to_sender));
grant select on throughcare.referral_sent to throughcare_serve;

-- An outside partner begins a case by sending a referral, and a concern, for nothing stands between anybody with an
-- account and a report (E34). Neither opens anything to them afterwards.
create or replace function throughcare.may_begin(kind text) returns boolean
  language sql stable
  as $$ select throughcare.acts_as_system() or case kind
    when 'case' then throughcare.acts_as('practitioner', 'programme_lead', 'outside_partner')
    when 'contact' then throughcare.acts_as('helpline_worker') or throughcare.acting_user() = 'caller'
    when 'concern' then cardinality(throughcare.acting_roles()) > 0
    when 'group' then throughcare.acts_as('programme_lead')
    when 'opening' then throughcare.acts_as('practitioner', 'programme_lead')
    else false end $$;

-- The teams that whoever acts is in today: not those they have left, and none that was closed. Asked by the policy of
-- case_row.
create function throughcare.acting_teams() returns text[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
  begin
    return array(select m.team::text from throughcare.team_member m
      join throughcare.team t on t.organisation = m.organisation and t.team = m.team
      where m.organisation = throughcare.acting_organisation() and m.user_id = throughcare.acting_user()
        and today >= m.since and (m.until is null or today < m.until)
        and (t.closed_on is null or today < t.closed_on));
  end $$;
revoke execute on function throughcare.acting_teams from public;
grant execute on function throughcare.acting_teams to throughcare_serve;

-- Who sees a case, said anew: what 0018 says, and the cases of one's team. Notes stay with whoever carries the case.
do $rules$
declare
  by_work constant text := $$
    (not restricted or (select throughcare.acting_user()) = any (allowed))
    and ((select throughcare.acts_as('programme_lead', 'safeguarding_lead'))
      or (select throughcare.acts_as('practitioner'))
        and (practitioner = any ((select throughcare.carries())::text[])
          or status in ('referred', 'accepted')
          or team = any ((select throughcare.acting_teams())::text[])
          or id = any ((select throughcare.led_cases())::uuid[]))
      or (select throughcare.acts_as('administrator'))
        and (select throughcare.acting_purpose()) = 'identity_file')$$;
  kept_out constant text := $$ (select throughcare.acting_user()) = any (excluded || stepped_away) $$;
  case_rule constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or not (%s) and (%s))$$;
  seen constant text := format(case_rule, kept_out,
    '(' || by_work || ') or id = any ((select throughcare.opened_cases())::uuid[])');
  asks constant text := $$
    create or replace function throughcare.%s(wanted uuid) returns boolean language plpgsql stable as %L $$;
  body constant text := 'begin return exists (select from throughcare.case_row where id = wanted and %s); end';
begin
  execute format('alter policy serve_reads on throughcare.case_row using (%s)', seen);
  execute format(asks, 'sees_case', format(body, seen));
  execute format(asks, 'records_case', format(body, format(case_rule, kept_out, by_work)));
end $rules$;

-- What ties whoever acts to a case, as 0021 says it: the team of the case is such a tie, as a team shared with whoever
-- carries it is one.
create or replace function throughcare.tie_to_case(wanted uuid) returns text
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
    me constant text := throughcare.acting_user();
    carrier text;
    stands text;
    of_team text;
  begin
    if not throughcare.sees_case(wanted) then return null; end if;
    select c.practitioner, c.status, c.team into carrier, stands, of_team from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.id = wanted;
    return case
      when carrier = me then 'own'
      when carrier = any (throughcare.carries()) then 'covered'
      when wanted = any (throughcare.led_cases()) then 'group'
      when of_team = any (throughcare.acting_teams()) or exists (select from throughcare.team_member a
        join throughcare.team_member b on b.organisation = a.organisation and b.team = a.team
        where a.organisation = throughcare.acting_organisation() and a.user_id = me and b.user_id = carrier
          and today >= a.since and (a.until is null or today < a.until)
          and today >= b.since and (b.until is null or today < b.until)) then 'team'
      when stands in ('referred', 'accepted') then 'triage'
      when wanted = any (throughcare.opened_cases()) then 'emergency'
      else 'role' end;
  end $$;

-- What an auditor found when they looked into unusual reads stands in the organisation's own stream, and is for auditors:
-- left out for everybody else who works here, as who is kept apart is. Restrictive: no other policy lets it through.
create policy looked_into_for_auditors on throughcare.event as restrictive for select to throughcare_serve using (
  type not in ('reads_looked_into', 'corrected:reads_looked_into', 'retracted:reads_looked_into',
    'reads_opened_again', 'corrected:reads_opened_again', 'retracted:reads_opened_again')
  or (select throughcare.acts_as_system())
  or (select throughcare.acts_as('auditor')));

-- Sensitive reads, as the safeguarding lead is told of them (E20): when, by whom, of what kind; of whom it was is not
-- given. Told to nobody whom it may concern: not the reader; not who carries the person or is kept out of the case; of a
-- restricted case only those whom it names; not who is kept from the contact. What takes everybody out at once concerns
-- nobody more than another. A letter is the person's own and goes to them.
create function throughcare.sensitive_reads(since timestamptz) returns table (at timestamptz, user_id text, what text)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  declare
    me constant text := throughcare.acting_user();
    ours constant uuid := throughcare.acting_organisation();
  begin
    if not throughcare.acts_as('safeguarding_lead') then return; end if;
    return query select a.at::timestamptz, a.user_id, a.what from throughcare.access a
      where a.organisation = ours and a.at >= since and a.user_id not in (me, 'caller', 'system')
        and (a.act = 'exported' and a.what <> 'letter'
          or a.act = 'read' and a.what = 'callBackNumber' and cardinality(a.streams) > 0
          or a.act = 'read' and a.what = 'people' and a.detail ? 'restricted')
        and (a.what in ('extract', 'identityFile', 'everything') or not exists (
          select from throughcare.case_row c where c.organisation = ours and c.id = any (a.streams)
            and (throughcare.may_concern(c.id) or c.restricted and not me = any (c.allowed))))
        and not exists (select from throughcare.contact_row k
          where k.organisation = ours and k.id = any (a.streams) and me = any (k.kept_from))
        and not (a.kind = 'concern' and throughcare.concern_is_about_actor(a.streams))
      order by a.at desc limit 500;
  end $$;
revoke execute on function throughcare.sensitive_reads from public;
grant execute on function throughcare.sensitive_reads to throughcare_serve;
