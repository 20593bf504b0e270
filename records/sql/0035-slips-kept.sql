-- What somebody brings on a slip is kept in their case (E6), where it used to be shown once and kept nowhere. It is looked
-- at first, and used up in the transaction that keeps it: a slip that could not be kept stays good.
create function throughcare.look_at_slip(token uuid, today date) returns bytea
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select s.sealed from throughcare.slip s
      where s.organisation = throughcare.acting_organisation() and s.token = look_at_slip.token
        and s.expires_on >= look_at_slip.today and throughcare.acts_as('practitioner', 'programme_lead')
  $$;
revoke execute on function throughcare.look_at_slip from public;
grant execute on function throughcare.look_at_slip to throughcare_serve;

-- Slips given until now were given under words that said nothing of keeping. Nobody needs one: they go.
truncate throughcare.slip;
