import { ledgerAt, lookTakingIn } from '../../src/index.ts';
import { decideLook } from '../../src/study/look.ts';

/** A process of its own that takes `count` looks, each at data of its own: node appending.ts LEDGER NAME COUNT */
const [folder, name, count] = process.argv.slice(2);
const protocolSha256 = 'a'.repeat(64);
for (let k = 0; k < Number(count); k++) {
  const at = new Date().toISOString();
  const taking = lookTakingIn(ledgerAt(folder), { study: 'small', question: 'q', made_up: true, at });
  const dataSha256 = Buffer.from(`${name}${k}`).toString('hex').padEnd(64, '0');
  taking([], history =>
    decideLook({ history, plan: undefined, protocolSha256, dataSha256, people: 100, at }),
  );
}
