/** What becomes of a table of the schema when an organisation leaves. */
export type Leaves =
  /** What it holds is in these files. */
  | { readonly files: readonly string[] }
  /** It is made from what is in the files; an import makes it again. */
  | { readonly madeFrom: string }
  /** It is left out: what it is, for whoever opens the export, and why it stays. */
  | { readonly leftOut: string; readonly why: string };

const eventFiles = ['organisation', 'group', 'case', 'contact', 'concern', 'opening'].flatMap(kind => [
  `${kind}.jsonl`,
  `${kind}.csv`,
]);
const events: Leaves = { files: eventFiles };
const access: Leaves = { files: ['access.jsonl'] };
const from = (kind: string): Leaves => ({ madeFrom: `${kind}.jsonl` });
const own = (leftOut: string, why: string): Leaves => ({ leftOut, why });

const keys = own(
  'keys',
  'They open what is sealed here. The files hold it opened, and the record that takes them in makes keys of its own.',
);
const software = own(
  'what the software needs to run',
  'It says nothing of anybody and nothing of the service.',
);

/**
 * For every table of the schema where it goes when an organisation leaves (E42). A test holds it against the schema: a table
 * that is in neither fails it.
 */
export const tables: Readonly<Record<string, Leaves>> = {
  event: events,
  access,
  access_other: access,
  erasure: { files: ['erased.jsonl'] },
  daily_root: { files: ['roots.jsonl', 'roots-key.pem'] },

  stream: { madeFrom: eventFiles.filter(name => name.endsWith('.jsonl')).join(', ') },
  ended_record: { madeFrom: 'case.jsonl, contact.jsonl, concern.jsonl, group.jsonl, opening.jsonl' },
  organisation_row: from('organisation'),
  member: from('organisation'),
  programme: from('organisation'),
  team: from('organisation'),
  team_member: from('organisation'),
  cover: from('organisation'),
  setting: from('organisation'),
  unanswered: from('organisation'),
  kept_apart: from('organisation'),
  case_row: from('case'),
  case_due: from('case'),
  case_token: from('case'),
  enrolment: from('case'),
  equality: from('case'),
  given_work: from('case'),
  letter: from('case'),
  referral_sent: from('case'),
  spell: from('case'),
  contact_row: from('contact'),
  concern_row: from('concern'),
  concern_tie: from('concern'),
  group_row: from('group'),
  group_member: from('group'),
  group_session: from('group'),
  opening_row: from('opening'),

  call_back_number: own(
    'numbers of callers who wait for a call',
    'A caller was told that their number is destroyed after the call (E4). A file cannot destroy itself, so none leaves. Ring ' +
      'them before you move. Where a concern is open and the number may be the only way to somebody, let the helpline worker ' +
      'of the contact ring, and let what must not be lost be written down in the concern.',
  ),
  contact_code: own(
    'codes by which callers come back',
    'Only their hashes are kept, under a key that never leaves this record, so no file can carry them. Callers cannot come ' +
      'back to the new service with their code: answer who waits, and tell them there how to write anew.',
  ),
  slip: own(
    'slips that nobody brought yet',
    'Only the code that the caller holds opens one, and after four weeks it is gone. What was brought is in case.jsonl.',
  ),
  draft: own(
    'notes that wait for a second look',
    'A note is not record before its writer settles it; until then it is open to nobody else, and after 14 days it is gone. ' +
      'Let writers settle theirs before you move.',
  ),

  data_key: keys,
  root_key: keys,
  wrapping_mark: keys,
  command: own(
    'marks of commands that were sent',
    'They keep a form that is sent twice from being done twice, here.',
  ),
  seal: own(
    'seals over the entries and the access log',
    'They are made with a key that never leaves this record, so nobody outside can check them. The daily roots that take them ' +
      'up are signed and can be checked: roots.jsonl.',
  ),
  job: software,
  kind: own('whether everybody here is made up', 'The first entry of organisation.jsonl says it.'),
  migration: software,
  projection: software,
};

/** What is in no table of the record, and does not leave with it either. */
export const besides: readonly { readonly leftOut: string; readonly why: string }[] = [
  {
    leftOut: 'accounts and passwords of sign-in',
    why: 'They are of this installation. Who works there, with which roles, is in organisation.jsonl; "throughcare sign-in" gives each an account anew.',
  },
  {
    leftOut: 'studies, plans and extracts',
    why:
      'They are files and no record. Copy the folders analysis, study-desk, plans-tried and plans-fitted of the data folder; ' +
      'the ledger of studies lies in them.',
  },
];
