import { join } from 'node:path';

/** Where everything of the working out lies below its folder. */
export function layoutOf(folder: string) {
  return {
    /** The made-up justice extract, and `service.csv`: whom of it the service knows, and on what basis. */
    extract: join(folder, 'extract'),
    linked: join(folder, 'extract', 'service.csv'),
    /** What only a made-up world can know; no study opens it. */
    truth: join(folder, 'truth'),
    /** The identity file that an administrator took from the service's own record. */
    identities: join(folder, 'service-identities.csv'),
    linkage: join(folder, 'results', 'linkage.json'),
    linkageQuality: join(folder, 'results', 'linkage-quality.json'),
    study: (name: string) => join(folder, 'results', 'studies', `${name}.json`),
    lock: (name: string) => join(folder, 'results', 'studies', `${name}.lock.json`),
    plan: (name: string) => join(folder, 'results', 'plans', `${name}.json`),
    /** Which inputs each step was made from. */
    made: join(folder, 'results', 'made.json'),
  } as const;
}

export type Layout = ReturnType<typeof layoutOf>;
