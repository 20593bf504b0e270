-- Since this version a talk keeps its day with the handover that it was about, whoever has the case by then.
call throughcare.ask_rebuild('0076', 'given_work');
