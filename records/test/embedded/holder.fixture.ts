import { startEmbedded } from '../../src/embedded/embedded.ts';

// A process of its own that starts a database, says so, and waits to be killed.
const dataFolder = process.argv[2];
await startEmbedded({ kind: 'demonstration', dataFolder });
process.stdout.write('ready\n');
setInterval(() => {}, 1000);
