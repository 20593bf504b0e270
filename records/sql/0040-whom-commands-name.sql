-- Whom a command names has to be able to do what it gives them when it is kept, and not only when it was asked. What the
-- record says of them is held by the transaction that appends: whoever changes it, because somebody leaves or has another
-- role, waits until the command is kept; and a command that comes while that is under way waits for it and reads it anew,
-- for which its transaction has to be read committed.
create function throughcare.hold_members(users text[]) returns table (user_id text, active boolean, roles text[])
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query select m.user_id, m.active, m.roles from throughcare.member m
      where m.organisation = throughcare.acting_organisation() and m.user_id = any (hold_members.users)
      order by m.user_id for share;
  end $$;
revoke execute on function throughcare.hold_members from public;
grant execute on function throughcare.hold_members to throughcare_serve;

-- Whether a colleague may record on a case that whoever asks may record on too. Asked before a task about it is given to
-- them, since a task is seen with its case and would reach nobody else. What keeps them from it is not told.
create function throughcare.reaches(wanted uuid, colleague text) returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    ours constant uuid := throughcare.acting_organisation();
    me constant text := throughcare.acting_user();
    reached boolean;
  begin
    if not throughcare.sees('case', wanted) then return false; end if;
    perform throughcare.enter(ours, colleague, null, null);
    reached := throughcare.records_case(wanted);
    perform throughcare.enter(ours, me, null, null);
    return reached;
  end $$;
revoke execute on function throughcare.reaches from public;
grant execute on function throughcare.reaches to throughcare_serve;
