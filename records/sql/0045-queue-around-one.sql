-- Those who wait for the programmes for which one person waits, so that their page need not read the whole queue. Asked
-- of somebody whom the asker sees: of the others it says no more than where they stand, as throughcare.queue does of whom
-- the asker does not see.
create function throughcare.queue_around(one uuid)
  returns table (case_id uuid, enrolment text, programme text, basis text, since date, status text, order_ends date)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    if not throughcare.acts_as('practitioner', 'programme_lead') or not throughcare.sees_case(queue_around.one) then
      return;
    end if;
    return query
      select case when e.case_id = queue_around.one then e.case_id end, e.enrolment, e.programme, e.basis, e.since,
          e.status, e.order_ends
        from throughcare.enrolment e
        where e.organisation = throughcare.acting_organisation()
          and e.status in
            ('awaiting_assessment', 'awaiting_allocation', 'suitable_not_ready', 'deprioritised', 'deferred')
          and e.programme in (select own.programme from throughcare.enrolment own
            where own.organisation = throughcare.acting_organisation() and own.case_id = queue_around.one
              and own.status in
                ('awaiting_assessment', 'awaiting_allocation', 'suitable_not_ready', 'deprioritised', 'deferred'))
        order by e.since, e.enrolment;
  end $$;
revoke execute on function throughcare.queue_around from public;
grant execute on function throughcare.queue_around to throughcare_serve;
