import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataFolderFor } from '../../src/embedded/place.ts';

const home = '/home/ada';

test('root keeps data below /var/lib, each kind in a folder of its own', () => {
  assert.equal(
    dataFolderFor('demonstration', { uid: 0, home, env: {} }),
    '/var/lib/throughcare/demonstration',
  );
  assert.equal(dataFolderFor('service', { uid: 0, home, env: {} }), '/var/lib/throughcare/service');
});

test('an ordinary user keeps data below the data home, or ~/.local/share without one', () => {
  assert.equal(
    dataFolderFor('service', { uid: 1000, home, env: {} }),
    '/home/ada/.local/share/throughcare/service',
  );
  const env = { XDG_DATA_HOME: '/home/ada/my data' };
  assert.equal(dataFolderFor('service', { uid: 1000, home, env }), '/home/ada/my data/throughcare/service');
});

test('a data home that is no absolute path is left aside, as its specification asks', () => {
  const env = { XDG_DATA_HOME: 'data' };
  assert.equal(
    dataFolderFor('service', { uid: 1000, home, env }),
    '/home/ada/.local/share/throughcare/service',
  );
});

test('THROUGHCARE_DATA is taken as it stands, for everybody', () => {
  const env = { THROUGHCARE_DATA: '/srv/case data' };
  assert.equal(dataFolderFor('service', { uid: 0, home, env }), '/srv/case data');
  assert.equal(dataFolderFor('demonstration', { uid: 1000, home, env }), '/srv/case data');
});
