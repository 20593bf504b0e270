import { z } from 'zod';

/** A signed-in person, in one organisation. Their roles are not here: they are read at every call. */
export interface Actor {
  readonly userId: string;
  readonly organisationId: string;
  readonly name: string;
}

/** Names under which the program itself and an anonymous caller act; no account can have them. */
export const SYSTEM = 'system';
export const CALLER = 'caller';

const actor = z.object({
  userId: z
    .string()
    .min(1)
    .max(128)
    .refine(id => id !== SYSTEM && id !== CALLER, 'is a name that no account can have'),
  organisationId: z.uuid(),
  // As long as a name may be when somebody joins: else they could be taken on and never sign in.
  name: z.string().max(500),
});

/** Throws when what came is no actor; so nothing signed in can pose as the program or as a caller. */
export function parseActor(given: Actor): Actor {
  return actor.parse(given);
}

/** In whose name one transaction runs. */
export interface Acting {
  readonly organisation: string;
  readonly user: string;
  readonly purpose?: 'identity_file';
  /** The contact that a caller has shown the code of. */
  readonly contact?: string;
}
