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
