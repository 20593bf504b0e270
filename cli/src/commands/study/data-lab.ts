import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { dataLabUpload, readMapping, requireUpload, StudyRefusal } from '@throughcare/evidence';
import { now } from './protocol-file.ts';
import type { StudySubcommand } from './subcommand.ts';
import { refuseStanding, writeNew } from './write-new.ts';

export const dataLabStep: StudySubcommand = {
  name: 'data-lab',
  summary: 'makes a Justice Data Lab upload of a file of people, by a versioned mapping',
  words:
    'All rows or none: whatever is wrong is listed by line and field, and nothing is written. The upload names people: it is\n' +
    'as restricted as the file that it is made of. What a machine cannot check is said, to be read before it is sent.',
  operand: { name: 'FILE', help: 'A CSV file of ours, a row a person, with names and dates of birth.' },
  options: [
    {
      name: 'mapping',
      value: 'FILE',
      required: true,
      help: 'Which of our columns is which field; evidence/data-lab holds them by number.',
    },
    { name: 'out', value: 'FILE', required: true, help: 'The upload, where no file may stand yet.' },
  ],
  example:
    'throughcare study data-lab examples/first-study/identities.csv --mapping evidence/data-lab/mapping-1.yaml --out upload.csv',
  run(call, io) {
    const [file, mappingFile, out] = [call.operand, call.required('mapping'), call.required('out')];
    refuseStanding(out);
    const mapping = readMapping(readHere(mappingFile, 'mapping').toString('utf8'));
    const bytes = readHere(file, 'file of people');
    const { csv, people, checkBeforeSending } = requireUpload(
      dataLabUpload({ name: basename(file), bytes }, mapping, now()),
    );
    // Readable by nobody else: it names people.
    writeNew(out, csv, 'upload', 0o600);
    io.out(`${people} people, by mapping ${mapping.version}, in ${out}.\n`);
    io.err(`Before it is sent:\n${checkBeforeSending.map(line => `  - ${line}\n`).join('')}`);
    return 0;
  },
};

function readHere(file: string, what: string): Buffer {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new StudyRefusal(`There is no ${what} at ${file}. Nothing was written.`);
  return readFileSync(file);
}
