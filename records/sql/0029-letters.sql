-- Letters that were issued, as somebody who holds one can check it (E38): a keyed mark, and whether it was withdrawn.
-- Nothing here says whose letter it is to anybody without the key, and nobody reads a row: a function answers for one mark.
create table throughcare.letter (
  organisation uuid not null,
  case_id uuid not null,
  mark uuid not null,
  withdrawn boolean not null,
  primary key (organisation, case_id, mark)
);
create index letter_by_mark on throughcare.letter (mark);
insert into throughcare.projection (ordinal, tab, owner) values (290, 'letter', 'case_id');

alter table throughcare.letter enable row level security, force row level security;
create policy owner_all on throughcare.letter to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
-- Whoever holds a letter need not know which organisation of this service issued it.
create policy owner_checks on throughcare.letter for select to current_user using (true);
create policy serve_reads on throughcare.letter for select to throughcare_serve using (false);

create function throughcare.letter_standing(wanted uuid) returns text
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select coalesce((select case when l.withdrawn then 'withdrawn' else 'genuine' end
      from throughcare.letter l where l.mark = wanted order by l.withdrawn desc limit 1), 'not_known')
  $$;
revoke execute on function throughcare.letter_standing from public;
grant execute on function throughcare.letter_standing to throughcare_serve;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
