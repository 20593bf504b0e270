-- What is changed at the machine, where no event of a record tells it: the keys, and the whole database by a restore.
alter table throughcare.access drop constraint access_act_check;
alter table throughcare.access add constraint access_act_check
  check (act in ('read', 'changed', 'exported', 'refused'));
