-- Nearer ways to what is asked often; and rebuilds that a step of the database asks for.

-- A step that changes what projections hold names them here, and they are made again beside the service as soon as the
-- record is opened. Asked for as a job, whose occasion is the step and the table: it is done in the same transaction
-- that takes the new rows over, so a rebuild that was killed half way is still asked for.
create procedure throughcare.ask_rebuild(step text, variadic tabs text[])
  language plpgsql
  as $$
  declare
    one uuid;
    unknown text;
  begin
    select t into unknown from unnest(tabs) t where not exists (select from throughcare.projection p where p.tab = t);
    if found then raise exception '% is not a projection', unknown; end if;
    for one in select o.organisation from throughcare.organisation_row o loop
      perform set_config('throughcare.organisation', one::text, true);
      insert into throughcare.job (organisation, kind, slot)
        select one, 'rebuild', ask_rebuild.step || ' ' || t from unnest(tabs) t on conflict do nothing;
    end loop;
    perform set_config('throughcare.organisation', '', true);
  end $$;
revoke execute on procedure throughcare.ask_rebuild from public;

-- Steps 13 to 22 changed what these hold and could not ask.
call throughcare.ask_rebuild('0023', 'case_row', 'case_due', 'enrolment', 'contact_row', 'concern_row', 'group_row',
  'group_member', 'group_session', 'spell', 'team', 'team_member', 'cover', 'setting', 'unanswered', 'kept_apart',
  'opening_row');

-- What one person read: the auditor's question.
create index access_by_user on throughcare.access (organisation, user_id, at desc);

-- The usual one of all that throughcare.records_case allows: somebody's own case that is not restricted. Asking for
-- every tie took longer than writing the row; whoever is not let in here is asked for all of them, as before.
create function throughcare.records_own_case(wanted uuid) returns boolean
  language plpgsql stable
  as $$
  declare
    me constant text := throughcare.acting_user();
    found_case record;
  begin
    select c.practitioner, c.restricted, c.excluded, c.stepped_away into found_case from throughcare.case_row c
      where c.organisation = throughcare.acting_organisation() and c.id = wanted;
    return found and coalesce(found_case.practitioner = me, false) and throughcare.acts_as('practitioner')
      and not found_case.restricted and not me = any (found_case.excluded) and not me = any (found_case.stepped_away);
  end $$;
revoke execute on function throughcare.records_own_case from public;

create or replace function throughcare.append_one(
    organisation uuid, acting_user text, contact uuid, command uuid, fingerprint bytea,
    kind text, stream uuid, expected integer, type text, schema integer, occurred date, recorded timestamptz,
    command_here uuid, facts bytea, identity bytea, digest bytea, projections jsonb)
  returns boolean
  language plpgsql security definer set search_path = throughcare, pg_temp
  as $$
  declare
    added integer;
  begin
    perform throughcare.enter(append_one.organisation, append_one.acting_user, null, append_one.contact);
    if not (append_one.kind = 'case' and throughcare.records_own_case(append_one.stream)
        or throughcare.sees(append_one.kind, append_one.stream)) then
      return false;
    end if;
    with head as (
        update throughcare.stream s set version = s.version + 1, digest = append_one.digest
          where s.organisation = append_one.organisation and s.id = append_one.stream
            and s.kind = append_one.kind and s.version = append_one.expected
          returning s.version
      ), done as (
        insert into throughcare.command (organisation, id, fingerprint)
          select append_one.organisation, append_one.command, append_one.fingerprint from head
      )
      insert into throughcare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
          command, facts, identity, digest)
        select append_one.organisation, append_one.kind, append_one.stream, head.version, append_one.type,
            append_one.schema, append_one.occurred, append_one.recorded, append_one.acting_user,
            append_one.command_here, append_one.facts, append_one.identity, append_one.digest
          from head;
    get diagnostics added = row_count;
    if added = 0 then return false; end if;
    perform throughcare.put_projections(append_one.projections);
    return true;
  end $$;

-- Heads, and the row of a case, change with every entry: with room beside them they are written on their own page, and
-- no index is touched.
alter table throughcare.stream set (fillfactor = 85);
alter table throughcare.case_row set (fillfactor = 85);
