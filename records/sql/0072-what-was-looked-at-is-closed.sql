-- A review ends an opening in an emergency: what would be read afterwards, nobody would look at (E20). Openings that an
-- earlier version let somebody review before their hours were over open nothing any longer either.
create or replace function throughcare.opened_cases() returns uuid[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return array(select o.case_id from throughcare.opening_row o
      where o.organisation = throughcare.acting_organisation() and o.opened_by = throughcare.acting_user()
        and o.review_by is not null
        and o.until > throughcare.acting_time() and throughcare.acts_as('practitioner', 'programme_lead'));
  end $$;
