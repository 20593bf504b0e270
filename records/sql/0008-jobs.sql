-- Background work: one row a piece, one owner each. `slot` names the occasion ('2026-11-24'), so that two
-- processes that both think of it make one row.

create table throughcare.job (
  organisation uuid not null,
  kind text not null,
  slot text not null,
  done_at timestamptz(3),
  primary key (organisation, kind, slot)
);

alter table throughcare.job enable row level security, force row level security;
create policy owner_all on throughcare.job to current_user
  using (organisation = (select throughcare.acting_organisation()))
  with check (organisation = (select throughcare.acting_organisation()));
create policy serve_all on throughcare.job to throughcare_serve
  using (organisation = (select throughcare.acting_organisation()) and (select throughcare.acts_as_system()))
  with check (organisation = (select throughcare.acting_organisation()) and (select throughcare.acts_as_system()));
grant select, insert, update, delete on throughcare.job to throughcare_serve;
