-- Since this version a concern answers what was known to whoever raised it: what a caller told and was put right only
-- afterwards is looked at again (E8, E33). Who is asked to look is made anew.
call throughcare.ask_rebuild('0062', 'contact_row');
