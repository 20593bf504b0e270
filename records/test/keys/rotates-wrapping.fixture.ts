import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';

// A process of its own that changes the key above the keys of records, as `throughcare keys rotate --wrapping` does.
const [serveUrl, masterKey] = process.argv.slice(2);
await rotateWrappingKey(serveUrl, Buffer.from(masterKey, 'hex'));
