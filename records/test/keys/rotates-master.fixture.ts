import { withClient } from '../../src/database/connect.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { openingKey, rotateMasterKey } from '../../src/keys/rotate-master-key.ts';
import { Refused } from '../../src/refused.ts';

// A process of its own that changes the master key several times, and starts as a command does in between. Says how often
// it changed it; whatever is not refused in words ends it.
const [serveUrl, file, times] = process.argv.slice(2);
let changed = 0;
for (let n = 0; n < Number(times); n++) {
  try {
    await rotateMasterKey(serveUrl, file, {});
    changed++;
  } catch (error) {
    if (!(error instanceof Refused) || !error.message.includes('Nothing was changed')) throw error;
  }
  const key = await openingKey(serveUrl, file, {});
  // It may be changed by another between these two; that is refused in words as well.
  await withClient(serveUrl, db => openRootKeys(db, key)).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
}
process.stdout.write(String(changed));
