-- What pages read. Every row is a pure function of one stream's events and can be dropped and made again to the
-- same bytes: no clock, no serial of its own. Coded facts alone are in clear. Identity stays sealed in the event
-- that `identity_version` names.

create table throughcare.case_row (
  organisation uuid not null,
  id uuid not null,
  version integer not null,
  identity_version integer,
  reference text not null,
  status text not null,
  source text not null,
  stage text not null,
  referred_on date not null,
  practitioner text,
  excluded text[] not null,
  order_ends date,
  -- What the identity file for linkage says beside the name.
  sentenced_on date,
  footing text not null check (footing in ('required', 'choice', 'none')),
  children_checked_on date,
  next_due date,
  primary key (organisation, id)
);
create index case_by_practitioner on throughcare.case_row (organisation, practitioner, next_due, id);
create index case_by_status on throughcare.case_row (organisation, status, referred_on, id);
create index case_by_reference on throughcare.case_row (organisation, reference, id);

create table throughcare.case_due (
  organisation uuid not null,
  case_id uuid not null,
  kind text not null,
  by date not null,
  because text not null,
  primary key (organisation, case_id, kind)
);

-- A keyed blind index of identity: one row a token, found by a btree, because array and full-text operators
-- are not leakproof and their indexes go unused under a policy.
create table throughcare.case_token (
  organisation uuid not null,
  case_id uuid not null,
  token uuid not null,
  primary key (organisation, token, case_id)
);
create index case_token_by_case on throughcare.case_token (organisation, case_id);

create table throughcare.enrolment (
  organisation uuid not null,
  case_id uuid not null,
  enrolment text not null,
  programme text not null,
  basis text not null,
  since date not null,
  status text not null,
  group_id uuid,
  starts_on date,
  -- The day that ends it whether or not there is a place; null for what nobody ordered.
  order_ends date,
  primary key (organisation, case_id, enrolment)
);
create index enrolment_waiting on throughcare.enrolment (organisation, programme, since, enrolment)
  where status = 'waiting';

create table throughcare.contact_row (
  organisation uuid not null,
  id uuid not null,
  version integer not null,
  contact_group text not null,
  status text not null,
  opened_at timestamptz(3) not null,
  last_wrote_at timestamptz(3) not null,
  worker text,
  messages integer not null,
  replies integer not null,
  primary key (organisation, id)
);
create index contact_by_status on throughcare.contact_row (organisation, status, last_wrote_at, id);

-- No case and no contact is named here: a concern points to them under its own key alone (E6, E33).
create table throughcare.concern_row (
  organisation uuid not null,
  id uuid not null,
  version integer not null,
  status text not null,
  source text not null,
  raised_by text not null,
  raised_on date not null,
  raised_at timestamptz(3) not null,
  immediate_danger boolean not null,
  due text,
  due_by date,
  primary key (organisation, id)
);
create index concern_by_due on throughcare.concern_row (organisation, due_by, id);

create table throughcare.group_row (
  organisation uuid not null,
  id uuid not null,
  version integer not null,
  programme text not null,
  name text not null,
  lead text not null,
  status text not null,
  places integer not null,
  taken integer not null,
  sessions date[] not null,
  held integer[] not null,
  primary key (organisation, id)
);

create table throughcare.group_member (
  organisation uuid not null,
  group_id uuid not null,
  case_id uuid not null,
  enrolment text not null,
  primary key (organisation, group_id, case_id)
);
create index group_member_by_case on throughcare.group_member (organisation, case_id);

-- Sentence spells for the de-identified extract. The analyst's role reads the columns from `record` on.
create table throughcare.spell (
  organisation uuid not null,
  case_id uuid not null,
  spell integer not null,
  record text not null,
  sentenced_month text not null,
  convicted_month text,
  disposal text not null,
  term_months integer,
  requirement text not null,
  order_ended_month text,
  order_ended_how text,
  programme text,
  basis text not null,
  enrolled_month text,
  started_month text,
  completed_month text,
  left_month text,
  sessions_attended integer not null,
  primary key (organisation, case_id, spell)
);

-- Writes the rows that changed: {"case_row": {"drop": [keys], "put": [rows]}, …}. Made from the catalogue, so
-- that a later migration that adds a column only calls it again.
create procedure throughcare.make_put_projections()
  language plpgsql
  as $make$
  declare
    names constant text[] := array['organisation_row', 'member', 'programme', 'case_row', 'case_due', 'case_token',
      'enrolment', 'contact_row', 'concern_row', 'group_row', 'group_member', 'spell'];
    name text;
    keys text;
    same text;
    sets text;
    body text := '';
  begin
    foreach name in array names loop
      select string_agg(quote_ident(a.attname), ', ' order by k.n),
             string_agg(format('t.%1$I = gone.%1$I', a.attname), ' and ' order by k.n)
        into keys, same
        from pg_index i
        cross join unnest(i.indkey::int[]) with ordinality as k(attnum, n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = format('throughcare.%I', name)::regclass and i.indisprimary;
      select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' order by a.attnum)
        into sets
        from pg_attribute a
        where a.attrelid = format('throughcare.%I', name)::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname <> all (string_to_array(keys, ', '));
      body := body || format($part$
    if changes ? %1$L then
      delete from throughcare.%2$I t
        using jsonb_populate_recordset(null::throughcare.%2$I, changes -> %1$L -> 'drop') gone where %3$s;
      insert into throughcare.%2$I
        select * from jsonb_populate_recordset(null::throughcare.%2$I, changes -> %1$L -> 'put')
        on conflict (%4$s) do %5$s;
    end if;$part$, name, name, same, keys, coalesce('update set ' || sets, 'nothing'));
    end loop;
    execute format($function$
      create or replace function throughcare.put_projections(changes jsonb) returns void
        language plpgsql
        as $body$ begin %s end $body$$function$, body);
  end $make$;

call throughcare.make_put_projections();
