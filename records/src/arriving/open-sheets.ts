import { basename, dirname, join } from 'node:path';
import { Refused } from '../refused.ts';
import type { SheetName } from './fields.ts';
import type { ArrivingMap, MoreName, SheetMap } from './map.ts';
import { openSheet, type Sheet } from './sheet.ts';
import { openSource } from './source-file.ts';

/** Opens the file of the people and those that the map names beside it; gives the people first. */
export async function openSheets(people: string, map: ArrivingMap): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = [];
  try {
    for (const [name, file, one] of filesOf(people, map)) {
      sheets.push(await openNamed(join(dirname(people), file), file, name, map, one));
    }
    refuseTwoHomes(sheets);
    return sheets;
  } catch (error) {
    for (const sheet of sheets) await sheet.close();
    throw error;
  }
}

function filesOf(people: string, map: ArrivingMap): [SheetName, string, SheetMap][] {
  const more = Object.entries(map.more).filter(([, one]) => one !== undefined) as [
    MoreName,
    SheetMap & { file: string },
  ][];
  return [
    ['people', basename(people), map],
    ...more.map(([name, one]): [SheetName, string, SheetMap] => [name, one.file, one]),
  ];
}

async function openNamed(
  path: string,
  file: string,
  name: SheetName,
  map: ArrivingMap,
  one: SheetMap,
): Promise<Sheet> {
  const source = await openSource(path, file);
  try {
    return await naming(file, () => openSheet(source, name, map, one));
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Says of which file it is that something could not be read. */
export async function naming<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refused ? new Refused(`${file}: ${error.message}`, { cause: error }) : error;
  }
}

function refuseTwoHomes(sheets: readonly Sheet[]): void {
  const people = sheets[0].fields;
  for (const [name, field] of [
    ['sentences', 'disposal'],
    ['enrolments', 'programme'],
  ] as const) {
    const other = sheets.find(one => one.name === name);
    if (other === undefined || !people.includes(field)) continue;
    throw new Refused(
      `Both ${sheets[0].file} and ${other.file} have ${name}, so nobody can tell which are right. Nothing was taken in. ` +
        `Keep them in ${other.file}, and leave the columns out of ${sheets[0].file} (“leaveOut” in the map).`,
    );
  }
}
