-- The helpline desk shows who waits, and of the others those who wrote last: found in their order, and not among all.
create index contact_wrote_last on throughcare.contact_row (organisation, last_wrote_at desc, id)
  where status <> 'waiting';

-- Where everybody stands who waits, for whoever works with the queue, each under a word that tells them apart and not who
-- it is. Whose word it is the asker finds in throughcare.enrolment, of which row-level security shows those whom they see:
-- asked of everybody in turn, that took most of the time of the page.
create function throughcare.standing_word(case_id uuid, enrolment text) returns text
  language sql immutable parallel safe
  return md5(case_id::text || ' ' || enrolment);
revoke execute on function throughcare.standing_word from public;
grant execute on function throughcare.standing_word to throughcare_serve;

drop function throughcare.queue;
create function throughcare.queue_standing()
  returns table (word text, enrolment text, programme text, basis text, since date, status text, order_ends date)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query
      select throughcare.standing_word(e.case_id, e.enrolment), e.enrolment, e.programme, e.basis, e.since, e.status,
          e.order_ends
        from throughcare.enrolment e
        where e.organisation = throughcare.acting_organisation()
          and e.status in
            ('awaiting_assessment', 'awaiting_allocation', 'suitable_not_ready', 'deprioritised', 'deferred')
          and throughcare.acts_as('practitioner', 'programme_lead')
        order by e.since, e.enrolment;
  end $$;
revoke execute on function throughcare.queue_standing from public;
grant execute on function throughcare.queue_standing to throughcare_serve;
