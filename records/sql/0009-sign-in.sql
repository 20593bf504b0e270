-- Sign-in keeps its tables in a schema of its own, under a role of its own, and neither sees the record.
create schema auth;
grant usage, create on schema auth to throughcare_auth;
