import { createConnection, createServer, type Server } from 'node:net';
import { statSync } from 'node:fs';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Refused, errorCode } from '../refused.ts';

/**
 * One process at a time per data folder. The lock is a listening socket in Linux's abstract namespace, named
 * after the folder's device and inode: the kernel lets go of it when the process ends, however it ends, so no
 * stale lock can remain and no process id can be mistaken for another's.
 */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process has the folder. Whoever only wants to look can go to its server instead. */
export class FolderInUse extends Refused {}

export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = lockName(folder);
  const server = createServer(socket => socket.end(String(process.pid)).on('error', () => {}));
  server.unref();
  try {
    await listen(server, name);
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    throw new FolderInUse(
      `The data folder ${folder} is in use by process ${await holder(name)}. Nothing was changed. Stop that one ` +
        `first, or set THROUGHCARE_DATA to another folder.`,
    );
  }
  return {
    async release() {
      server.close();
      await once(server, 'close');
    },
  };
}

function lockName(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `\0throughcare:${dev}:${ino}`;
}

async function listen(server: Server, name: string): Promise<void> {
  server.listen(name);
  await once(server, 'listening');
}

/** The holder answers with its process id. */
async function holder(name: string): Promise<string> {
  try {
    const answer = await text(createConnection(name).setTimeout(2000));
    return /^\d+$/.test(answer) ? answer : 'unknown';
  } catch {
    return 'unknown';
  }
}
