-- Since this version what is told of a child after two decided not to share it makes them decide anew, and what is told after
-- an authority was told is due to be told to them too (E7, E34). What a concern of before waits for is made anew.
call throughcare.ask_rebuild('0078', 'concern_row');

-- A check on the children around a person falls due again also when they come out of custody or go in, and when a condition
-- about children or about where they live is set or ends (E33).
call throughcare.ask_rebuild('0078', 'case_due');
