-- Who may see a case, as far as the case itself says: open to named people alone, or not to those who are kept out
-- by name or have stepped away. Cases recorded before have nobody of either kind but the excluded.

alter table throughcare.case_row
  add column restricted boolean not null default false,
  add column allowed text[] not null default '{}',
  add column stepped_away text[] not null default '{}';
alter table throughcare.case_row
  alter column restricted drop default,
  alter column allowed drop default,
  alter column stepped_away drop default;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
