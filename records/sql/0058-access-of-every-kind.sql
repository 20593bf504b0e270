-- What somebody reads of the access log names no concern about them, whatever kind a row says. Rows of a day’s list named
-- concerns among its cases, under the kind of those; they are covered as they stand. The list is asked once a statement,
-- and not of every row.
create function throughcare.concerns_about_actor() returns uuid[]
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    return array(select c.id from throughcare.concern_row c
      where c.organisation = throughcare.acting_organisation() and throughcare.acting_user() = any (c.about));
  end $$;
revoke execute on function throughcare.concerns_about_actor from public;
grant execute on function throughcare.concerns_about_actor to throughcare_serve;

alter policy serve_reads on throughcare.access using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('auditor')) and not streams && (select throughcare.concerns_about_actor())));

-- As in sql/0028, and whatever kind a row says.
create or replace function throughcare.sensitive_reads(since timestamptz)
  returns table (at timestamptz, user_id text, what text)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  declare
    me constant text := throughcare.acting_user();
    ours constant uuid := throughcare.acting_organisation();
    about_me constant uuid[] := throughcare.concerns_about_actor();
  begin
    if not throughcare.acts_as('safeguarding_lead') then return; end if;
    return query select a.at::timestamptz, a.user_id, a.what from throughcare.access a
      where a.organisation = ours and a.at >= since and a.user_id not in (me, 'caller', 'system')
        and (a.act = 'exported' and a.what <> 'letter'
          or a.act = 'read' and a.what = 'callBackNumber' and cardinality(a.streams) > 0
          or a.act = 'read' and a.what = 'people' and a.detail ? 'restricted')
        and (a.what in ('extract', 'identityFile', 'everything') or not exists (
          select from throughcare.case_row c where c.organisation = ours and c.id = any (a.streams)
            and (throughcare.may_concern(c.id) or c.restricted and not me = any (c.allowed))))
        and not exists (select from throughcare.contact_row k
          where k.organisation = ours and k.id = any (a.streams) and me = any (k.kept_from))
        and not a.streams && about_me
      order by a.at desc limit 500;
  end $$;
