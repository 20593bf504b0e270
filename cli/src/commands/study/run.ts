import {
  earlierReleases,
  keepLooks,
  ledgerAt,
  lockAt,
  lookTakingIn,
  reportText,
  run as runStudy,
  sourceAt,
  StudyRefusal,
  studyOutputs,
} from '@throughcare/evidence';
import type { StudyRun } from '@throughcare/evidence';
import { now, PROTOCOL_OPTIONS, protocolAt } from './protocol-file.ts';
import type { ProtocolFile } from './protocol-file.ts';
import { startResultFolder } from './result-folder.ts';
import type { ResultFolder } from './result-folder.ts';
import type { StudySubcommand } from './subcommand.ts';

export const runStep: StudySubcommand = {
  name: 'run',
  summary: 'checks the lock, then reads outcomes and says what was found',
  words:
    'Without the lock of study design nothing is read. Every look at outcomes is written into ledger and lock before its\n' +
    'result is shown; the same protocol on the same data is the same look again. A protocol changed after a look is marked\n' +
    'in its reports for ever, also where the lock was deleted.',
  operand: { name: 'FILE', help: 'The protocol, in YAML, as it was locked.' },
  options: [
    ...PROTOCOL_OPTIONS,
    {
      name: 'out',
      value: 'DIR',
      help: 'Also writes everything there, whole or not at all: result.json, report.html, report.txt and replication (exact: restricted), and release (small counts hidden).',
    },
    { name: 'json', help: 'The exact report at full precision, in place of its text.' },
  ],
  example: 'throughcare study run examples/first-study/study.yaml --data examples/first-study --out results',
  run(call, io) {
    const file = protocolAt(call);
    const out = call.text('out');
    const lock = lockAt(file.lock);
    if (lock === undefined) {
      throw new StudyRefusal(
        `There is no lock at ${file.lock}, so no outcome was read. Design the study first, which reads no outcome and ` +
          `writes the lock: throughcare study design ${call.operand} --data ${call.required('data')}. Then run it again.`,
      );
    }
    const source = sourceAt(call.required('data'));
    const ledger = ledgerAt(file.ledger);
    const folder = out === undefined ? undefined : startResultFolder(out, file.protocol.study);
    try {
      const at = now();
      const looks = lookTakingIn(ledger, { ...file.protocol, at });
      const done = runStudy(file.protocol, lock, source, at, looks);
      // The look is on record before anybody sees what was found.
      keepLooks(file.lock, done.lock);
      const refused = folder && writeOutputs(folder, file, done);
      if (out !== undefined) {
        io.err(
          `Written to ${out}: what lies beside release is exact and restricted; release may be shared once somebody ` +
            `has put their name to it (throughcare study release ${out} --by NAME).\n`,
        );
      }
      if (refused !== undefined) io.err(`${refused}\n`);
      io.out(
        call.flag('json') ? `${JSON.stringify(done.report, null, 1)}\n` : `${reportText(done.report)}\n`,
      );
      return 0;
    } finally {
      folder?.discard();
    }
  },
};

/** Gives why there is no release, where there is none. */
function writeOutputs(folder: ResultFolder, file: ProtocolFile, run: StudyRun): string | undefined {
  const { files, releaseRefused } = studyOutputs({
    run,
    protocolText: file.text,
    earlierReleases: earlierReleases(ledgerAt(file.ledger).entries()),
  });
  folder.put(files);
  return releaseRefused;
}
