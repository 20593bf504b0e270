import { mayCommand } from '@throughcare/records';
import type { OrganisationCommand, Role } from '@throughcare/pathway';
import { paths } from '../paths.ts';

/** The pages on the organisation itself, each with a command that only its readers may record. */
const sections = [
  { text: 'Who works here', path: paths.organisation, does: 'join' },
  { text: 'Teams', path: paths.organisationTeams, does: 'make_team' },
  { text: 'Cover and on call', path: paths.organisationCover, does: 'arrange_on_call' },
  { text: 'Programmes', path: paths.organisationProgrammes, does: 'offer_programme' },
  { text: 'Settings', path: paths.organisationSettings, does: 'set_number' },
  { text: 'Calls nobody answered', path: paths.organisationUnanswered, does: 'count_unanswered' },
  { text: 'Kept apart', path: paths.organisationApart, does: 'keep_apart' },
] as const satisfies readonly { text: string; path: unknown; does: OrganisationCommand['do'] }[];

/** Those that somebody with these roles can open, for the top of each. */
export function sectionsFor(held: readonly Role[]) {
  return sections
    .filter(one => mayCommand(held, 'organisation', one.does))
    .map(({ text, path }) => ({ text, href: path() }));
}
