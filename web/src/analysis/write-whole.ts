import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Under another name first, then renamed: what stands at `file` is always whole. Makes the folder. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const begun = `${file}.${process.pid}.begun`;
  writeFileSync(begun, text);
  renameSync(begun, file);
}

/** The same for a folder: `fill` writes into one with another name, which then takes the place of `folder`. */
export function fillWhole(folder: string, fill: (begun: string) => void): void {
  const begun = `${folder}.${process.pid}.begun`;
  rmSync(begun, { recursive: true, force: true });
  mkdirSync(begun, { recursive: true });
  fill(begun);
  rmSync(folder, { recursive: true, force: true });
  renameSync(begun, folder);
}
