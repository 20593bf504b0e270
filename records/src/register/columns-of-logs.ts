import { columnsOf } from './entry.ts';

const organisation = 'whose record it is';

/** The columns of what is only added to: events, who read what, seals; and of what the software needs to run. */
const access = columnsOf('access_log', 'staff', {
  organisation,
  id: 'in which order',
  at: 'when',
  user_id: 'who read it (E21)',
  act: 'whether it was read, taken out or refused',
  what: 'which page',
  kind: 'of which kind of record',
  streams: 'about whom',
  detail: 'counts and reasons, never words',
});
export const logColumns = {
  access,
  access_other: access,
  event: columnsOf('casework', 'nobody', {
    organisation,
    kind: 'of which kind of record',
    stream: 'which record',
    version: 'in which order',
    position: 'in which order over all records',
    type: 'what kind of thing happened; its fields stand in the register of its kind',
    schema: 'how its fields are read',
    occurred_on: 'when it happened',
    recorded_at: 'when we were told',
    actor: 'who told us (E21)',
    command: 'so that a form sent twice is done once',
    facts: 'coded facts, sealed; field by field in the register of its kind',
    identity: 'who somebody is, and words, sealed; field by field in the register of its kind',
    digest: 'shows whether it was altered (E21)',
  }),
  stream: columnsOf('casework', 'nobody', {
    organisation,
    id: 'which record',
    kind: 'of which kind',
    version: 'how many entries it has',
    digest: 'shows whether its last entry was altered (E21)',
  }),
  command: columnsOf('operation', 'nobody', {
    organisation,
    id: 'so that a form sent twice is done once',
    fingerprint: 'tells a form sent twice from another one',
  }),
  data_key: columnsOf('casework', 'nobody', {
    organisation,
    stream: 'which record it opens',
    kind: 'of which kind',
    purpose: 'which part of it',
    wrapped: 'opens what is sealed; destroyed, nothing does (E22)',
  }),
  root_key: columnsOf('operation', 'nobody', {
    purpose: 'what it is for',
    wrapped: 'opens the keys of records, under the master key',
  }),
  contact_code: columnsOf('contact', 'nobody', {
    organisation,
    contact: 'which contact it opens',
    prefix: 'finds it by the first letters of a code without keeping them',
    salt: 'makes equal codes look different',
    hash: 'tells a right code from a wrong one without keeping it (E4)',
    failures: 'stops somebody who guesses',
    failed_at: 'lets them try again later',
  }),
  seal: columnsOf('operation', 'nobody', {
    organisation,
    log: 'what it covers',
    number: 'in which order',
    first_id: 'from which row',
    last_id: 'to which row',
    entries: 'shows which row was altered (E21)',
    sealed_at: 'when',
    digest: 'shows whether a seal was altered',
  }),
  daily_root: columnsOf('operation', 'nobody', {
    organisation,
    number: 'in which order',
    day: 'of which day',
    content: 'what the record looked like that day, without a word of it',
    signature: 'shows whether a root was altered',
  }),
  erasure: columnsOf('operation', 'nobody', {
    organisation,
    number: 'in which order',
    stream: 'which record, without who it was about',
    content: 'that it is erased again when an older backup is restored (E22)',
    signature: 'shows whether a line was altered',
  }),
  job: columnsOf('operation', 'nobody', {
    organisation,
    kind: 'what is done in the background',
    slot: 'for which occasion',
    done_at: 'so that it is done once',
  }),
  kind: columnsOf('operation', 'nobody', {
    single: 'there is one',
    kind: 'keeps made-up people apart (E39)',
  }),
  projection: columnsOf('operation', 'nobody', {
    tab: 'which tables are made from events',
    owner: 'which column says whose row it is',
    ordinal: 'in which order they are made',
  }),
  migration: columnsOf('operation', 'nobody', {
    number: 'which step of the schema was taken',
    name: 'what it is called',
    checksum: 'shows whether the step was altered since',
    applied_at: 'when',
  }),
};
