import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from './write-whole.ts';

/**
 * How to reach the running embedded server: the folder of its socket, and a password for each role. Readable
 * by the owner of the data folder alone. The passwords are made once, with the cluster.
 */
const connection = z.object({
  socketFolder: z.string().nullable(),
  passwords: z.object({ superuser: z.string(), owner: z.string(), serve: z.string(), auth: z.string() }),
});

export type ConnectionFile = z.infer<typeof connection>;

export const DATABASE = 'throughcare';

/** The login of each role in the embedded server. */
export const logins = {
  superuser: 'postgres',
  owner: 'throughcare_owner',
  serve: 'throughcare_serve',
  auth: 'throughcare_auth',
} as const;

export type Login = keyof typeof logins;

export function readConnection(file: string): ConnectionFile | undefined {
  if (!existsSync(file)) return undefined;
  return connection.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeConnection(file: string, content: ConnectionFile): void {
  writeWhole(file, `${JSON.stringify(content)}\n`, 0o600);
}

export function forgetConnection(file: string): void {
  rmSync(file, { force: true });
}

/** A connection string over the unix socket; the folder takes the place of the host. */
export function socketUrl(content: ConnectionFile, login: Login, database: string = DATABASE): string {
  if (content.socketFolder === null) throw new Error('The embedded server is not running.');
  const host = encodeURIComponent(content.socketFolder);
  return `postgresql://${logins[login]}:${content.passwords[login]}@${host}/${database}`;
}
