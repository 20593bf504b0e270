import { writeSync } from 'node:fs';
import { openRecords } from '../../src/index.ts';

// A process of its own that takes an export in, as `throughcare import` does, and says a dot at every step of it.
const [serveUrl, masterKey, folder, now] = process.argv.slice(2);
const records = await openRecords({
  serveUrl,
  masterKey: Buffer.from(masterKey, 'hex'),
  rootsFolder: null,
  kind: 'demonstration',
  clock: () => Number(now),
});
await records.importEverything({ folder }, () => void writeSync(1, '.'));
await records.close();
