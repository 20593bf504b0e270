import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** The service as `npm start` runs it: a process of its own, with a data folder of its own. */
export interface Service {
  readonly origin: string;
  readonly dataFolder: string;
  readonly said: () => string;
  /** The database as its superuser, as nobody in the service ever is: to alter a row by hand. */
  superuserUrl(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Runs another command beside it. */
  throughcare(...args: string[]): Promise<{ status: number | null; out: string; err: string }>;
}

/** Starts the demonstration in a fresh data folder, in a path with a space; waits until it says that it is ready. */
export async function startService(...args: string[]): Promise<Service> {
  const outside = mkdtempSync(join(tmpdir(), 'throughcare-tour-'));
  chmodSync(outside, 0o711); // The database may run as another account, which has to pass through.
  const dataFolder = join(outside, 'a folder');
  mkdirSync(dataFolder, { mode: 0o711 });
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), THROUGHCARE_DATA: dataFolder };
  const child = spawn(process.execPath, [main, 'serve', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops it.')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', status => reject(new Error(`It ended with status ${status} and said:\n${said}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    dataFolder,
    said: () => said,
    superuserUrl() {
      const file = readFileSync(join(dataFolder, 'connection.json'), 'utf8');
      const { socketFolder, passwords } = JSON.parse(file) as {
        socketFolder: string;
        passwords: { superuser: string };
      };
      return `postgresql://postgres:${passwords.superuser}@${encodeURIComponent(socketFolder)}/throughcare`;
    },
    async stop(signal = 'SIGINT') {
      child.kill(signal);
      const status = await ended;
      rmSync(outside, { recursive: true, force: true });
      return status;
    },
    throughcare: (...words) => run([main, ...words], env),
  };
}

async function run(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const status = await new Promise<number | null>(resolve => child.on('close', resolve));
  return { status, out, err };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
