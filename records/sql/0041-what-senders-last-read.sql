-- A referral that is restricted to others, or whose sender is kept out of it, stays in the sender's list as they last read
-- it, and nothing of it changes any more. That it left the list told them that something had been done, and when.
alter policy serve_reads on throughcare.referral_sent using (
  organisation = (select throughcare.acting_organisation())
  and ((select throughcare.acts_as_system())
    or (select throughcare.acts_as('outside_partner')) and sent_by = (select throughcare.acting_user())));
alter table throughcare.referral_sent drop column open_to_sender;
call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0041', 'referral_sent');
