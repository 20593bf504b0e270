import {
  design,
  designSummary,
  designText,
  joinedLooks,
  ledgerAt,
  lockAt,
  looksIn,
  placeLock,
  sourceAt,
} from '@throughcare/evidence';
import { now, PROTOCOL_OPTIONS, protocolAt } from './protocol-file.ts';
import type { StudySubcommand } from './subcommand.ts';

export const designStep: StudySubcommand = {
  name: 'design',
  summary:
    'reads everything but outcomes, says who is compared and how alike they are, and locks the protocol',
  words:
    'Outcome columns are not parsed and files of outcomes are not opened. The lock holds the hash of the protocol and of the\n' +
    'people, arms, days and covariates that the design saw; study run needs it. Looks that lock or ledger know of are kept.',
  operand: { name: 'FILE', help: 'The protocol, in YAML.' },
  options: [...PROTOCOL_OPTIONS, { name: 'json', help: 'Everything at full precision.' }],
  example: 'throughcare study design examples/first-study/study.yaml --data examples/first-study',
  run(call, io) {
    const { protocol, lock, ledger: ledgerFolder } = protocolAt(call);
    const source = sourceAt(call.required('data'));
    const ledger = ledgerAt(ledgerFolder);
    const known = looksIn(ledger.entries(), protocol.study);
    const at = now();
    const designed = design(protocol, source, at, lockAt(lock));
    const { study, question, made_up: madeUp, sha256: protocolSha256 } = protocol;
    const { designSha256, looks } = designed.lock;
    ledger.append(at, () => ({ kind: 'design', study, question, madeUp, protocolSha256, designSha256 }));
    placeLock(lock, { ...designed.lock, looks: joinedLooks(looks, known) });
    io.out(
      call.flag('json')
        ? `${JSON.stringify(designSummary(designed), null, 1)}\n`
        : `${designText(designed)}\n`,
    );
    io.err(`Locked in ${lock}, and written into the ledger ${ledgerFolder}. No outcome was read.\n`);
    if ([...looks, ...known].some(look => look.protocolSha256 !== protocolSha256)) {
      io.err(
        'Outcomes of this study were seen under another protocol; every report of it will say so for ever.\n',
      );
    }
    return 0;
  },
};
