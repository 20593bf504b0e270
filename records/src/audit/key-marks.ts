import { createHmac } from 'node:crypto';
import type { RootKeys } from '../keys/root-keys.ts';

/** The keys that stay the same for as long as there is a record. The one that wraps data keys may be changed. */
const lasting = ['digest', 'index', 'code', 'signing', 'service'] as const;

/** By which a key can be told from another, and not be guessed: sixteen bytes of its HMAC, as hex. */
export type KeyMarks = Readonly<Record<(typeof lasting)[number], string>>;

export function keyMarks(keys: RootKeys): KeyMarks {
  return Object.fromEntries(
    lasting.map(purpose => {
      const mac = createHmac('sha256', keys[purpose]).update('throughcare mark of a root key');
      return [purpose, mac.digest('hex').slice(0, 32)];
    }),
  ) as KeyMarks;
}

/** The purposes whose key is another than it was: a row that was taken out is made anew with a fresh key. */
export function otherMarks(keys: RootKeys, marks: KeyMarks | undefined): readonly string[] {
  const now = keyMarks(keys);
  return marks === undefined ? [] : lasting.filter(purpose => marks[purpose] !== now[purpose]);
}
