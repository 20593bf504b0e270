import { roles, type Role, type StreamKind } from '@throughcare/pathway';
import { mayCommand, type Commands } from '@throughcare/records';
import { staff } from './policy.ts';

/**
 * Whoever may record one of these, by the one table of who may do what: a page that records something is open to just
 * those who could save it.
 */
export function recorders<Kind extends StreamKind>(
  kind: Kind,
  ...does: readonly [Commands[Kind]['do'], ...Commands[Kind]['do'][]]
) {
  const [first, ...others] = (Object.keys(roles) as Role[]).filter(role =>
    does.some(command => mayCommand([role], kind, command)),
  );
  if (first === undefined) throw new Error(`Nobody may record any of these by hand: ${does.join(', ')}.`);
  return staff(first, ...others);
}
