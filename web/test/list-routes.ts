import { writeFileSync } from 'node:fs';
import { listRoutes } from '../src/app.ts';

// Writes web/routes.txt anew, when a route was added on purpose: node web/test/list-routes.ts
writeFileSync(new URL('../routes.txt', import.meta.url), `${listRoutes().toSorted().join('\n')}\n`);
