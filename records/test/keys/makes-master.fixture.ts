import { setTimeout as sleep } from 'node:timers/promises';
import { readMasterKey } from '../../src/keys/master-key.ts';

// A process of its own that begins at a given moment, with others, and reads the master key of many folders.
const [at, ...files] = process.argv.slice(2);
await sleep(Number(at) - Date.now() - 5);
while (Date.now() < Number(at));
process.stdout.write(files.map(file => readMasterKey(file, {}).toString('hex')).join(' '));
