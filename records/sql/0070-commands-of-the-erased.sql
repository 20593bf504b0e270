-- The fingerprint of a command says whether what somebody tries is what was said. Where the command's own id is made from a
-- reference, as that of a caseload is (version 8, RFC 9562), whoever has the keys of the service could try out who an erased
-- person was. So it goes with the record. Which command a record came by is told by the program alone, under its key.

create function throughcare.commands_by_rule(wanted uuid[]) returns table (stream uuid, here uuid, command uuid)
  language plpgsql stable security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then raise exception 'only the program itself tells which commands are whose'; end if;
    return query
      select null::uuid, null::uuid, c.id from throughcare.command c
        where c.organisation = throughcare.acting_organisation() and substring(c.id::text, 15, 1) = '8'
          and c.fingerprint <> ''
      union all
      select e.stream, e.command, null::uuid from throughcare.event e
        where e.organisation = throughcare.acting_organisation() and e.stream = any (wanted) and e.version = 1;
  end $$;

create function throughcare.blank_commands(wanted uuid[]) returns void
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  begin
    if not throughcare.acts_as_system() then
      raise exception 'only the program itself blanks commands';
    end if;
    update throughcare.command c set fingerprint = ''
      where c.organisation = throughcare.acting_organisation() and c.id = any (wanted)
        and substring(c.id::text, 15, 1) = '8';
  end $$;

revoke execute on function throughcare.commands_by_rule, throughcare.blank_commands from public;
grant execute on function throughcare.commands_by_rule, throughcare.blank_commands to throughcare_serve;
