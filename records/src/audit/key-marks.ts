import { keyMark } from '../keys/key-mark.ts';
import type { RootKeys } from '../keys/root-keys.ts';

/** The keys that stay the same for as long as there is a record. The one that wraps data keys may be changed. */
const lasting = ['digest', 'index', 'code', 'signing', 'service'] as const;

/** The mark of each. */
export type KeyMarks = Readonly<Record<(typeof lasting)[number], string>>;

export function keyMarks(keys: RootKeys): KeyMarks {
  return Object.fromEntries(lasting.map(purpose => [purpose, keyMark(keys[purpose])])) as KeyMarks;
}

/** The purposes whose key is another than it was: a row that was taken out is made anew with a fresh key. */
export function otherMarks(keys: RootKeys, marks: KeyMarks | undefined): readonly string[] {
  const now = keyMarks(keys);
  return marks === undefined ? [] : lasting.filter(purpose => marks[purpose] !== now[purpose]);
}
