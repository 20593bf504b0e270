-- The desk says at what hour somebody is to be rung, not only on which day: 'HH:MM' each, in Europe/London.
alter table throughcare.contact_row
  add column call_back_from text,
  add column call_back_until text;

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0030', 'contact_row');
