import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { refuseUnreachable, serverAccount } from '../../src/embedded/run-as.ts';

const passwd = ['root:x:0:0::/root:/bin/sh', 'nobody:x:65534:65533::/:/bin/false'].join('\n');

test('an ordinary user runs the database under their own account', () => {
  assert.equal(serverAccount(passwd, 1000), undefined);
});

test('root runs the database as an account that stands in passwd, its own one first', () => {
  assert.deepEqual(serverAccount(passwd, 0), { name: 'nobody', uid: 65534, gid: 65533 });
  const withOwn = `${passwd}\nthroughcare:x:990:991::/:/bin/false`;
  assert.deepEqual(serverAccount(withOwn, 0), { name: 'throughcare', uid: 990, gid: 991 });
});

test('root without any such account is told what to add', () => {
  assert.throws(() => serverAccount('root:x:0:0::/root:/bin/sh', 0), /useradd --system throughcare/);
});

test('a data folder below a private home is refused to another account, in words', () => {
  const top = mkdtempSync(join(tmpdir(), 'throughcare-home-'));
  try {
    const folder = join(top, 'private', 'data');
    mkdirSync(folder, { recursive: true });
    chmodSync(top, 0o711);
    chmodSync(join(top, 'private'), 0o700);
    const stranger = { name: 'nobody', uid: 64_999, gid: 64_999 };
    assert.throws(() => refuseUnreachable(folder, stranger), /may not enter .*private .*permission denied/);
    chmodSync(join(top, 'private'), 0o711);
    chmodSync(folder, 0o711);
    refuseUnreachable(folder, stranger);
    refuseUnreachable(folder, undefined);
  } finally {
    rmSync(top, { recursive: true });
  }
});
