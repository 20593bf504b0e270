import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roles as roleWords, type Role } from '@throughcare/pathway';
import { allows } from '../../src/frame/policy.ts';
import { routes } from '../../src/routes.ts';
import { whoOpens } from './who-opens.ts';

const everybody = Object.keys(roleWords) as Role[];

test('E20: every address is open to just the roles that may ask what it answers, or record what it saves', () => {
  const wrong = routes
    .filter(({ policy }) => policy.who === 'staff')
    .flatMap(({ method, pattern, policy }) => {
      const should = whoOpens(method, pattern);
      if (!should) return [`nobody has said whose ${method} ${pattern} is`];
      return everybody
        .filter(role => allows(policy, [role]) !== should.includes(role))
        .map(role => `${method} ${pattern}: ${role} ${should.includes(role) ? 'is shut out' : 'is let in'}`);
    });
  assert.deepEqual(wrong, []);
});
