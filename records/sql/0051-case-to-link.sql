-- The case that a decider links a concern to (E6), by its reference: one that they see. An administrator sees none; where
-- they take up a concern because it is about every safeguarding lead, they learn whether there is a case of that name, and
-- nothing of it. For whoever else does not see the case, and for a concern that is not theirs, there is none.
create function throughcare.case_to_link(concern uuid, wanted text) returns uuid
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
    stands_in constant boolean := throughcare.acts_as('administrator') and exists (
      select from throughcare.concern_row c
        where c.organisation = acting and c.id = case_to_link.concern
          and not exists (select from throughcare.member m
            where m.organisation = acting and m.active and 'safeguarding_lead' = any (m.roles)
              and not m.user_id = any (c.about)));
  begin
    if not throughcare.sees_concern(case_to_link.concern) then return null; end if;
    return (select c.id from throughcare.case_row c
      where c.organisation = acting and c.reference = case_to_link.wanted
        and (stands_in or throughcare.sees_case(c.id))
      order by c.id limit 1);
  end $$;
revoke execute on function throughcare.case_to_link from public;
grant execute on function throughcare.case_to_link to throughcare_serve;
