import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { withClient } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/embedded/embedded.ts';

const top = mkdtempSync(join(tmpdir(), 'throughcare-embedded-'));
// Deeper than the 107 bytes that a socket's address may have, and with a space.
const dataFolder = join(
  top,
  'a service with a long name',
  'and a folder that lies quite deep in it',
  'x'.repeat(60),
);
const start = (kind: 'demonstration' | 'service' = 'demonstration') => startEmbedded({ kind, dataFolder });

before(() => chmodSync(top, 0o711));
after(() => rmSync(top, { recursive: true }));

test('the database keeps what was written over a stop and a second start, in a deep path with a space', async () => {
  const first = await start();
  await withClient(first.ownerUrl, async client => {
    await client.query('create table kept (word text)');
    await client.query(`insert into kept values ('here')`);
  });
  await first.stop();
  const second = await start();
  await withClient(second.ownerUrl, async client => {
    const { rows } = await client.query<{ word: string }>('select word from kept');
    assert.deepEqual(rows, [{ word: 'here' }]);
  });
  await second.stop();
});

test('it listens on a socket in a closed folder and on no network, and writes through to the disk', async () => {
  const server = await start();
  try {
    const { settings, socket } = await withClient(server.superuserUrl, async client => {
      const { rows } = await client.query<{ name: string; setting: string }>(
        `select name, setting from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'data_checksums')
          order by name`,
      );
      return { settings: rows.map(row => `${row.name}=${row.setting}`), socket: client.host };
    });
    assert.deepEqual(settings, [
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'listen_addresses=',
      'synchronous_commit=on',
    ]);
    assert.equal(statSync(socket).mode & 0o777, 0o700);
    assert.equal(statSync(server.layout.connection).mode & 0o777, 0o600);
  } finally {
    await server.stop();
  }
});

test('nobody connects without the password', async () => {
  const server = await start();
  try {
    const wrong = new Client({ connectionString: server.superuserUrl.replace(/:[^:@]+@/, ':guess@') });
    await assert.rejects(wrong.connect(), /password authentication failed/);
  } finally {
    await server.stop();
  }
});

test('a second start is told who has the folder, and the first is not harmed', async () => {
  const first = await start();
  try {
    await assert.rejects(start(), new RegExp(`in use by process ${process.pid}\\. Nothing was changed`));
    await withClient(first.serveUrl, client => client.query('select 1'));
  } finally {
    await first.stop();
  }
});

test('E39: a running demonstration is refused to real people', async () => {
  const server = await start();
  await server.stop();
  await assert.rejects(start('service'), /never share a data folder/);
});

/** Starts a database in a process of its own; gives that process and the server's id. */
async function startElsewhere(): Promise<{ holder: ChildProcess; serverPid: number; socketFolder: string }> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.fixture.ts'), dataFolder]);
  await once(holder.stdout, 'data');
  const { socketFolder } = JSON.parse(readFileSync(join(dataFolder, 'connection.json'), 'utf8')) as {
    socketFolder: string;
  };
  const pidFile = readFileSync(join(dataFolder, 'database', 'postmaster.pid'), 'utf8');
  return { holder, serverPid: Number(pidFile.split('\n')[0]), socketFolder };
}

async function assertKept(socketFolder: string): Promise<void> {
  const server = await start();
  try {
    await withClient(server.ownerUrl, async client => {
      const { rows } = await client.query<{ word: string }>('select word from kept');
      assert.deepEqual(rows, [{ word: 'here' }]);
    });
    assert.ok(!existsSync(socketFolder));
  } finally {
    await server.stop();
  }
  assert.ok(!existsSync(join(dataFolder, 'database', 'postmaster.pid')));
}

test('a start after a kill finds what was acknowledged, and leaves no socket folder', async () => {
  const { holder, socketFolder } = await startElsewhere();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await assertKept(socketFolder);
});

test('a start ends a server that was left behind when its process and its watch were killed', async () => {
  const { holder, serverPid, socketFolder } = await startElsewhere();
  process.kill(watchOf(serverPid), 'SIGKILL');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.ok(existsSync(`/proc/${serverPid}`), 'the server outlives both');
  await assertKept(socketFolder);
});

test('a server ends by itself when the process that started it is killed', async () => {
  const { holder, serverPid } = await startElsewhere();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  for (let waited = 0; isRunning(serverPid) && waited < 20_000; waited += 50) await sleep(50);
  assert.ok(!isRunning(serverPid));
});

function watchOf(serverPid: number): number {
  const watch = readdirSync('/proc').find(
    name => /^\d+$/.test(name) && commandOf(name).endsWith(`kill -INT "$0"\0${serverPid}\0`),
  );
  assert.ok(watch);
  return Number(watch);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A process that has ended and waits to be taken note of has no command line. */
function isRunning(pid: number): boolean {
  return commandOf(String(pid)) !== '';
}

test('the libraries are linked without an install script', async () => {
  const [program] = readdirSync(join(dataFolder, 'programs')).filter(name => !name.startsWith('.'));
  const links = readdirSync(join(dataFolder, 'programs', program, 'lib'));
  assert.ok(links.includes('libpq.so') && links.includes('libpq.so.5'));
});

test('nothing of a stopped server is left in the folder for temporary files', async () => {
  const server = await start();
  const socket = await withClient(server.serveUrl, async client => client.host);
  await server.stop();
  assert.ok(!existsSync(socket));
  assert.ok(existsSync(dirname(socket)));
});
