import { createServer, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** What a pooler shares its connections by: each statement or transaction on its own, or whole sessions. */
export type Sharing = 'statements' | 'transactions' | 'sessions';

export interface Pooler {
  /** The same login, through it. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A small pooler in front of PostgreSQL: so many connections of its own, which it gives to whoever asks next, and takes
 * back when a transaction or a session ends. It drops what a connection asks for in its first message, as poolers do.
 */
export async function startPooler(url: string, size: number, sharing: Sharing): Promise<Pooler> {
  const logins = await Promise.all(Array.from({ length: size }, () => signedIn(url)));
  const free = logins.map(streamOf);
  const waiting: ((server: Socket) => void)[] = [];
  const take = () =>
    new Promise<Socket>(resolve => (free.length > 0 ? resolve(free.shift()!) : waiting.push(resolve)));
  const giveBack = (server: Socket) => {
    server.removeAllListeners('data');
    const next = waiting.shift();
    // The one that was used last is given first, as PgBouncer does.
    if (next) next(server);
    else free.unshift(server);
  };
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-pool-'));
  const clients = new Set<Socket>();
  const listener = createServer(client => {
    clients.add(client);
    serve(client, take, giveBack, sharing);
  });
  await new Promise<void>(resolve => listener.listen(join(folder, '.s.PGSQL.5432'), resolve));
  return {
    url: url.replace(/@[^/]*\//, `@${encodeURIComponent(folder)}/`),
    async close() {
      for (const client of clients) client.destroy();
      for (const login of logins) streamOf(login).destroy();
      await new Promise(resolve => listener.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signedIn(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  streamOf(client).removeAllListeners('data');
  return client;
}

function streamOf(client: Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}

// 'You are signed in', and 'ask'; https://www.postgresql.org/docs/current/protocol-message-formats.html
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const [TERMINATE, READY, IDLE] = [0x58, 0x5a, 0x49];
// As PgBouncer 1.18 answers a `begin` in its statement mode, before it hangs up.
const fields = 'SFATAL\0C08P01\0Mtransaction blocks not allowed in statement pooling mode\0\0';
const noTransactions = Buffer.from(`E\0\0\0${String.fromCharCode(fields.length + 4)}${fields}`, 'latin1');

function serve(
  client: Socket,
  take: () => Promise<Socket>,
  giveBack: (server: Socket) => void,
  sharing: Sharing,
): void {
  let server: Promise<Socket> | undefined;
  let welcomed = false;
  const release = () => {
    void server?.then(giveBack);
    server = undefined;
  };
  const begin = async (): Promise<Socket> => {
    const taken = await take();
    let rest = Buffer.alloc(0);
    taken.on('data', (chunk: Buffer) => {
      const ended = readies((rest = Buffer.concat([rest, chunk])));
      rest = rest.subarray(ended.read);
      if (sharing === 'statements' && ended.inTransaction) {
        client.end(noTransactions);
        return;
      }
      if (sharing !== 'sessions' && ended.idle) release();
      client.write(chunk);
    });
    return taken;
  };
  client.on('error', () => {});
  client.on('data', (chunk: Buffer) => {
    if (!welcomed) {
      welcomed = true;
      client.write(welcome);
    } else if (chunk[0] === TERMINATE) client.end();
    else void (server ??= begin()).then(one => one.write(chunk));
  });
  client.on('close', release);
}

/** How much of this is whole messages, and whether the last of them says that no transaction is open, or that one is. */
function readies(bytes: Buffer): { read: number; idle: boolean; inTransaction: boolean } {
  let read = 0;
  let state = 0;
  while (bytes.length - read >= 5) {
    const length = 1 + bytes.readUInt32BE(read + 1);
    if (bytes.length - read < length) break;
    state = bytes[read] === READY ? bytes[read + 5] : 0;
    read += length;
  }
  return { read, idle: state === IDLE, inTransaction: state !== 0 && state !== IDLE };
}
