-- Since this version what is told of a child after two decided not to share it makes them decide anew, and what is told after
-- an authority was told is due to be told to them too (E7, E34). What a concern of before waits for is made anew.
call throughcare.ask_rebuild('0078', 'concern_row');
