-- What falls due is counted with lengths that each organisation sets for itself, and a projection is a pure function of
-- one case, which knows nothing of them. So a row says from when it counts and with which length, and the day is
-- counted when somebody asks: a length that is set anew holds at once in every case and every list, nothing has to be
-- made again for it, and no writer who saw the old length can leave a row behind that a rebuild would not make.
alter table throughcare.case_due rename column by to counts_from;
alter table throughcare.case_due
  -- '' where the day itself stands.
  add column counts_with text not null default '',
  -- How often that length; below nought counts back.
  add column times integer not null default 1,
  drop constraint case_due_pkey,
  add primary key (organisation, case_id, kind, counts_with);

-- The first of those days, which was kept a second time beside the case.
alter table throughcare.case_row drop column next_due;
create index case_by_practitioner on throughcare.case_row (organisation, practitioner, id);

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0026', 'case_row', 'case_due');
