-- An opening in an emergency is looked at afterwards by a safeguarding lead, never by whoever opened it or by one whom it may
-- concern. Where that leaves none, as in a house with one lead who opened it, an auditor looks at it: they see every
-- opening as it is.
create function throughcare.leads_may_review(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return exists (select from throughcare.opening_row o
      join throughcare.member m on m.organisation = o.organisation
        and m.active and 'safeguarding_lead' = any (m.roles) and m.user_id <> o.opened_by
      left join throughcare.case_row c on c.organisation = o.organisation and c.id = o.case_id
      where o.organisation = throughcare.acting_organisation() and o.id = wanted
        and (c.id is null or c.practitioner is distinct from m.user_id
          and not m.user_id = any (c.excluded || c.stepped_away)));
  end $$;

-- Who may add to an opening: whoever opened it may close it, a lead may do both, and an auditor where no lead may review.
create function throughcare.records_opening(wanted uuid) returns boolean
  language plpgsql stable
  as $$
  begin
    return throughcare.sees_opening(wanted)
      and (throughcare.acts_as('safeguarding_lead') or not throughcare.leads_may_review(wanted)
        or exists (select from throughcare.opening_row o
          where o.organisation = throughcare.acting_organisation() and o.id = wanted
            and o.opened_by = throughcare.acting_user()));
  end $$;

create or replace function throughcare.sees(kind text, wanted uuid) returns boolean
  language plpgsql stable
  as $$ begin return case kind
    when 'case' then throughcare.records_case(wanted)
    when 'contact' then throughcare.sees_contact(wanted)
    when 'concern' then throughcare.sees_concern(wanted)
    when 'group' then throughcare.sees_group(wanted)
    when 'organisation' then throughcare.sees_organisation(wanted)
    when 'opening' then throughcare.records_opening(wanted)
    else false end; end $$;

revoke execute on function throughcare.leads_may_review, throughcare.records_opening from public;
grant execute on function throughcare.leads_may_review to throughcare_serve;
