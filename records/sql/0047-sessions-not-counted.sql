-- Who began a programme before the record began can come with a sum of sessions that nobody counted: the extract then
-- has an empty cell, and no nought.
alter table throughcare.spell alter column sessions_attended drop not null;
