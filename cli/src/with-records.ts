import { openDataFolder, type Records } from '@throughcare/records';

/** Opens the record in `dataFolder` (the usual one when undefined) for one piece of work, and closes it whatever comes. */
export async function withRecords<Value>(
  dataFolder: string | undefined,
  work: (records: Records) => Promise<Value>,
): Promise<Value> {
  const opened = await openDataFolder(dataFolder === undefined ? {} : { dataFolder });
  try {
    return await work(opened.records);
  } finally {
    await opened.close();
  }
}
