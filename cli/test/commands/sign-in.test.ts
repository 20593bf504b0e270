import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { openAccounts } from '@throughcare/web';
import { exportAll } from '../../src/commands/export.ts';
import { importAll } from '../../src/commands/import.ts';
import { signIn } from '../../src/commands/sign-in.ts';
import { listening, openDataFolder } from './data-folder.ts';

test('E42, E21: after an import an operator lets the administrator of the house sign in, under the account that the record knows, and the auditor sees it', async () => {
  const [old, fresh] = [await openDataFolder(), await openDataFolder()];
  try {
    const [id, userId] = [randomUUID(), randomUUID()];
    await old.records.found({
      id,
      name: 'Fernside',
      madeUp: true,
      on: day('2026-03-02'),
      administrator: { userId, name: 'Ada Quill' },
    });
    const { said, io } = listening();
    const folder = join(old.top, 'everything');
    const away = [folder, '--by', userId, '--reason', 'moves', '--data', old.dataFolder];
    assert.equal(await exportAll.run(away, io), 0, said.err);
    assert.equal(await importAll.run([folder, '--data', fresh.dataFolder], io), 0, said.err);
    assert.match(said.out, /Took in 2 events of 1 record,/);

    const give = async (...args: string[]) => {
      const heard = listening();
      assert.equal(await signIn.run([...args, '--data', fresh.dataFolder], heard.io), 0);
      return heard.said.out;
    };
    assert.equal(await give(), `${userId}  Ada Quill (administrator)\n`);
    const words = await give(userId, '--email', 'ada@fernside.example');
    const [, password] = /the password (\S+) \(shown here once/.exec(words)!;
    await assert.rejects(
      give(userId, '--email', 'other@fernside.example'),
      /has an account to sign in with already/,
    );
    await assert.rejects(
      give(randomUUID(), '--email', 'x@fernside.example'),
      /Nobody who works here now has the account/,
    );
    await assert.rejects(give(userId, '--email', 'nothing'), /does not look like an e-mail address/);

    const accounts = await openAccounts({
      authUrl: fresh.server.authUrl,
      origin: 'http://127.0.0.1',
      secret: fresh.records.keyFor('sign-in').toString('base64'),
      requireCode: false,
    });
    try {
      const signedIn = await accounts.signIn(new Headers(), 'ada@fernside.example', password);
      assert.ok(signedIn.outcome === 'in');
      const cookie = signedIn.cookies.map(one => one.split(';')[0]).join('; ');
      assert.equal((await accounts.signedIn(new Headers({ cookie })))?.userId, userId);
    } finally {
      await accounts.close();
    }

    // Who sat at the machine has no account: the record says that it was done there, and for whom.
    const ada = { userId, organisationId: id, name: 'Ada Quill' };
    const auditing = {
      do: 'join',
      on: day('2026-03-02'),
      user: 'noor',
      name: 'Noor',
      roles: ['auditor'],
    } as const;
    await fresh.records.as(ada).decide('organisation', id, 'latest', randomUUID(), auditing);
    const auditor = fresh.records.as({ userId: 'noor', organisationId: id, name: 'Noor' });
    const { rows } = await auditor.auditTrail({ sinceMs: 0, user: 'system' });
    const given = rows.filter(one => one.what === 'signInAtTheMachine');
    assert.ok(
      given.length > 0 && given.every(one => one.detail.includes(userId)),
      'E21: who got in is named',
    );
    assert.equal(rows.filter(one => one.what === 'staffAtTheMachine').length, 5, 'E21: and each look');
    assert.equal(rows.filter(one => one.what === 'password_renewed').length, 1, 'E21: what was given once');
  } finally {
    for (const one of [old, fresh]) {
      await one.records.close();
      await one.server.stop();
      rmSync(one.top, { recursive: true });
    }
  }
});
