import { withClient } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { keyMark } from './key-mark.ts';
import { openRootKeys, OtherMasterKey, wrappingMark, type RootKeys } from './root-keys.ts';

/** The root keys of a process. The one above the data keys may be changed by another while this one runs. */
export interface HeldKeys {
  /** As this process opened them last. */
  readonly keys: RootKeys;
  /** Opens the key above the data keys anew, where another one stands there by now. */
  openAnew(): Promise<void>;
}

/** Keys as they were opened first. `masterKeyNow` is asked once after each change of the key above the data keys. */
export function heldKeys(
  serveUrl: string,
  first: RootKeys,
  masterKeyNow: () => Promise<Uint8Array>,
): HeldKeys {
  let keys = first;
  let opening: Promise<void> | undefined;
  // On a connection of its own: whoever asks holds one of the pool already, and would wait for another in a circle.
  const open = () =>
    withClient(serveUrl, async db => {
      if ((await wrappingMark(db)) === keyMark(keys.wrapping)) return;
      const { wrapping, others } = await openRootKeys(db, await masterKeyNow()).catch(sayStale);
      // What was known stays known: a transaction that began before the change still reads what was under it.
      const known = [...others, keys.wrapping, ...keys.others].filter(one => !one.equals(wrapping));
      keys = {
        ...keys,
        wrapping,
        others: known.filter((one, at) => known.findIndex(k => k.equals(one)) === at),
      };
    });
  return {
    get keys() {
      return keys;
    },
    openAnew: () => (opening ??= open().finally(() => (opening = undefined))),
  };
}

function sayStale(error: unknown): never {
  if (!(error instanceof OtherMasterKey)) throw error;
  throw new Refused(
    'The keys of this record were changed while this program ran, and the master key that it was started with does not ' +
      'open them. Nothing was saved. Start it again with the master key that is in use now.',
    { cause: error },
  );
}
