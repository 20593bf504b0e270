import { helpAbout } from './about/route.ts';
import { helpConfirm } from './code/confirm.ts';
import { helpReturn } from './code/route.ts';
import { helpFront } from './front/route.ts';
import { helpSlip } from './code/slip.ts';
import { helpTonight } from './tonight/route.ts';
import { helpWrite } from './write/route.ts';

/** Everything a caller can open. */
export const help = [
  ...helpFront,
  ...helpTonight,
  ...helpAbout,
  ...helpWrite,
  ...helpConfirm,
  ...helpReturn,
  ...helpSlip,
];
