import { correctionReasons, londonDay, sayDay } from '@throughcare/pathway';
import type { Manifest } from './manifest.ts';

/** What stands beside an export, for whoever opens it without this program. */
export function readme(organisation: string, at: number, leftOut: Manifest['leftOut']): string {
  const reasons = Object.entries(correctionReasons)
    .map(([code, { words }]) => `\`${code}\`, ${words.toLowerCase()}`)
    .join('; ');
  const stays = leftOut.map(
    ({ what, rows, why }) =>
      `| ${what}${rows === null ? '' : ` (${rows.toLocaleString('en-GB')})`} | ${why} |`,
  );
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
| \`roots.jsonl\`, \`roots-key.pem\` | the signed root of each day, and the public key that checks it (below) |
| \`manifest.json\` | every file with its number of lines, and what was left out |
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

## What was left out, and why

| what | why |
|---|---|
${stays.join('\n')}

Numbers in brackets say how many there are. Everything else that the old service shows on its pages is made from these files.

The reasons of a correction: ${reasons}.

What counts is each event or its latest correction, without those taken out, in order of \`occurred_on\`, then of the
version first told.

## Keep these files

Whoever takes them in with \`throughcare import\` gets the same histories, and what was erased stays erased. Two things are the
history of the old record and are not taken in as if they were the new one's: \`access.jsonl\`, who was shown what, which an
auditor or a person who asks may need, and \`roots.jsonl\`. Keep both, closed away, for as long as the new record is kept.

Whoever is erased in the old service after this export was made is in these files still. Give the import the newest ledger of
the old service with \`--erased\`, and then destroy every copy of the export but what is kept of it.

## To check the daily roots

In each line of \`roots.jsonl\`, \`signed\` is the very text that was signed with Ed25519, and \`signature\` the signature in base64.
\`previous\` in a text is the SHA-256 of the text before it. So no root can be altered, left out or put in between without the
key, which is not here. A root says how many records and entries there were on its day; compare it with these files.

    node -e 'const c=require("crypto"),f=require("fs"),k=c.createPublicKey(f.readFileSync("roots-key.pem"));let b=null;for(const l of
    f.readFileSync("roots.jsonl","utf8").trim().split("\\n")){const r=JSON.parse(l);if(!c.verify(null,Buffer.from(r.signed),k,Buffer.from(
    r.signature,"base64"))||JSON.parse(r.signed).previous!==b)throw "not whole";b=c.createHash("sha256").update(r.signed).digest("hex")}'

In \`erased.jsonl\`, \`signature\` signs the rest of its line in the same way, written as RFC 8785 says.
`;
}
