import { correctionReasons, londonDay, sayDay } from '@throughcare/pathway';

/** What stands beside an export, for whoever opens it without this program. */
export function readme(organisation: string, at: number): string {
  const reasons = Object.entries(correctionReasons)
    .map(([code, { words }]) => `\`${code}\`, ${words.toLowerCase()}`)
    .join('; ');
  return `# Everything that one organisation recorded

Taken out of Throughcare on ${sayDay(londonDay(at))}. Organisation ${organisation}.

**These files are open: they hold names, and what people said, about children too.** Keep them as you keep the record.

| file | what |
|---|---|
| \`organisation.jsonl\` | who works there, with which roles, programmes, settings |
| \`group.jsonl\` | groups, their members and registers |
| \`case.jsonl\` | people on the caseload |
| \`contact.jsonl\` | anonymous contacts with the helpline |
| \`concern.jsonl\` | concerns about children |
| \`opening.jsonl\` | cases that were opened in an emergency |
| the same as \`.csv\` | the same rows as a table (RFC 4180, UTF-8); facts and sealed words as JSON in a cell |
| \`access.jsonl\` | who was shown what, and when; never what stood there |
| \`erased.jsonl\` | which records were erased, when and on what ground; nothing else is left of them |
| \`SHA256SUMS\` | the hash of each file: \`sha256sum --check SHA256SUMS\` |

One line of \`.jsonl\` is one event, in the order in which they were told in its record:

| field | what |
|---|---|
| \`record\` | whose event it is: the id of a case, contact, concern, group, opening or the organisation |
| \`version\` | its place in that record, from 1 |
| \`type\`, \`schema\` | what happened, in which shape; \`retracted:\` before a type takes an event out again |
| \`occurred_on\` | the day on which it happened |
| \`recorded_at\` | when it was told, in UTC |
| \`actor\` | the account that recorded it; \`caller\` for an anonymous caller, \`system\` for the program |
| \`replaces\` | the version that it corrects or takes out; null for an event of its own |
| \`stands\` | of a correction: later versions that would be refused after it, and that somebody let stand |
| \`why\` | of a correction: its reason, as a code (below); null where none was recorded |
| \`facts\` | coded facts |
| \`sealed\` | identity and words, which the record keeps encrypted; null where there are none |

Not here: passwords and accounts of sign-in, keys, and the codes by which callers come back, of which only hashes are kept.

The reasons of a correction: ${reasons}.

What counts is each event or its latest correction, without those taken out, in order of \`occurred_on\`, then of the
version first told.
`;
}
