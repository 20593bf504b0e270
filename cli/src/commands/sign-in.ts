import { parseArgs } from 'node:util';
import {
  openingKey,
  openRecords,
  Refused,
  withDataFolder,
  type FolderConnection,
  type StaffMember,
} from '@throughcare/records';
import { openAccounts } from '@throughcare/web';
import type { Command } from '../command.ts';
import { onlyOrganisation } from '../only-organisation.ts';

const usage = `throughcare sign-in [ACCOUNT --email ADDRESS] [--organisation ID] [--data FOLDER]

Gives somebody who works here a way to sign in, under the account by which the record knows them: after "throughcare import"
nobody has one, since accounts to sign in with do not move. Without ACCOUNT it lists who works here, with their accounts. A
first password is printed once; they change it, and set up the one-time code that everybody needs, when they sign in. The auditor sees that this was done at the
machine, and for whom.`;

/** Who gets what in one call. */
interface Asked {
  readonly account: string | undefined;
  readonly email: string | undefined;
  readonly organisation: string | undefined;
}

export const signIn: Command = {
  name: 'sign-in',
  summary: 'Let somebody sign in whom the record knows, after an import.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { email: { type: 'string' }, organisation: { type: 'string' }, data: { type: 'string' } },
    });
    const [account] = positionals;
    if (positionals.length > 1 || (account === undefined) !== (values.email === undefined)) {
      io.err(`${usage}\n`);
      return 2;
    }
    const asked = { account, email: values.email, organisation: values.organisation };
    io.out(await withDataFolder(values.data, folder => answer(folder, asked)));
    return 0;
  },
};

async function answer(folder: FolderConnection, { account, email, organisation }: Asked): Promise<string> {
  const { serveUrl, masterKeyFile, rootsFolder, kind } = folder;
  const masterKey = await openingKey(serveUrl, masterKeyFile);
  const records = await openRecords({ serveUrl, masterKey, rootsFolder, kind });
  try {
    const id = await onlyOrganisation(records, organisation);
    const staff = await records.staffForOperator(id);
    if (account === undefined || email === undefined) return staff.map(lineOf).join('');
    const person = staff.find(one => one.userId === account);
    if (!person) {
      throw new Refused(
        `Nobody who works here now has the account ${account}. Nothing was made. Leave it out to see who has which.`,
      );
    }
    const secret = records.keyFor('sign-in').toString('base64');
    const password = await records.giveSignIn(id, account, () => giveAccount(folder, secret, person, email));
    return `${person.name} signs in with ${email} and the password ${password} (shown here once; tell it by another way than the address).\n`;
  } finally {
    await records.close();
  }
}

async function giveAccount(
  { authUrl, kind }: FolderConnection,
  secret: string,
  { userId, name }: StaffMember,
  email: string,
): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new Refused('That does not look like an e-mail address. Nothing was made.');
  }
  if (authUrl === null) {
    throw new Refused(
      'Where sign-in is kept was not said. Nothing was made. Set DATABASE_AUTH_URL as for the service.',
    );
  }
  const accounts = await openAccounts({
    authUrl,
    origin: 'http://127.0.0.1',
    secret,
    requireCode: kind === 'service',
  });
  try {
    const invited = await accounts.invite({ userId, email, name });
    if (invited.password !== undefined) return invited.password;
    throw new Refused(
      invited.userId === userId
        ? `${name} has an account to sign in with already. Nothing was changed. An administrator gives a new password.`
        : `Somebody else signs in with ${email}. Nothing was made. Give another address.`,
    );
  } finally {
    await accounts.close();
  }
}

const lineOf = ({ userId, name, roles }: StaffMember) => `${userId}  ${name} (${roles.join(', ')})\n`;
