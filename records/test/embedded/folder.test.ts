import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFolder, refuseFullDisk } from '../../src/embedded/folder.ts';

function inFolder(work: (folder: string) => void): void {
  const top = mkdtempSync(join(tmpdir(), 'throughcare-folder-'));
  try {
    work(join(top, 'with a space', 'data'));
  } finally {
    rmSync(top, { recursive: true });
  }
}

test('E39: a folder of made-up people is refused to real people, and the other way round', () => {
  for (const [first, second] of [
    ['demonstration', 'service'],
    ['service', 'demonstration'],
  ] as const) {
    inFolder(folder => {
      openFolder(folder, first);
      const before = readFileSync(join(folder, 'folder.json'), 'utf8');
      assert.throws(() => openFolder(folder, second), /never share a data folder. Nothing was changed/);
      assert.equal(readFileSync(join(folder, 'folder.json'), 'utf8'), before);
      openFolder(folder, first);
    });
  }
});

test('a folder that a newer version wrote is refused, and not touched', () => {
  inFolder(folder => {
    openFolder(folder, 'service');
    const newer = JSON.stringify({ format: 99, kind: 'service' });
    writeFileSync(join(folder, 'folder.json'), newer);
    assert.throws(() => openFolder(folder, 'service'), /newer version of Throughcare \(format 99/);
    assert.equal(readFileSync(join(folder, 'folder.json'), 'utf8'), newer);
  });
});

test('a folder with strange files is refused, and nothing is put into it', () => {
  inFolder(folder => {
    openFolder(folder, 'service');
    rmSync(join(folder, 'folder.json'));
    writeFileSync(join(folder, 'holiday.txt'), '');
    assert.throws(() => openFolder(folder, 'service'), /holiday\.txt/);
    assert.deepEqual(readdirSync(folder), ['holiday.txt']);
  });
});

test('a description that cannot be read is refused in words', () => {
  inFolder(folder => {
    openFolder(folder, 'service');
    writeFileSync(join(folder, 'folder.json'), '{"format":');
    assert.throws(() => openFolder(folder, 'service'), /cannot be read as the description/);
  });
});

test('a full disk is said before anything is begun', () => {
  inFolder(folder => {
    const layout = openFolder(folder, 'service');
    const megabyte = 2 ** 20;
    assert.throws(
      () => refuseFullDisk(layout, () => 399 * megabyte),
      /is full \(399 MB free, 400 MB needed\)/,
    );
    refuseFullDisk(layout, () => 400 * megabyte);
  });
});
