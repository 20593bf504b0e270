import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { journalOf, note, openJournal, type Line } from './journal.ts';

test('a line that was cut off, where its writer was killed, takes nothing of what the next writer says with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-journal-'));
  const file = join(folder, 'one.jsonl');
  try {
    const said: Line[] = [
      { what: 'sent', command: 'a', streams: ['s'] },
      { what: 'sent', command: 'b', streams: ['t'] },
    ];
    const first = openJournal(file);
    note(first, said[0]);
    closeSync(first);
    writeFileSync(file, '{"what":"done","comm', { flag: 'a' });
    const second = openJournal(file);
    note(second, said[1]);
    closeSync(second);
    assert.deepEqual(journalOf(file), said);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
