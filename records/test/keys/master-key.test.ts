import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMasterKey } from '../../src/keys/master-key.ts';

function inFolder(work: (file: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-keys-'));
  try {
    work(join(folder, 'keys', 'master.key'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a master key is made once, for its owner alone, and read again', () => {
  inFolder(file => {
    const made = readMasterKey(file, {});
    assert.equal(made.length, 32);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readMasterKey(file, {}), made);
  });
});

test('the environment wins, and then no file is made', () => {
  inFolder(file => {
    const key = Buffer.alloc(32, 1);
    assert.deepEqual(readMasterKey(file, { THROUGHCARE_MASTER_KEY: key.toString('base64') }), key);
    assert.ok(!existsSync(file));
  });
});

test('a key of the wrong length is refused, with what came and what is wanted', () => {
  inFolder(file => {
    assert.throws(
      () => readMasterKey(file, { THROUGHCARE_MASTER_KEY: 'c2hvcnQ=' }),
      /THROUGHCARE_MASTER_KEY holds 5 bytes, and a master key has 32/,
    );
    readMasterKey(file, {});
    writeFileSync(file, '');
    assert.throws(() => readMasterKey(file, {}), /holds 0 bytes/);
  });
});

test('a key that others can read is refused', () => {
  inFolder(file => {
    readMasterKey(file, {});
    chmodSync(file, 0o644);
    assert.throws(() => readMasterKey(file, {}), /can be read by others/);
  });
});

test('a command for a key service is run once and gives the key; both ways at once are refused', () => {
  inFolder(file => {
    const key = Buffer.alloc(32, 3).toString('base64');
    const command = { THROUGHCARE_MASTER_KEY_COMMAND: `echo ${key}` };
    assert.deepEqual(readMasterKey(file, command), Buffer.alloc(32, 3));
    assert.ok(!existsSync(file));
    assert.throws(() => readMasterKey(file, { ...command, THROUGHCARE_MASTER_KEY: key }), /both set/);
  });
});

test('a command that fails is refused in words that repeat nothing of what it said', () => {
  inFolder(file => {
    for (const ends of ['exit 3', 'kill -9 $$', 'echo c2hvcnQ=', 'head -c 9999 /dev/zero']) {
      const command = { THROUGHCARE_MASTER_KEY_COMMAND: `echo canary >&2; ${ends}` };
      assert.throws(
        () => readMasterKey(file, command),
        (error: Error) => {
          assert.match(error.message, /THROUGHCARE_MASTER_KEY_COMMAND/);
          assert.match(error.message, /Nothing was opened\./);
          assert.doesNotMatch(error.message, /canary/);
          return true;
        },
      );
    }
    assert.ok(!existsSync(file));
  });
});
