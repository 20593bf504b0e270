-- A link is recorded by whoever may find the case (sql/0051), and by nobody who came upon its id elsewhere: asked again where
-- the link is written, so that no page and no import has to remember it.
create function throughcare.may_link(concern uuid, wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
  begin
    return throughcare.acts_as_system() or throughcare.sees_concern(may_link.concern)
      and (throughcare.sees_case(wanted)
        or throughcare.acts_as('administrator') and exists (
          select from throughcare.concern_row c
            where c.organisation = acting and c.id = may_link.concern
              and not exists (select from throughcare.member m
                where m.organisation = acting and m.active and 'safeguarding_lead' = any (m.roles)
                  and not m.user_id = any (c.about))));
  end $$;

create or replace function throughcare.case_to_link(concern uuid, wanted text) returns uuid
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return (select c.id from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.reference = case_to_link.wanted
        and throughcare.may_link(case_to_link.concern, c.id)
      order by c.id limit 1);
  end $$;

-- As in sql/0027, and for those cases alone that whoever acts may link.
create function throughcare.hold_for_link(concern uuid, wanted uuid[]) returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    acting constant uuid := throughcare.acting_organisation();
  begin
    perform pg_advisory_xact_lock_shared(hashtext('throughcare.erasing'), hashtext(acting::text));
    return not exists (select from unnest(wanted) w
      where not throughcare.may_link(hold_for_link.concern, w)
        or not exists (select from throughcare.data_key k
          where k.organisation = acting and k.stream = w and k.kind = 'case'));
  end $$;

drop function throughcare.hold_for_link(uuid[]);
revoke execute on function throughcare.may_link, throughcare.hold_for_link from public;
grant execute on function throughcare.hold_for_link to throughcare_serve;
