-- Who may see a case, as far as the case itself says: open to named people alone, or not to those who are kept out
-- by name or have stepped away. Cases recorded before have nobody of either kind but the excluded.

alter table throughcare.case_row
  add column restricted boolean not null default false,
  add column allowed text[] not null default '{}',
  add column stepped_away text[] not null default '{}';
alter table throughcare.case_row
  alter column restricted drop default,
  alter column allowed drop default,
  alter column stepped_away drop default;

call throughcare.make_put_projections();
call throughcare.make_rebuild();

-- A referral to a programme has the statuses of probation's own service. What was waiting waited for a place; what was
-- complete or left is called what the field calls it.
drop index throughcare.enrolment_waiting;
alter table throughcare.enrolment no force row level security;
update throughcare.enrolment
  set status = case status
    when 'waiting' then 'awaiting_allocation'
    when 'complete' then 'programme_complete'
    else 'withdrawn' end
  where status in ('waiting', 'complete', 'left');
alter table throughcare.enrolment force row level security;
create index enrolment_waiting on throughcare.enrolment (organisation, programme, since, enrolment)
  where status in ('awaiting_assessment', 'awaiting_allocation', 'suitable_not_ready', 'deprioritised', 'deferred');

drop function throughcare.queue;
create function throughcare.queue()
  returns table (case_id uuid, enrolment text, programme text, basis text, since date, status text, order_ends date)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query
      select case when throughcare.sees_case(e.case_id) then e.case_id end, e.enrolment, e.programme, e.basis, e.since,
          e.status, e.order_ends
        from throughcare.enrolment e
        where e.organisation = throughcare.acting_organisation()
          and e.status in
            ('awaiting_assessment', 'awaiting_allocation', 'suitable_not_ready', 'deprioritised', 'deferred')
          and throughcare.acts_as('practitioner', 'programme_lead')
        order by e.since, e.enrolment;
  end $$;
revoke execute on function throughcare.queue from public;
grant execute on function throughcare.queue to throughcare_serve;
