import { Refused, type Records } from '@throughcare/records';

/** The organisation that was named, or the only one there is. */
export async function onlyOrganisation(
  records: Pick<Records, 'organisations'>,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined) return named;
  const organisations = await records.organisations();
  if (organisations.length === 1) return organisations[0].id;
  const all = organisations.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new Refused(
    organisations.length === 0
      ? 'There is no organisation here. Nothing was written.'
      : `There are several organisations here: ${all}. Nothing was written. Name one with --organisation.`,
  );
}
