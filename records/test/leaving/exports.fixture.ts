import { openRecords } from '../../src/index.ts';

// A process of its own that takes everything out, as `throughcare export` does.
const [serveUrl, masterKey, rootsFolder, organisation, by, folder] = process.argv.slice(2);
const records = await openRecords({
  serveUrl,
  masterKey: Buffer.from(masterKey, 'hex'),
  rootsFolder,
  kind: 'demonstration',
});
await records.exportEverything({ organisation, by, reason: 'The service moves' }, folder);
await records.close();
