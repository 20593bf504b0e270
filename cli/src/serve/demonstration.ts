import { londonDay, roles, type Role } from '@throughcare/pathway';
import { serviceHistory, signsInAs, USUAL_PEOPLE, type ServiceHistory } from '@throughcare/demo';
import type { FilledStream, Records } from '@throughcare/records';
import type { AccountStore, TryAs } from '@throughcare/web';

/** The same seed gives the same made-up people. */
const SEED = 1;
/** Printed at every start: it opens made-up people on this machine, and nothing else (E39). */
export const DEMONSTRATION_PASSWORD = 'made-up-people';

/** The made-up service: filled on the first start, found as it was on every other. Gives its organisation. */
export async function fillDemonstration(
  records: Records,
  people: number | undefined,
  now: number,
  tell: (words: string) => void,
): Promise<{ organisation: string; filled: boolean }> {
  const [there] = await records.organisations();
  if (there) return { organisation: there.id, filled: false };
  const size = people ?? USUAL_PEOPLE;
  const history = serviceHistory(SEED, size, londonDay(now));
  tell(`Filling the demonstration: a made-up service of about ${size.toLocaleString('en-GB')} people …`);
  const { streams, events } = await records.fill(history.organisation, toldStreams(history));
  tell(`${events.toLocaleString('en-GB')} things happened, in ${streams.toLocaleString('en-GB')} records.`);
  return { organisation: history.organisation, filled: true };
}

function* toldStreams(history: ServiceHistory): Iterable<FilledStream> {
  for (const { kind, id, steps } of history.streams()) {
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
