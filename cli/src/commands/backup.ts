import { parseArgs } from 'node:util';
import { backup as takeBackup, openingKey, Refused, withDataFolder } from '@throughcare/records';
import type { Command } from '../command.ts';

const usage = `throughcare backup FILE [--data FOLDER]

Writes the whole record, sign-in included, into FILE, and the keys of its people into FILE.keys, both sealed under the
master key, which is in neither. Works while the service runs, as of one moment. The backup is restored into a database
of its own and verified before FILE is there; a backup that is not good leaves no file. Keep FILE.keys apart from FILE,
and only for as long as an erasure may take to reach it: without it FILE opens nobody. Keep the master key apart from
both. With your own PostgreSQL, DATABASE_OWNER_URL and DATABASE_AUTH_URL name the logins that read.`;

export const backup: Command = {
  name: 'backup',
  summary: 'Write a sealed, verified copy of the whole record.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' } },
    });
    if (positionals.length !== 1) {
      io.err(`${usage}\n`);
      return 2;
    }
    const [file] = positionals;
    return withDataFolder(
      values.data,
      async ({ serveUrl, ownerUrl, authUrl, masterKeyFile, rootsFolder, kind }) => {
        if (ownerUrl === null || authUrl === null) {
          throw new Refused(
            'A backup is read by the owner of the database and by the login of sign-in. Nothing was written. Set ' +
              'DATABASE_OWNER_URL and DATABASE_AUTH_URL beside DATABASE_URL, then try again.',
          );
        }
        const masterKey = await openingKey(serveUrl, masterKeyFile);
        const source = { ownerUrl, authUrl, masterKey, rootsFolder, kind };
        const counts = await takeBackup(source, file, words => io.err(`${words}\n`));
        const events = counts['throughcare.event'].toLocaleString('en-GB');
        io.out(`${file} and ${file}.keys hold ${events} events. They were restored and verified.\n`);
        return 0;
      },
    );
  },
};
