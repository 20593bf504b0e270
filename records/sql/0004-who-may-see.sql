-- Row-level security, the same rules that records/src/access/policy.ts holds for the data layer; a property test
-- holds one against the other. Settings are read in a sub-select, once a statement. Each rule is written once:
-- as the policy of its table, and as a function that `append` asks, which runs as the owner of the tables.

do $rules$
declare
  own_organisation constant text := $$organisation = (select throughcare.acting_organisation())$$;

  -- A practitioner sees their own people, those waiting for triage, and those in a group that they lead.
  sees_case constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system())
      or not ((select throughcare.acting_user()) = any (excluded))
      and ((select throughcare.acts_as('programme_lead', 'safeguarding_lead'))
        or (select throughcare.acts_as('practitioner'))
          and (practitioner = (select throughcare.acting_user())
            or status in ('referred', 'accepted')
            or id = any (array(
              select m.case_id from throughcare.group_member m
                join throughcare.group_row g on g.organisation = m.organisation and g.id = m.group_id
                where g.organisation = (select throughcare.acting_organisation())
                  and g.lead = (select throughcare.acting_user()))))
        or (select throughcare.acts_as('administrator'))
          and (select throughcare.acting_purpose()) = 'identity_file'))$$;

  sees_contact constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('helpline_worker'))
      or id = (select throughcare.acting_contact()))$$;

  -- Open to its deciders alone: the safeguarding leads, and whoever raised it, in any role.
  sees_concern constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('safeguarding_lead'))
      or raised_by = (select throughcare.acting_user())
        and cardinality((select throughcare.acting_roles())) > 0)$$;

  sees_group constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('practitioner', 'programme_lead')))$$;

  rule record;
begin
  for rule in
    select * from (values
      ('case', 'case_row', sees_case),
      ('contact', 'contact_row', sees_contact),
      ('concern', 'concern_row', sees_concern),
      ('group', 'group_row', sees_group)) as r(kind, tab, condition)
  loop
    execute format('alter table throughcare.%I enable row level security, force row level security', rule.tab);
    execute format('create policy owner_all on throughcare.%I to current_user using (%s) with check (%2$s)',
      rule.tab, own_organisation);
    execute format('create policy serve_reads on throughcare.%I for select to throughcare_serve using (%s)',
      rule.tab, rule.condition);
    execute format('create function throughcare.sees_%s(wanted uuid) returns boolean language plpgsql stable as %L',
      rule.kind,
      format('begin return exists (select from throughcare.%I where id = wanted and %s); end', rule.tab, rule.condition));
    execute format('grant select on throughcare.%I to throughcare_serve', rule.tab);
  end loop;

  -- What hangs on a case or a group is seen with it.
  for rule in
    select * from (values
      ('case_due', 'case_row', 'case_id'),
      ('case_token', 'case_row', 'case_id'),
      ('enrolment', 'case_row', 'case_id'),
      ('group_member', 'group_row', 'group_id')) as r(tab, parent, via)
  loop
    execute format('alter table throughcare.%I enable row level security, force row level security', rule.tab);
    execute format('create policy owner_all on throughcare.%I to current_user using (%s) with check (%2$s)',
      rule.tab, own_organisation);
    execute format($policy$create policy serve_reads on throughcare.%1$I for select to throughcare_serve using (
      organisation = (select throughcare.acting_organisation())
      and exists (select from throughcare.%2$I p where p.organisation = %1$I.organisation and p.id = %1$I.%3$I))$policy$,
      rule.tab, rule.parent, rule.via);
    execute format('grant select on throughcare.%I to throughcare_serve', rule.tab);
  end loop;

  -- The extract: the analyst's role and nobody else, and not the column that says whose row it is.
  execute 'alter table throughcare.spell enable row level security, force row level security';
  execute format('create policy owner_all on throughcare.spell to current_user using (%s) with check (%1$s)',
    own_organisation);
  execute format('create policy analyst_reads on throughcare.spell for select to throughcare_analyst using (%s)',
    own_organisation);
  execute format('create policy system_reads on throughcare.spell for select to throughcare_serve
    using (%s and (select throughcare.acts_as_system()))', own_organisation);

  for rule in select unnest(array['stream', 'event', 'command', 'data_key']) as tab loop
    execute format('alter table throughcare.%I enable row level security, force row level security', rule.tab);
    execute format('create policy owner_all on throughcare.%I to current_user using (%s) with check (%2$s)',
      rule.tab, own_organisation);
  end loop;
end $rules$;

-- Which organisations there are, asked of the record and not of a projection: for checking and rebuilding.
create policy owner_finds_organisations on throughcare.stream for select to current_user
  using (kind = 'organisation' and throughcare.acts_as_system());
create function throughcare.organisation_ids() returns setof uuid
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$ select s.organisation from throughcare.stream s
    where s.kind = 'organisation' and throughcare.acts_as_system() order by 1 $$;

grant select on throughcare.spell to throughcare_serve;
grant select (organisation, spell, record, sentenced_month, convicted_month, disposal, term_months, requirement,
  order_ended_month, order_ended_how, programme, basis, enrolled_month, started_month, completed_month, left_month,
  sessions_attended) on throughcare.spell to throughcare_analyst;

create function throughcare.sees_organisation(wanted uuid) returns boolean
  language sql stable
  as $$ select wanted = throughcare.acting_organisation()
    and (throughcare.acts_as_system() or cardinality(throughcare.acting_roles()) > 0) $$;

create function throughcare.sees(kind text, wanted uuid) returns boolean
  language plpgsql stable
  as $$ begin return case kind
    when 'case' then throughcare.sees_case(wanted)
    when 'contact' then throughcare.sees_contact(wanted)
    when 'concern' then throughcare.sees_concern(wanted)
    when 'group' then throughcare.sees_group(wanted)
    when 'organisation' then throughcare.sees_organisation(wanted)
    else false end; end $$;

-- Who may begin a stream of a kind. Which command of it, policy.ts says.
create function throughcare.may_begin(kind text) returns boolean
  language sql stable
  as $$ select throughcare.acts_as_system() or case kind
    when 'case' then throughcare.acts_as('practitioner', 'programme_lead')
    when 'contact' then throughcare.acts_as('helpline_worker') or throughcare.acting_user() = 'caller'
    -- Nothing stands between anybody who works here and a report (E34, E35).
    when 'concern' then cardinality(throughcare.acting_roles()) > 0
    when 'group' then throughcare.acts_as('programme_lead')
    else false end $$;

-- An event is seen with its stream. The auditor sees that it happened, and has no key to what it says. A note is
-- seen by the person's own practitioner alone.
create policy serve_reads on throughcare.event for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('auditor'))
    or case kind
      when 'case' then exists (
        select from throughcare.case_row p where p.organisation = event.organisation and p.id = event.stream
          and (event.type not in ('note_written', 'corrected:note_written')
            or p.practitioner = (select throughcare.acting_user()) and (select throughcare.acts_as('practitioner'))))
      when 'contact' then exists (
        select from throughcare.contact_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'concern' then exists (
        select from throughcare.concern_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'group' then exists (
        select from throughcare.group_row p where p.organisation = event.organisation and p.id = event.stream)
      when 'organisation' then cardinality((select throughcare.acting_roles())) > 0
      else false end));

create policy serve_reads on throughcare.stream for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('auditor'))
    or case kind
      when 'case' then exists (
        select from throughcare.case_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'contact' then exists (
        select from throughcare.contact_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'concern' then exists (
        select from throughcare.concern_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'group' then exists (
        select from throughcare.group_row p where p.organisation = stream.organisation and p.id = stream.id)
      when 'organisation' then cardinality((select throughcare.acting_roles())) > 0
      else false end));

-- Keys are what makes a row readable, and the auditor sees none. The administrator, making the identity file,
-- gets the key of identity and not of facts.
create policy serve_reads on throughcare.data_key for select to throughcare_serve using (
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
      when 'organisation' then cardinality((select throughcare.acting_roles())) > 0
      else false end));

alter table throughcare.root_key enable row level security, force row level security;
create policy owner_all on throughcare.root_key to current_user using (true) with check (true);
create policy serve_reads on throughcare.root_key for select to throughcare_serve using (true);

grant select on throughcare.stream, throughcare.event, throughcare.data_key, throughcare.root_key to throughcare_serve;
