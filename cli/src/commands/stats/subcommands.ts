import { balance } from './balance.ts';
import { cif } from './cif.ts';
import { cox } from './cox.ts';
import { evalue } from './evalue.ts';
import { finegray } from './finegray.ts';
import { km } from './km.ts';
import { logistic } from './logistic.ts';
import { logrank } from './logrank.ts';
import { match } from './match.ts';
import { power } from './power.ts';
import { rmst } from './rmst.ts';
import type { Subcommand } from './subcommand.ts';
import { weight } from './weight.ts';

/** Every statistic behind the door. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  km,
  logrank,
  rmst,
  cox,
  cif,
  finegray,
  logistic,
  match,
  weight,
  balance,
  evalue,
  power,
];
