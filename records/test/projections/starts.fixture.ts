import { openRecords } from '../../src/index.ts';

// A process of its own that opens the record as a start of the service does, makes what was asked for, and says from
// how many events.
const [serveUrl, masterKey] = process.argv.slice(2);
const records = await openRecords({
  serveUrl,
  masterKey: Buffer.from(masterKey, 'hex'),
  rootsFolder: null,
  kind: 'demonstration',
});
const { events } = await records.rebuildAsked();
await records.close();
process.stdout.write(`${events}\n`);
