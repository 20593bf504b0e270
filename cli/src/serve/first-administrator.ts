import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import { londonDay } from '@throughcare/pathway';
import { Refused, type Records } from '@throughcare/records';
import type { AccountStore } from '@throughcare/web';

/** Asks one question after another, whether somebody types or a file is piped in. */
interface Asker {
  ask(question: string, hidden?: boolean): Promise<string>;
  close(): void;
}

/** What stands in the way of an answer, or undefined. */
type Objection = (answer: string) => string | undefined;

/**
 * Begins a service without a demonstration: asks at the terminal for the organisation and its first administrator,
 * again and again until the answer will do. Nothing is kept before the last question is answered.
 */
export async function askFirstAdministrator(
  records: Records,
  accounts: AccountStore,
  now: number,
  stop: AbortSignal,
): Promise<string> {
  const [there] = await records.organisations();
  if (there) return there.id;
  const asker = openAsker(stop);
  try {
    process.stderr.write('\nThis service is empty. Four questions, then it begins.\n\n');
    const organisation = await until(asker, 'Name of your organisation: ', needed('a name'));
    const name = await until(asker, 'Your own name: ', needed('your name'));
    const email = await until(asker, 'Your e-mail address (you sign in with it): ', looksLikeEmail);
    const password = await until(
      asker,
      'A password of at least 12 characters (not shown): ',
      longEnough,
      true,
    );
    const { userId } = await accounts.createAccount({ email, name, password });
    const id = randomUUID();
    await records.found({
      id,
      name: organisation,
      madeUp: false,
      on: londonDay(now),
      administrator: { userId, name },
    });
    process.stderr.write(
      '\nDone. At your first sign-in you set up the one-time code that everybody here needs.\n',
    );
    return id;
  } finally {
    asker.close();
  }
}

async function until(asker: Asker, question: string, objection: Objection, hidden = false): Promise<string> {
  for (;;) {
    const answer = (await asker.ask(question, hidden)).trim();
    const fault = objection(answer);
    if (!fault) return answer;
    process.stderr.write(`${fault}\n`);
  }
}

const needed =
  (what: string): Objection =>
  answer =>
    answer === '' ? `Please give ${what}.` : undefined;
const looksLikeEmail: Objection = answer =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer) ? undefined : 'That does not look like an e-mail address.';
const longEnough: Objection = answer =>
  answer.length >= 12 ? undefined : `That has ${answer.length} characters; at least 12 are needed.`;

function openAsker(stop: AbortSignal): Asker {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: process.stdin.isTTY,
    signal: stop,
  });
  const lines = terminal[Symbol.asyncIterator]();
  return {
    async ask(question, hidden = false) {
      process.stderr.write(question);
      const show = hidden ? muted(terminal) : undefined;
      const { value, done } = await lines.next();
      show?.();
      if (done) {
        throw new Refused(
          'The questions were not answered to the end. Nothing was kept. Start it at a terminal, or pipe the four answers in.',
        );
      }
      return value;
    },
    close: () => terminal.close(),
  };
}

/** Keeps a typed password off the screen; gives back the function that shows again. */
function muted(terminal: Interface): () => void {
  const writer = terminal as unknown as { _writeToOutput?: (text: string) => void };
  const shown = writer._writeToOutput;
  if (!process.stdin.isTTY) return () => {};
  writer._writeToOutput = () => {};
  return () => {
    if (shown) writer._writeToOutput = shown;
    process.stderr.write('\n');
  };
}
