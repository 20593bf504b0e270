-- Everybody who waits for a place, because the earliest place of one depends on those before them. Who they are
-- is given only where the asker may see them.
create function throughcare.queue()
  returns table (case_id uuid, enrolment text, programme text, basis text, since date, order_ends date)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query
      select case when throughcare.sees_case(e.case_id) then e.case_id end, e.enrolment, e.programme, e.basis, e.since,
          e.order_ends
        from throughcare.enrolment e
        where e.organisation = throughcare.acting_organisation() and e.status = 'waiting'
          and throughcare.acts_as('practitioner', 'programme_lead')
        order by e.since, e.enrolment;
  end $$;
revoke execute on function throughcare.queue from public;
grant execute on function throughcare.queue to throughcare_serve;
