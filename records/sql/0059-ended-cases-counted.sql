-- How many cases have ended, as far as they are not closed to whoever asks. Those to which anything of the kind holds are
-- few, and are found by case_marked.
create function throughcare.count_ended_cases(today date) returns bigint
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    ours constant uuid := throughcare.acting_organisation();
    of_all bigint;
    closed bigint;
  begin
    if not throughcare.acts_as('administrator', 'safeguarding_lead') then
      raise exception 'only somebody who answers for retention counts what has ended';
    end if;
    select count(*) into of_all from throughcare.ended_record e
      where e.organisation = ours and e.kind = 'case' and e.ended_on <= count_ended_cases.today;
    select count(*) into closed from throughcare.case_row c
      join throughcare.ended_record e on e.organisation = c.organisation and e.id = c.id
      where c.organisation = ours and (c.restricted or c.excluded <> '{}' or c.stepped_away <> '{}')
        and e.kind = 'case' and e.ended_on <= count_ended_cases.today and throughcare.closed_to_actor(c.id);
    return of_all - closed;
  end $$;
revoke execute on function throughcare.count_ended_cases from public;
grant execute on function throughcare.count_ended_cases to throughcare_serve;
