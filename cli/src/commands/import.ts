import { parseArgs } from 'node:util';
import type { Imported, ImportProgress } from '@throughcare/records';
import type { Command, Io } from '../command.ts';
import { withRecords } from '../with-records.ts';
import { progressOn } from './records/progress.ts';

const usage = `throughcare import FOLDER [--digest DIGEST] [--erased LEDGER] [--data FOLDER]

Takes what "throughcare export" wrote into a record in which its organisation is not yet: the same histories, so the same
states. Every file is read to its end first, held against its hash, and tried line by line; what is wrong is told by file and
line, and then nothing is taken in. Stopped half way, by whatever, run it again: it goes on where it stopped, and once it is
done it changes nothing.

The hashes in the folder show a file that was damaged; somebody who changes a file can change its hash too. So give with
--digest what the export printed at its end, told to you by another way than the files: anything else is refused.

What the other house erased stays erased: its ledger comes with the export. If it erased anybody after the export was made,
give its newest ledger with --erased: erased.jsonl of a later export, or erasures.jsonl beside its daily roots.

At the end stands what was taken in and what was not, by number. Accounts to sign in with are not part of an export:
"throughcare sign-in" gives them anew.`;

export const importAll: Command = {
  name: 'import',
  summary: 'Take in what another service exported.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { digest: { type: 'string' }, erased: { type: 'string' }, data: { type: 'string' } },
    });
    if (positionals.length !== 1) {
      io.err(`${usage}\n`);
      return 2;
    }
    const [folder] = positionals;
    return withRecords(values.data, async records => {
      const watched = watch(io);
      try {
        const imported = await records.importEverything(
          { folder, erased: values.erased, digest: values.digest },
          watched.moved,
        );
        watched.end();
        io.out(sayImported(imported));
        return 0;
      } finally {
        watched.end();
      }
    });
  },
};

const units = {
  check: 'bytes of the files checked',
  take: 'events taken in',
} as const satisfies Record<ImportProgress['step'], string>;

/** Says how far it has come, a step at a time. */
function watch(io: Io) {
  let step: ImportProgress['step'] = 'check';
  const begin = () => progressOn(text => io.err(text), process.stderr.isTTY);
  let progress = begin();
  return {
    moved: ({ step: now, done, of }: ImportProgress): void => {
      if (now !== step) {
        progress.end();
        [step, progress] = [now, begin()];
      }
      progress.moved({ events: done, of, unit: units[step] });
    },
    end: () => progress.end(),
  };
}

/** What was taken in and what was not, by number, and what to keep. */
export function sayImported(imported: Imported): string {
  const { streams, events, erasures, already, erasedSince, kept, leftOut } = imported;
  const nothing = streams + erasures === 0 && already > 0;
  return [
    nothing
      ? `All of it is here already: ${count(already, 'record')}. Nothing was changed.`
      : `Took in ${count(events, 'event')} of ${count(streams, 'record')}, and ${count(erasures, 'line')} of the ledger of erasures.`,
    ...(already > 0 && !nothing ? [`An earlier run had taken in ${count(already, 'record')}.`] : []),
    ...(erasedSince > 0
      ? [`Left out, for they were erased: ${count(erasedSince, 'record')} that the files still hold.`]
      : []),
    '',
    'Not taken in, for it is the history of the other record and not of this one:',
    ...kept.map(({ file, lines }) => `  ${file}: ${count(lines, 'line')}.`),
    'Keep these files, closed away, for as long as you keep this record: who read what before the move is found there alone, by',
    'an auditor and for somebody who asks. The hash of each stands in the access log here, so that it can be shown to be whole.',
    '',
    leftOut === null
      ? 'This export was made before exports said what they leave out. Ask for one from the newest version, or look into the old service.'
      : 'Not in the export, as its README says:',
    ...(leftOut ?? []).map(
      ({ what, rows, why }) => `  ${what}${rows === null ? '' : ` (${number(rows)})`}: ${why}`,
    ),
    '',
  ].join('\n');
}

const number = (n: number) => n.toLocaleString('en-GB');

function count(n: number, what: string): string {
  return `${number(n)} ${what}${n === 1 ? '' : 's'}`;
}
