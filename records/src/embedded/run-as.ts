import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refused } from '../refused.ts';

/** The account that the server runs under when we are root: PostgreSQL refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED = ['throughcare', 'postgres', 'nobody'];

/**
 * Chooses an account from the text of /etc/passwd; `initdb` needs one that stands there. Undefined for an
 * ordinary user, who keeps their own.
 */
export function serverAccount(passwd: string, uid: number): Account | undefined {
  if (uid !== 0) return undefined;
  const accounts = passwd.split('\n').map(line => line.split(':'));
  for (const name of PREFERRED) {
    const found = accounts.find(fields => fields[0] === name);
    if (found && Number(found[2]) > 0) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Refused(
    `Throughcare was started as root, and PostgreSQL does not run as root. None of the accounts ` +
      `${PREFERRED.join(', ')} stands in /etc/passwd. Nothing was changed. Add one of them ` +
      `(useradd --system throughcare), or start Throughcare as an ordinary user.`,
  );
}

/** Refuses a folder that `account` could not walk into, such as one below a private home. */
export function refuseUnreachable(folder: string, account: Account | undefined): void {
  if (!account) return;
  for (let at = folder; ; at = dirname(at)) {
    if (!existsSync(at)) continue; // Not made yet; it will be open to be walked through.
    const { mode, uid, gid } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) {
      throw new Refused(
        `The database would run as "${account.name}", who may not enter ${at} (permission denied), so ` +
          `${folder} cannot hold its data. Nothing was changed. Set THROUGHCARE_DATA to a folder outside ` +
          `private homes, such as /var/lib/throughcare, or start Throughcare as the owner of that home.`,
      );
    }
    if (at === dirname(at)) return;
  }
}
