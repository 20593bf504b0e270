-- Who may see a record, said anew for all who may now look: outside partners, who work for another body and see of
-- their own referrals how far they are (E31). records/src/access/policy.ts says the same for the data layer.

-- Somebody who works in the organisation itself. An outside partner by itself is not one.
create function throughcare.works_here() returns boolean
  language sql stable parallel safe
  return cardinality(array_remove(throughcare.acting_roles(), 'outside_partner')) > 0;

do $rules$
declare
  sees_concern constant text := $$
    organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.acts_as('safeguarding_lead'))
      or raised_by = (select throughcare.acting_user()) and (select throughcare.works_here()))$$;

  rule record;
begin
  for rule in
    select * from (values ('concern', 'concern_row', sees_concern)) as r(kind, tab, condition)
  loop
    execute format('drop policy serve_reads on throughcare.%I', rule.tab);
    execute format('create policy serve_reads on throughcare.%I for select to throughcare_serve using (%s)',
      rule.tab, rule.condition);
    execute format('create or replace function throughcare.sees_%s(wanted uuid) returns boolean
      language plpgsql stable as %L', rule.kind,
      format('begin return exists (select from throughcare.%I where id = wanted and %s); end', rule.tab, rule.condition));
  end loop;
end $rules$;

create or replace function throughcare.sees_organisation(wanted uuid) returns boolean
  language sql stable
  as $$ select wanted = throughcare.acting_organisation()
    and (throughcare.acts_as_system() or throughcare.works_here()) $$;

create or replace function throughcare.may_begin(kind text) returns boolean
  language sql stable
  as $$ select throughcare.acts_as_system() or case kind
    when 'case' then throughcare.acts_as('practitioner', 'programme_lead')
    when 'contact' then throughcare.acts_as('helpline_worker') or throughcare.acting_user() = 'caller'
    -- Nothing stands between anybody who works here and a report (E34, E35).
    when 'concern' then throughcare.works_here()
    when 'group' then throughcare.acts_as('programme_lead')
    else false end $$;

-- A person sees their colleagues, and, just signed in, in which organisations they work. An outside partner has no
-- colleagues here.
drop policy serve_reads on throughcare.member;
create policy serve_reads on throughcare.member for select to throughcare_serve using (
  user_id = (select throughcare.acting_user())
  or organisation = (select throughcare.acting_organisation())
    and ((select throughcare.acts_as_system()) or (select throughcare.works_here())));

drop policy serve_reads on throughcare.programme;
create policy serve_reads on throughcare.programme for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system()) or (select throughcare.works_here())));

-- What is of the organisation itself is for those who work in it.
alter policy serve_reads on throughcare.event using (
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
      when 'organisation' then (select throughcare.works_here())
      else false end));

alter policy serve_reads on throughcare.stream using (
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
      when 'organisation' then (select throughcare.works_here())
      else false end));

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
      when 'organisation' then (select throughcare.works_here())
      else false end));

revoke execute on function throughcare.works_here from public;
grant execute on function throughcare.works_here to throughcare_serve;
