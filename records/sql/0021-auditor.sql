-- What an auditor asks by: the case that a reference names, found for nobody who is kept out of it by name, and in such
-- a way that they cannot tell it from one that is not there. It opens nothing: they have no key to a case.
create function throughcare.find_for_audit(wanted text) returns uuid
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return (select c.id from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.reference = find_for_audit.wanted
        and throughcare.acts_as('auditor')
        and not throughcare.acting_user() = any (c.excluded || c.stepped_away)
      order by c.id limit 1);
  end $$;

-- What ties whoever acts to a case at this moment, noted beside their reading of it: who carries a case, who covers and
-- who leads its group all change, and nobody could say later what held when it was read (E20, E21). The nearest tie
-- alone; 'role' is none of them: a lead, who sees every case by role. Null for whoever does not see the case.
create function throughcare.tie_to_case(wanted uuid) returns text
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    today constant date := (throughcare.acting_time() at time zone 'Europe/London')::date;
    me constant text := throughcare.acting_user();
    carrier text;
    stands text;
  begin
    if not throughcare.sees_case(wanted) then return null; end if;
    select c.practitioner, c.status into carrier, stands from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.id = wanted;
    return case
      when carrier = me then 'own'
      when carrier = any (throughcare.carries()) then 'covered'
      when wanted = any (throughcare.led_cases()) then 'group'
      when exists (select from throughcare.team_member a
        join throughcare.team_member b on b.organisation = a.organisation and b.team = a.team
        where a.organisation = throughcare.acting_organisation() and a.user_id = me and b.user_id = carrier
          and today >= a.since and (a.until is null or today < a.until)
          and today >= b.since and (b.until is null or today < b.until)) then 'team'
      when stands in ('referred', 'accepted') then 'triage'
      when wanted = any (throughcare.opened_cases()) then 'emergency'
      else 'role' end;
  end $$;

revoke execute on function throughcare.find_for_audit, throughcare.tie_to_case from public;
grant execute on function throughcare.find_for_audit, throughcare.tie_to_case to throughcare_serve;
