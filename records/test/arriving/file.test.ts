import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day, parseDay } from '@throughcare/pathway';
import { decode } from '../../src/arriving/encoding.ts';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { readDay } from '../../src/arriving/read-day.ts';
import { readRow } from '../../src/arriving/read-row.ts';
import { readSheet } from '../../src/arriving/sheet.ts';
import { Refused } from '../../src/index.ts';
import { csv, headings, map as yaml, referred } from './sheet.ts';

const today = day('2026-03-12');
const map = readArrivingMap(yaml);

test('UTF-8 with and without its mark and UTF-16 either way round are recognised; Windows-1252 where the map says so', () => {
  const text = 'Zoë,O’Brien,Łódź\r\n';
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
  assert.equal(decode(Buffer.from(text), 'utf-8'), text);
  assert.equal(decode(Buffer.from(`\uFEFF${text}`), 'utf-8'), text);
  assert.equal(decode(little, 'utf-8'), text);
  assert.equal(decode(Buffer.from(little).swap16(), 'utf-8'), text);
  // Microsoft's table: 0xEB is ë, 0x92 is the right single quotation mark.
  assert.equal(decode(Buffer.from([0x5a, 0x6f, 0xeb, 0x92]), 'windows-1252'), 'Zoë’');
});

test('a file in another encoding is refused in words, and never read as something else', () => {
  assert.throws(() => decode(Buffer.from([0x5a, 0x6f, 0xeb]), 'utf-8'), /not UTF-8.*encoding: windows-1252/);
  assert.throws(() => decode(Buffer.from('Zoë'), 'windows-1252'), /the file is UTF-8/);
  assert.throws(() => decode(Buffer.from('a,b\r\nc', 'utf16le'), 'utf-8'), /UTF-16 without the mark/);
  assert.throws(() => decode(Buffer.from([0xff, 0xfe, 0x41]), 'utf-8'), /begins as UTF-16/);
});

test('lines are counted as an editor does, through quoted line breaks, blank lines and each way to end a line', () => {
  for (const end of ['\r\n', '\n', '\r']) {
    const rows = [
      { ...referred, 'First name': `To${end}bin` },
      referred,
      { ...referred, 'Last name': 'Zoë, "Z"' },
    ];
    const text = csv(rows, end).replace(`${end}OLD-1,Ashgrove,Tobin`, `${end}${end}OLD-1,Ashgrove,Tobin`);
    const sheet = readSheet(text, map).rows;
    assert.deepEqual(
      sheet.map(one => one.line),
      [2, 5, 6],
    );
    assert.equal(sheet[2].cells?.surname, 'Zoë, "Z"');
  }
});

test('E43: commas, semicolons and tabs are told apart by the headings, whatever else the cells hold, and it is said', () => {
  const rows = [headings, headings.map(one => ({ ...referred, 'Last name': 'Ash;,\tgrove' })[one] ?? '')];
  for (const [parting, by] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const) {
    const text = rows.map(cells => cells.map(one => `"${one}"`).join(by)).join('\r\n');
    const sheet = readSheet(text, map);
    assert.equal(sheet.parting, parting);
    assert.equal(sheet.rows[0].cells?.surname, 'Ash;,\tgrove');
    const bare = readSheet(`${headings.join(by)}\r\n${by.repeat(headings.length - 1)}`, map);
    assert.deepEqual([bare.parting, bare.rows.length], [parting, 1]);
  }
  const byBars = `${headings.join('|')}\r\n`;
  assert.throws(
    () => readSheet(byBars, map),
    /parted by commas, semicolons or tabs; this first line has 1 cells/,
  );
});

test('a row with too few or too many cells is refused by its line, and its neighbours are read', () => {
  const text = `${csv([referred])}OLD-2,Callow\r\n${','.repeat(headings.length)}\r\n${csv([referred]).split('\r\n')[1]}`;
  const read = readSheet(text, map).rows.map(row => readRow(row, map, today));
  assert.deepEqual(
    read.map(one => one.ok || one.faults.map(fault => fault.field)),
    [true, ['row'], ['row'], true],
  );
});

test('a quotation mark that is never closed refuses the whole file, names the line and quotes nobody', () => {
  const broken = `${csv([referred])}OLD-2,"Canaryname,Wren\r\n`;
  assert.throws(
    () => readSheet(broken, map),
    (error: Error) =>
      error instanceof Refused && /From line \d+/.test(error.message) && !/Canary/.test(error.message),
  );
});

test('a column that the map does not speak of is asked about, and a heading that is missing or twice is refused', () => {
  const file = csv([referred]);
  assert.throws(() => readSheet(file.replace('Shoe size', 'Hat size'), map), /no heading “Shoe size”/);
  assert.throws(
    () => readSheet(file, readArrivingMap(yaml.replace('[Shoe size]', '[]'))),
    /becomes of the column “Shoe size”/,
  );
  assert.throws(() => readSheet(file.replace('Shoe size', 'Ref').replace('Ref,', 'Ref,'), map), Refused);
  // A file without headings begins with a person.
  assert.throws(
    () => readSheet('Canaryname,Tobin\r\n', map),
    (error: Error) => error instanceof Refused && !/Canary/.test(error.message),
  );
});

test('a map that cannot be used says all that is wrong with it', () => {
  const wrong = yaml
    .replace('  since: Since\n', '')
    .replace('male: M', 'male: X')
    .replace('dates: day/month/year', 'dates: any');
  assert.throws(
    () => readArrivingMap(wrong),
    (error: Error) => /^ {2}dates/m.test(error.message) && /values\.sex\.male/.test(error.message),
  );
  assert.throws(
    () => readArrivingMap(yaml.replace('  since: Since\n', '')),
    /programme, basis, assessed says nothing without since/,
  );
  assert.throws(() => readArrivingMap(yaml.replace('surname: Last name', 'surname: Ref')), /named twice/);
  assert.throws(() => readArrivingMap('a: [b'), /not YAML/);
});

test('a day is read in the form that the map names, and asked about without one', () => {
  assert.deepEqual(readDay('03/04/2024', 'day/month/year', today), { day: '2024-04-03' });
  assert.deepEqual(readDay('03/04/2024', 'month/day/year', today), { day: '2024-03-04' });
  assert.deepEqual(readDay('3.4.2024', 'day/month/year', today), { day: '2024-04-03' });
  assert.deepEqual(readDay('2024-04-03', undefined, today), { day: '2024-04-03' });
  const asked = readDay('03/04/2024', undefined, today);
  assert.match('fault' in asked ? asked.fault : '', /Say which in the map/);
  assert.ok('fault' in readDay('2024-04-03 23:59', undefined, today));
  assert.ok('fault' in readDay('31/04/2024', 'day/month/year', today));
});

test('every day between 1900 and today reads back in each form, and whatever else is typed gets a sentence', () => {
  const days = fc
    .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2026, 2, 12) / 86_400_000 })
    .map(n => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, text => {
      const [year, month, date] = text.split('-');
      assert.deepEqual(readDay(text, 'year-month-day', today), { day: text });
      assert.deepEqual(readDay(`${date}/${month}/${year}`, 'day/month/year', today), { day: text });
      assert.deepEqual(readDay(`${month}/${date}/${year}`, 'month/day/year', today), { day: text });
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const read = readDay(text, 'year-month-day', today);
      assert.ok('day' in read ? parseDay(read.day) === read.day : read.fault.endsWith('.'));
    }),
  );
});

test('whatever bytes come, a file is read by rows or refused in words', () => {
  const head = Buffer.from(`${headings.join(',')}\r\n`);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
      for (const file of [bytes, Buffer.concat([head, bytes])]) {
        try {
          for (const row of readSheet(decode(file, 'utf-8'), map).rows)
            assert.ok(!readRow(row, map, today).ok);
        } catch (error) {
          assert.ok(error instanceof Refused, String(error));
          assert.match(error.message, /Nothing was taken in/);
        }
      }
    }),
    { numRuns: 500 },
  );
});
