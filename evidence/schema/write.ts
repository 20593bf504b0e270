import { writeFileSync } from 'node:fs';
import { SCHEMAS } from './schemas.ts';

/** Writes the published schemas anew: `node evidence/schema/write.ts`, from the root. */
for (const [name, text] of Object.entries(SCHEMAS)) writeFileSync(new URL(name, import.meta.url), text);
