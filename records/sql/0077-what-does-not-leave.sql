-- An organisation that leaves takes with it what is record. What is sealed from everybody but its writer or its caller, or
-- is to be destroyed in its time, stays: how much of it waits is counted, so that nobody finds out afterwards.
create function throughcare.count_left_out() returns table (tab text, n bigint)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself counts what does not leave'; end if;
    return query
      select 'draft', count(*) from throughcare.draft d where d.organisation = acting
      union all select 'call_back_number', count(*) from throughcare.call_back_number c where c.organisation = acting
      union all select 'contact_code', count(*) from throughcare.contact_code c where c.organisation = acting
      union all select 'slip', count(*) from throughcare.slip s where s.organisation = acting;
  end $$;
revoke execute on function throughcare.count_left_out from public;
grant execute on function throughcare.count_left_out to throughcare_serve;
