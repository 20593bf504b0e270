-- Since this version whoever a concern is about has no part in it: what they decided or reviewed falls away, and it is
-- due again (E7). Where such a thing stands in a record of before, what its concern waits for is made anew.
call throughcare.ask_rebuild('0061', 'concern_row');
