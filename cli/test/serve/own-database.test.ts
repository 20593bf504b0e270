import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseUnreadable, withLogin } from '../../src/serve/own-database.ts';
import { ownDatabaseFolder } from '../../src/serve/own-database-folder.ts';

test('a value that is no connection string is refused by its name, and never said', () => {
  for (const wrong of ['nonsense-secret', 'mysql://a:secret@host/db', 'postgresql://host/secret']) {
    assert.throws(
      () => refuseUnreadable('DATABASE_AUTH_URL', wrong),
      (error: Error) => error.message.startsWith('DATABASE_AUTH_URL') && !error.message.includes('secret'),
    );
  }
  refuseUnreadable('DATABASE_URL', 'postgresql://login:password@127.0.0.1:5432/throughcare');
  refuseUnreadable('DATABASE_URL', 'postgres://login@%2Frun%2Fpostgresql/throughcare');
});

test('what stops a login is said in words, with the variable that names it', async () => {
  const nobodyAnswers = await withLogin('DATABASE_URL', async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }).catch((error: Error) => error);
  assert.equal(nobodyAnswers.name, 'Refused');
  assert.match(nobodyAnswers.message, /^DATABASE_URL: no server answers there/);
  const fault = new Error('a fault of our own');
  await assert.rejects(
    withLogin('DATABASE_URL', () => Promise.reject(fault)),
    fault,
  );
});

test('E39: the folder beside an own database is of one kind for good', t => {
  const outside = mkdtempSync(join(tmpdir(), 'throughcare-own-'));
  t.after(() => rmSync(outside, { recursive: true }));
  const folder = join(outside, 'data');
  ownDatabaseFolder(folder, 'service');
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  ownDatabaseFolder(folder, 'service');
  assert.throws(() => ownDatabaseFolder(folder, 'demonstration'), {
    name: 'Refused',
    message: /holds a service with real people.*Nothing was changed/,
  });
  writeFileSync(join(folder, 'folder.json'), '{"format":2,"kind":"service"}');
  assert.throws(() => ownDatabaseFolder(folder, 'service'), { name: 'Refused', message: /newer version/ });
});
