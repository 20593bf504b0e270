import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refused, type Actor, type Records } from '@throughcare/records';
import type { Command } from '../command.ts';
import { withRecords } from '../with-records.ts';

const usage = `throughcare extract [--out FILE] [--schema FILE] [--as NAME] [--organisation NAME] [--data FOLDER]
throughcare extract --identities --reason WORDS --out FILE [--as NAME] [--organisation NAME] [--data FOLDER]

Writes the service's own sentence spells as CSV: coded, in months, without anybody's identity. In the name of an
analyst: --as, or the only one there is. With --identities it writes who the people are, for linking them with another
extract, in the name of an administrator and with a reason; that file is not for studies. Both stand in the access log.`;

export const extract: Command = {
  name: 'extract',
  summary: "Write the service's own de-identified extract.",
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        schema: { type: 'string' },
        as: { type: 'string' },
        organisation: { type: 'string' },
        data: { type: 'string' },
        identities: { type: 'boolean', default: false },
        reason: { type: 'string' },
      },
    });
    const reason = values.reason?.trim() ?? '';
    const wrong = positionals.length > 0 || (values.identities && (reason === '' || !values.out));
    if (wrong) {
      io.err(`${usage}\n`);
      return 2;
    }
    return withRecords(values.data, async records => {
      const role = values.identities ? 'administrator' : 'analyst';
      const repository = records.as(await actorFor(records, role, values.as, values.organisation));
      const write = (csv: readonly string[]) => {
        if (values.out) writeFileSync(values.out, csv.join(''), { mode: 0o600 });
        else for (const piece of csv) io.out(piece);
      };
      if (values.identities) {
        const file = await repository.identityFile(reason);
        write(file.csv);
        io.err(
          `${file.rows} people written to ${values.out}. It says who they are: keep it closed, and delete it.\n`,
        );
        return 0;
      }
      const file = await repository.extract();
      write(file.csv);
      if (values.schema) writeFileSync(values.schema, `${JSON.stringify(file.schema, null, 1)}\n`);
      io.err(
        `${file.rows} sentence spells${values.out ? ` written to ${values.out}` : ''}. SHA-256 ${file.sha256}\n`,
      );
      return 0;
    });
  },
};

/** In whose name: somebody with the role, by their name, or the only one. */
async function actorFor(
  records: Records,
  role: 'analyst' | 'administrator',
  name: string | undefined,
  organisationName: string | undefined,
): Promise<Actor> {
  const organisations = await records.organisations();
  const organisation = only(
    organisations.filter(one => organisationName === undefined || one.name === organisationName),
    'organisation',
    organisations.map(one => one.name),
    '--organisation',
  );
  const staff = (await records.staff(organisation.id)).filter(person => person.roles.includes(role));
  const person = only(
    staff.filter(one => name === undefined || one.name === name),
    role,
    staff.map(one => one.name),
    '--as',
  );
  return { userId: person.userId, organisationId: organisation.id, name: person.name };
}

function only<One>(found: readonly One[], what: string, there: readonly string[], flag: string): One {
  if (found.length === 1) return found[0];
  throw new Refused(
    there.length === 0
      ? `There is no ${what} here. Nothing was written.`
      : `Say which ${what} with ${flag}: ${there.join(', ')}. Nothing was written.`,
  );
}
