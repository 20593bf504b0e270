-- Two concerns on one child say so in both, where nobody who works here is one whom the other is about. Where that is learned
-- afterwards, the one of the two that they may see would tell them of the other by the entry that joined them (E7, E20). The
-- entry stands, sealed, and is verified as any; it is closed to whom the other is about, as the other is.
create table throughcare.concern_tie (
  organisation uuid not null,
  concern uuid not null,
  -- The version of the entry that joins the two or parts them, or puts such an entry right.
  entry integer not null,
  other uuid not null,
  primary key (organisation, concern, entry)
);
insert into throughcare.projection (ordinal, tab, owner) values (790, 'concern_tie', 'concern');

-- Nobody reads it but the program itself: what it says stands in the concern, for those who see both.
alter table throughcare.concern_tie enable row level security, force row level security;
create policy owner_all on throughcare.concern_tie to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_reads on throughcare.concern_tie for select to throughcare_serve using (
  organisation = (select throughcare.acting_organisation()) and (select throughcare.acts_as_system()));
grant select on throughcare.concern_tie to throughcare_serve;

-- Who passed a concern on or reported it, so that the board reminds of their own duty whoever has not (E35).
alter table throughcare.concern_row add column passed_on_by text[] not null default '{}';

call throughcare.make_put_projections();
call throughcare.make_rebuild();
call throughcare.ask_rebuild('0079', 'concern_tie', 'concern_row');

create function throughcare.joins_what_is_about_actor(concern uuid, entry integer) returns boolean
  language sql stable security definer set search_path = throughcare, pg_temp
  as $$
    select exists (select from throughcare.concern_tie t
      where t.organisation = throughcare.acting_organisation() and t.concern = $1 and t.entry = $2
        and throughcare.concern_is_about_actor(array[t.other]))
  $$;
revoke execute on function throughcare.joins_what_is_about_actor from public;
grant execute on function throughcare.joins_what_is_about_actor to throughcare_serve;

-- Restrictive: no other policy can let them through. Asked of these few entries alone, and of no other.
create policy joined_apart on throughcare.event as restrictive for select to throughcare_serve using (
  type not in ('joined', 'corrected:joined', 'retracted:joined', 'unjoined', 'corrected:unjoined', 'retracted:unjoined')
  or (select throughcare.acts_as_system())
  or not throughcare.joins_what_is_about_actor(stream, version));
