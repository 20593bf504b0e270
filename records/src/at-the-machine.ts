import { randomUUID } from 'node:crypto';
import { SYSTEM, type Acting } from './access/actor.ts';
import { decideAndAppend } from './append/decide.ts';
import { commandIntent } from './append/intents.ts';
import { inTransaction } from './database/transaction.ts';
import { instant } from './database/types.ts';
import { Refused } from './refused.ts';
import { staffOf, type StaffMember } from './staff.ts';
import { todayOf, type Store } from './store.ts';

/**
 * What somebody does at the machine who has no account of their own: the auditor sees that it was done there, and to whom.
 */
const atTheMachine = (organisation: string): Acting => ({ organisation, user: SYSTEM });

/** Who works here, for whoever sits at the machine; a row in the access log says that they looked. */
export async function staffForOperator(store: Store, organisation: string): Promise<readonly StaffMember[]> {
  await note(store, organisation, 'read', 'staffAtTheMachine', {});
  return staffOf(store, organisation);
}

/**
 * Lets somebody be given a way to sign in: `give` makes it and gives the password. The access log has its row before, so that
 * nobody gets in unseen, and the organisation's own history has its entry after, where everybody who works here reads it.
 */
export async function giveSignIn(
  store: Store,
  organisation: string,
  account: string,
  give: () => Promise<string>,
): Promise<string> {
  await note(store, organisation, 'exported', 'signInAtTheMachine', { account });
  const password = await give();
  const command = { do: 'renew_password', on: todayOf(store), user: account } as const;
  const intent = commandIntent({ kind: 'organisation', stream: organisation, expected: 'latest', command });
  const outcome = await decideAndAppend(store, atTheMachine(organisation), randomUUID(), [intent]);
  if (outcome.ok) return password;
  throw new Refused(
    'The way to sign in was made, and could not be written down in the history of the organisation; the access log has it. ' +
      'The password is not shown. Let an administrator give a new one.',
  );
}

async function note(
  store: Store,
  organisation: string,
  act: 'read' | 'exported',
  what: 'staffAtTheMachine' | 'signInAtTheMachine',
  detail: object,
): Promise<void> {
  await inTransaction(store, atTheMachine(organisation), db =>
    db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
      instant(store.clock()),
      act,
      what,
      'organisation',
      [organisation],
      detail,
    ]),
  );
}
