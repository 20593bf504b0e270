import { parseArgs } from 'node:util';
import {
  forgetPreviousKey,
  openingKey,
  rotateMasterKey,
  rotateWrappingKey,
  withDataFolder,
} from '@throughcare/records';
import type { Command } from '../command.ts';

const usage = `throughcare keys rotate [--data FOLDER]
throughcare keys rotate --wrapping [--data FOLDER]
throughcare keys forget-previous [--data FOLDER]

rotate           changes the master key. Nothing of the record is written anew, and a service that runs goes on. The
                 key before it is kept beside; copy the new one to where you keep it, then forget the one before.
                 Backups made before need the key they were made under.
--wrapping       changes the key above the keys of records instead, record by record. A service that runs goes on too.
                 Cut off midway, run it again: it goes on.
forget-previous  destroys the master key before the last change, once the new one is seen to open the database.

One of these at a time: while one is at work on a database, another is refused.
A master key from THROUGHCARE_MASTER_KEY or THROUGHCARE_MASTER_KEY_COMMAND is followed by the one that
THROUGHCARE_NEXT_MASTER_KEY or THROUGHCARE_NEXT_MASTER_KEY_COMMAND gives.`;

export const keys: Command = {
  name: 'keys',
  summary: 'Change the keys that the record is sealed under.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, wrapping: { type: 'boolean', default: false } },
    });
    const [what] = positionals;
    const known = what === 'rotate' || (what === 'forget-previous' && !values.wrapping);
    if (positionals.length !== 1 || !known) {
      io.err(`${usage}\n`);
      return 2;
    }
    return withDataFolder(values.data, async ({ serveUrl, masterKeyFile }) => {
      if (what === 'forget-previous') {
        const gone = await forgetPreviousKey(serveUrl, masterKeyFile);
        io.out(gone ? 'The master key before this one is gone.\n' : 'There was none to forget.\n');
      } else if (values.wrapping) {
        const changed = await rotateWrappingKey(serveUrl, await openingKey(serveUrl, masterKeyFile));
        io.out(
          `${changed.toLocaleString('en-GB')} keys of records are under a new key. No entry was touched.\n`,
        );
      } else {
        const where = await rotateMasterKey(serveUrl, masterKeyFile);
        io.out(`The master key was changed. It is now ${where}.\n`);
      }
      return 0;
    });
  },
};
