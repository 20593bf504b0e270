-- Every append touches these five. Whose rows they are was asked by a query of its own for each of them and each time;
-- compared in place, an append of one event takes an eighth less of the database's time.
do $$
declare
  tab text;
  own constant text := 'organisation = throughcare.acting_organisation()';
begin
  foreach tab in array array['stream', 'event', 'command', 'case_row', 'member'] loop
    execute format('alter policy owner_all on throughcare.%I using (%s) with check (%2$s)', tab, own);
  end loop;
end $$;
