import type { BrowserContext, Page } from 'playwright-core';
import type { Left } from './left-in-database.ts';
import type { Words } from './words.ts';

/** Everything that pages of this origin have put into the browser, by the place where it lies. */
export async function keptByPage(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const pairs = (storage: Storage) => {
      const keys = Array.from({ length: storage.length }, (_, k) => storage.key(k)!);
      return JSON.stringify(keys.map(key => [key, storage.getItem(key)]));
    };
    const caught: unknown[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        caught.push([name, request.url, await (await cache.match(request))?.text()]);
    }
    const databases: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name!);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error!);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown>((resolve, reject) => {
          const asked = database.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error!);
        });
        databases.push([name, store, rows]);
      }
      database.close();
    }
    const workers = await navigator.serviceWorker.getRegistrations();
    return {
      localStorage: pairs(localStorage),
      sessionStorage: pairs(sessionStorage),
      cacheStorage: JSON.stringify(caught),
      indexedDB: JSON.stringify(databases),
      serviceWorkers: JSON.stringify(workers.map(one => one.scope)),
      nameOfWindow: window.name,
      state: JSON.stringify(history.state),
    };
  });
}

/** The words that lie in the browser after a page: in what pages can keep, and in cookies. */
export async function leftInBrowser(
  page: Page,
  context: BrowserContext,
  words: Pick<Words, 'in'>,
): Promise<Left[]> {
  const kept = { ...(await keptByPage(page)), cookies: JSON.stringify(await context.cookies()) };
  return Object.entries(kept).flatMap(([where, text]) =>
    words.in(decoded(text)).map(field => ({ where, field })),
  );
}

/** As it is, and as whatever was written in percent signs says. */
const decoded = (text: string) =>
  `${text}\n${text.replaceAll(/(?:%[0-9A-F]{2})+/gi, one => Buffer.from(one.replaceAll('%', ''), 'hex').toString())}`;
