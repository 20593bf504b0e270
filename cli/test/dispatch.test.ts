import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dispatch } from '../src/dispatch.ts';
import type { Command } from '../src/command.ts';

const echo: Command = {
  name: 'echo',
  summary: 'Says it again.',
  usage: 'throughcare echo WORDS',
  run: async (args, io) => {
    const { positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { loud: { type: 'boolean' } },
    });
    io.out(positionals.join(' '));
    return 0;
  },
};

async function call(...args: string[]) {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  return { status: await dispatch([echo], args, io), ...said };
}

test('a command is found by its name and given its arguments', async () => {
  assert.deepEqual(await call('echo', 'a', 'b'), { status: 0, out: 'a b', err: '' });
});

test('an unknown command names those there are', async () => {
  const { status, err } = await call('ecko');
  assert.equal(status, 2);
  assert.match(err, /no command "ecko".*echo/);
});

test('help says how a command is written, without running it', async () => {
  assert.match((await call('echo', '--help')).out, /throughcare echo WORDS/);
  assert.match((await call('help')).out, /echo\s+Says it again/);
});

test('a missing file is said in words, with its name', async () => {
  const reading: Command = { ...echo, run: async () => readFileSync('/no/such/file').length };
  let said = '';
  const io = { out: () => {}, err: (text: string) => void (said += text) };
  assert.equal(await dispatch([reading], ['echo'], io), 1);
  assert.equal(said, 'There is no such file or folder: /no/such/file. Nothing else was changed.\n');
});

test('an unknown flag is a wrong call, in words', async () => {
  const { status, err } = await call('echo', '--laud');
  assert.equal(status, 2);
  assert.match(err, /laud/);
});
