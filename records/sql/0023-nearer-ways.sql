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
