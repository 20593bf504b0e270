import { londonDay, roles, type Role } from '@throughcare/pathway';
import { serviceHistory, signsInAs, USUAL_PEOPLE, type ServiceHistory } from '@throughcare/demo';
import { Refused, type FilledStream, type Records } from '@throughcare/records';
import type { AccountStore, TryAs } from '@throughcare/web';
import { beginFilling, finishFilling, unfinishedFilling } from './unfinished-filling.ts';

/** The same seed gives the same made-up people. */
const SEED = 1;
/** Printed at every start: it opens made-up people on this machine, and nothing else (E39). */
export const DEMONSTRATION_PASSWORD = 'made-up-people';

export interface FillingOptions {
  readonly records: Pick<Records, 'organisations' | 'fill' | 'verifyAudit'>;
  /** The data folder, which remembers a filling that was cut short. */
  readonly folder: string;
  /** How many made-up people; the usual number when absent. Only a new demonstration heeds it. */
  readonly people: number | undefined;
  /** Milliseconds since 1970, by the clock of the demonstration. */
  readonly now: number;
  readonly tell: (words: string) => void;
  /** Asked for while it fills, it ends between two streams. */
  readonly stop: AbortSignal;
}

/** The made-up service: filled on the first start, found as it was on every other. Gives its organisation. */
export async function fillDemonstration(options: FillingOptions): Promise<{ organisation: string }> {
  const { records, folder, people, now, tell, stop } = options;
  const [there] = await records.organisations();
  const unfinished = there && unfinishedFilling(folder);
  if (there && !unfinished) {
    if (people !== undefined)
      tell('The demonstration is filled already and was left as it is: --people had no effect.');
    return { organisation: there.id };
  }
  const filling = unfinished ?? { people: people ?? USUAL_PEOPLE, today: londonDay(now) };
  const history = serviceHistory(SEED, filling.people, filling.today);
  const size = filling.people.toLocaleString('en-GB');
  tell(
    unfinished
      ? `Filling the demonstration was cut short. Going on with it: about ${size} made-up people …`
      : `Filling the demonstration: a made-up service of about ${size} people …`,
  );
  beginFilling(folder, filling);
  // Streams are kept in their order and whole, so their number tells where to go on.
  const kept = unfinished ? (await records.verifyAudit()).checked.streams : 0;
  const { streams, events } = await records.fill(history.organisation, toldStreams(history, kept, stop));
  finishFilling(folder);
  const more = unfinished ? ' more' : '';
  tell(
    `${events.toLocaleString('en-GB')}${more} things happened, in ${streams.toLocaleString('en-GB')} records.`,
  );
  return { organisation: history.organisation };
}

function* toldStreams(history: ServiceHistory, kept: number, stop: AbortSignal): Iterable<FilledStream> {
  let passed = 0;
  for (const { kind, id, steps } of history.streams()) {
    if (stop.aborted) {
      throw new Refused(
        'Stopped while the demonstration was being filled. What is filled is kept; the next start goes on from there.',
      );
    }
    if (steps.length === 0 || passed++ < kept) continue;
    const told = steps.map(({ at, actor, command }) => ({ recordedAt: at, actor, command }));
    yield { kind, id, steps: told } as FilledStream;
  }
}

/** One account a role, without a second factor: allowed on loopback, for made-up people only (E39). */
export async function demonstrationAccounts(
  records: Records,
  accounts: AccountStore,
  organisation: string,
): Promise<TryAs[]> {
  const staff = await records.staff(organisation);
  const tryAs: TryAs[] = [];
  for (const role of Object.keys(roles) as Role[]) {
    const somebody = staff.find(one => one.name === signsInAs(role));
    if (!somebody) continue;
    const email = `${role.replaceAll('_', '.')}@demonstration.example`;
    const { name, userId } = somebody;
    await accounts.createAccount({ email, name, userId, password: DEMONSTRATION_PASSWORD });
    tryAs.push({ email, password: DEMONSTRATION_PASSWORD, name, role });
  }
  return tryAs;
}
