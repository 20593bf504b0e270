-- What is due is made again from when things were told: a prompt, a change around children, or a move, that was told after
-- somebody had asked, checked or notified, for a day before that, was left out.
call throughcare.ask_rebuild('0056', 'case_due');
