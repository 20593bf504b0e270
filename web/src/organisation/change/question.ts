import type { OrganisationCommand } from '@throughcare/pathway';
import type { Asked } from '../../asked/asked.ts';
import type { Typed } from '../../frame/form.ts';
import type { Href } from '../../frame/path.ts';

/** Something about the organisation that can be changed by one form. */
export interface Question {
  /** The command that it comes to: asked of nobody who could not record it. */
  readonly does: OrganisationCommand['do'];
  readonly asked: Asked<OrganisationCommand>;
  /** What stands in the form before anybody has typed. */
  readonly typed: Typed;
  readonly back: { readonly href: Href; readonly words: string };
}
