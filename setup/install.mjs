// Installs what the lock file names, once. Plain JavaScript without dependencies: it runs on the machine's own
// Node (20 or later) before anything else is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
// Written last and deleted with node_modules, so an interrupted install leaves no stamp and is done again.
const stampFile = join(modules, '.installed');
const lockFolder = join(root, '.install.lock');

const say = text => process.stderr.write(`${text}\n`);
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** What an install depends on: the lock file and every package.json of the house. */
function wanted() {
  const hash = createHash('sha256');
  const rooms = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
  for (const name of ['package-lock.json', 'package.json', ...rooms.map(room => `${room}/package.json`)]) {
    hash.update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

const installed = want => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want;

/** Makes node_modules what the lock file names, whoever else is doing the same at the moment. */
export async function install() {
  const want = wanted();
  if (installed(want)) return;
  await takeLock();
  try {
    if (!installed(want)) await run(want);
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

/** Two commands begun at once in an empty clone: one installs, the other waits and finds it done. */
async function takeLock() {
  let told = false;
  for (;;) {
    try {
      mkdirSync(lockFolder);
      holdLock(process.pid);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw explain(error);
    }
    if (holderIsGone()) {
      rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) say('Another command is installing what is missing. Waiting for it …');
    told = true;
    await pause(500);
  }
}

/** npm is a holder too: killed outright, this process would leave it behind, still writing. */
function holdLock(...pids) {
  writeFileSync(join(lockFolder, 'pids'), pids.join(' '));
}

function holderIsGone() {
  let pids;
  try {
    pids = readFileSync(join(lockFolder, 'pids'), 'utf8').split(' ').map(Number).filter(Boolean);
  } catch {
    // Made a moment ago, or just removed: look again. Without a name for longer, its maker was killed in between.
    const made = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs;
    return made !== undefined && Date.now() - made > 10_000;
  }
  return pids.length > 0 && !pids.some(isAlive);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

async function run(want) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const total = Object.values(lock.packages).filter(entry => entry.integrity && fitsHere(entry)).length;
  say(`Installing what is missing: about ${total} packages, some 600 MB. This happens once.`);
  // `npm ci` gives exactly the lock file. It refuses where a registry lacks a package for some other platform;
  // `npm install` takes the same versions and is content.
  const failed = (await npm(['ci'], total)) !== 0 && (await npm(['install', '--no-save'], total)) !== 0;
  if (failed) {
    say('');
    say(
      'The install did not finish. Nothing else was changed. See what npm said above; often the network or',
    );
    say('the disk is the reason. Then run the same command again: it goes on from the beginning by itself.');
    process.exit(1);
  }
  writeFileSync(stampFile, want);
  say('Installed.');
}

/** Packages for other platforms stand in the lock file too, and are not installed. */
function fitsHere({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

function npm(args, total) {
  // npm's own cli when started through npm, run by the machine's Node: the pinned one is replaced under way.
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const command = cli && cli.endsWith('.js') ? [node, cli] : ['npm'];
  // No install scripts: nothing here needs one, and none can run unseen.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], [...command.slice(1), ...args, ...flags], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    holdLock(process.pid, child.pid);
    let stopped = false;
    const stop = signal => {
      stopped = true;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const ticker = setInterval(() => say(`  … ${countPackages()} of about ${total}`), 5000);
    child.on('error', error => reject(explain(error)));
    child.on('exit', (code, signal) => {
      clearInterval(ticker);
      for (const one of signals) process.off(one, stop);
      if (stopped || signal) reject(new Error('The install was stopped. The next start does it again.'));
      else resolve(code ?? 1);
    });
  });
}

/** npm makes every folder at once and fills them one by one: one that is there has its package.json. */
function countPackages() {
  const names = folder =>
    existsSync(folder) ? readdirSync(folder).filter(name => !name.startsWith('.')) : [];
  const folders = names(modules).flatMap(name =>
    name.startsWith('@') ? names(join(modules, name)).map(inside => join(name, inside)) : [name],
  );
  return folders.filter(folder => existsSync(join(modules, folder, 'package.json'))).length;
}

function explain(error) {
  if (error.code === 'ENOENT')
    return new Error('npm was not found. Install Node 20 or later with npm, then run this again.');
  if (error.code === 'EACCES' || error.code === 'EROFS') {
    return new Error(
      `This folder cannot be written: ${root}. Move the clone to a folder of your own, or change its owner.`,
    );
  }
  if (error.code === 'ENOSPC')
    return new Error('The disk is full. Nothing was harmed. Free about 1 GB, then run this again.');
  return error;
}
