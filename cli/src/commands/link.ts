import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  link as linkPeople,
  linkQuality,
  precisionBy,
  readIdentities,
  readTruth,
  type LinkQuality,
  type Share,
} from '@throughcare/linkage';
import type { Command } from '../command.ts';

const usage = `throughcare link SERVICE.csv EXTRACT.csv [--out links.csv] [--truth links-truth.csv] [--precision 0.997] [--seed 1] [--json]

Finds the people of a service in an extract. SERVICE.csv has the columns record, basis, surname, forename, born_on,
postcode_district, sex, pnc, sentenced_on; EXTRACT.csv has row and person in place of record and basis. Empty is missing.
The result is pairs of ids with weight and chance: no name, no date. With --truth (record, person, origin; only made-up or
reviewed data has it) precision and recall are shown, also by basis and by every further column of that file.`;

export const link: Command = {
  name: 'link',
  summary: 'Find the people of a service in another extract.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        truth: { type: 'string' },
        precision: { type: 'string', default: '0.997' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    const [serviceFile, extractFile] = positionals;
    if (!serviceFile || !extractFile || positionals.length > 2) {
      io.err(`${usage}\n`);
      return 2;
    }
    const serviceCsv = readFileSync(serviceFile, 'utf8');
    const service = readIdentities(serviceCsv, { id: 'record' });
    const extract = readIdentities(readFileSync(extractFile, 'utf8'), { id: 'row', person: 'person' });
    const truth = values.truth ? readTruth(readFileSync(values.truth, 'utf8'), serviceCsv) : undefined;
    const settings = { seed: Number(values.seed), precision: Number(values.precision) };
    const { pairs, model } = linkPeople(service, extract, settings);
    const quality = truth && { ...linkQuality(pairs, truth), precisionBy: precisionBy(pairs, truth) };
    if (values.out) writeFileSync(values.out, linksCsv(pairs));
    if (values.json) {
      io.out(
        `${JSON.stringify({ rows: { service: service.length, extract: extract.length }, model, pairs, quality }, null, 1)}\n`,
      );
      return 0;
    }
    io.out(`${pairs.length} of ${service.length} records were found among ${extract.length} rows.\n`);
    if (quality) io.out(sayQuality(quality));
    if (values.out) io.err(`Written to ${values.out}.\n`);
    return 0;
  },
};

/** The pairs as a file: what a study joins on, and how sure each is. */
export function linksCsv(
  pairs: readonly { left: string; person: string; weight: number; probability: number }[],
): string {
  const lines = pairs.map(({ left, person, weight, probability }) =>
    [left, person, weight.toFixed(3), probability.toFixed(6)].join(','),
  );
  return ['record,person,weight,probability', ...lines, ''].join('\n');
}

type Shares = Readonly<Record<string, Readonly<Record<string, Share>>>>;

function sayQuality(quality: LinkQuality & { readonly precisionBy: Shares }): string {
  const lines = [
    `Precision ${say(quality.precision)}; recall ${say(quality.recall)}.`,
    `Of records of people who are not in the extract, falsely linked: ${say(quality.falselyLinked)}.`,
  ];
  const by: readonly (readonly [string, Shares])[] = [
    ['Recall', quality.recallBy],
    ['Precision', quality.precisionBy],
  ];
  for (const [figure, groups] of by) {
    for (const [group, shares] of Object.entries(groups)) {
      for (const [value, share] of Object.entries(shares)) {
        lines.push(`${figure}, ${group} ${value}: ${say(share)}.`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function say({ count, of, share, lower, upper }: Share): string {
  if (of === 0) return 'nobody to count';
  const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
  return `${percent(share)} (${percent(lower)} to ${percent(upper)}; ${count} of ${of})`;
}
