import { z } from 'zod';
import { erasureGrounds, type ErasureGround } from '@throughcare/pathway';
import type { SourceFile } from '../arriving/source-file.ts';
import { rootHash } from '../audit/daily-root.ts';
import type { ErasureContent } from '../lifetime/ledger.ts';
import { isId } from '../reads/id.ts';
import { showCame } from './faults.ts';
import { kinds } from './kinds.ts';
import { readLines, type Passing } from './read-lines.ts';

const id = z.string().refine(isId);
const line = z.strictObject({
  organisation: id,
  number: z.int().min(1),
  stream: id,
  kind: z.enum(kinds),
  ground: z.enum(Object.keys(erasureGrounds) as [ErasureGround]),
  words: z.array(id).optional(),
  erasedAt: z.int().min(0),
  previous: z.string().nullable(),
});
/** As in the export, with the signature beside it; and as in the ledger that stands outside the database. */
const asExported = line.extend({ signature: z.string().optional() });
const asOutside = z.strictObject({ content: line, signature: z.string() });

/** Of a ledger all lines are held at once; nobody erases as many. */
const MOST = 1_000_000;

const allowed: Readonly<Record<string, string>> = {
  organisation: 'the id of the organisation',
  number: 'the next whole number, from 1',
  stream: 'the id of a record',
  kind: `one of ${kinds.join(', ')}`,
  ground: `one of ${Object.keys(erasureGrounds).join(', ')}`,
  words: 'a list of ids of openings, or nothing',
  erasedAt: 'milliseconds since 1970',
  previous: 'the hash of the line before; null for the first',
};

/**
 * Reads a ledger of erasures, as an export holds it or as it stands outside the database. Each line names the one before
 * it: what was altered, moved or taken out in between is found.
 */
export async function readLedger(
  file: Pick<SourceFile, 'chunks'>,
  organisation: string,
  fault: (line: number, words: string) => void,
  passing: Passing = {},
): Promise<ErasureContent[]> {
  const lines: ErasureContent[] = [];
  const erased = new Set<string>();
  let whole = true;
  for await (const read of readLines(file, passing)) {
    const say = (words: string) => {
      if (whole) fault(read.number, words);
      // What follows hangs on this one.
      whole = false;
    };
    const told = read.text === null ? undefined : parsed(read.text);
    if (read.text === null) say(read.words);
    else if (told === undefined) say('came a line that is cut off or no JSON; allowed: one JSON object');
    else if (!told.ok)
      say(`${told.field}: came ${told.came}; allowed: ${allowed[told.field] ?? 'none of this name'}`);
    else {
      const { content } = told;
      const before = lines.at(-1);
      const previous = before ? rootHash(before) : null;
      if (content.organisation !== organisation) {
        say(`organisation: came ${content.organisation}; allowed: ${organisation}, whose entries these are`);
      } else if (content.number !== lines.length + 1) {
        say(`number: came ${content.number}; allowed: ${lines.length + 1}, the next`);
      } else if (content.previous !== previous) {
        say(
          'previous: came the hash of another line; allowed: that of the line before. A line was altered, moved or taken out',
        );
      } else if (lines.length === MOST) {
        say(`came more than ${MOST.toLocaleString('en-GB')} lines; allowed: up to that`);
      } else if (erased.has(content.stream)) {
        say(`stream: came ${content.stream} again; allowed: each record once`);
      }
      if (!whole) continue;
      erased.add(content.stream);
      lines.push(content);
    }
  }
  return lines;
}

type Parsed =
  | { readonly ok: true; readonly content: ErasureContent }
  | { readonly ok: false; readonly field: string; readonly came: string };

function parsed(text: string): Parsed | undefined {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return undefined;
  }
  const outside = asOutside.safeParse(told);
  const read = asExported.safeParse(outside.success ? outside.data.content : told);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field =
      issue.code === 'unrecognized_keys' ? 'a field of another name' : String(issue.path[0] ?? 'line');
    const came = typeof told === 'object' && told !== null ? (told as Record<string, unknown>)[field] : told;
    return { ok: false, field, came: showCame(came) };
  }
  const { signature: _signature, words, ...said } = read.data;
  return { ok: true, content: words === undefined ? said : { ...said, words } };
}
