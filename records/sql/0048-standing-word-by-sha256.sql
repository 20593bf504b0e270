-- The word of sql/0046 by SHA-256: a PostgreSQL that keeps to FIPS refuses MD5, and the waiting list with it.
create or replace function throughcare.standing_word(case_id uuid, enrolment text) returns text
  language sql stable parallel safe
  return encode(sha256(convert_to(case_id::text || ' ' || enrolment, 'utf8')), 'hex');
