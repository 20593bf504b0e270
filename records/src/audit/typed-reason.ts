import { keyFor } from '../keys/root-keys.ts';
import { open, seal } from '../keys/seal.ts';
import type { Store } from '../store.ts';

const SEALED = 'sealed:';

/**
 * A reason as the access log keeps it. The log is in clear and nothing of it ever goes, while a reason is words that
 * somebody typed and may name whom it is about, so it is sealed (E3).
 */
export function sealReason({ keys }: Pick<Store, 'keys'>, organisation: string, reason: string): string {
  const sealed = seal(keyFor(keys, 'reasons'), placeOf(organisation), Buffer.from(reason));
  return `${SEALED}${sealed.toString('base64url')}`;
}

/** What a row of the access log says beside whom it is about, with its reason opened. Old rows hold it in clear. */
export function withReason<Detail extends Readonly<Record<string, unknown>>>(
  { keys }: Pick<Store, 'keys'>,
  organisation: string,
  detail: Detail,
): Detail {
  const { reason } = detail;
  if (typeof reason !== 'string' || !reason.startsWith(SEALED)) return detail;
  const sealed = Buffer.from(reason.slice(SEALED.length), 'base64url');
  return { ...detail, reason: open(keyFor(keys, 'reasons'), placeOf(organisation), sealed).toString() };
}

const placeOf = (organisation: string) => ({
  organisation,
  stream: organisation,
  version: 0,
  column: 'access.reason',
});
