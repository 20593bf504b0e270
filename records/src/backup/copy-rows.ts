import { once } from 'node:events';
import type { Client, Connection, Submittable } from 'pg';

/** What pg's connection can do beside what its types say: send what is copied in. */
type CopyConnection = Connection & {
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(words: string): void;
};

/** What pg calls, beside what it calls of every query, while something is copied. */
interface Copying {
  handleCopyData?(message: { chunk: Buffer }): void;
  handleCopyInResponse?(connection: CopyConnection): void;
}

/** Runs one COPY as a query of its own kind, and gives how many rows it copied. */
async function copy(client: Client, text: string, copying: Copying): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    const query: Submittable & Record<string, unknown> = {
      submit: connection => (connection as CopyConnection).query(text),
      handleCommandComplete: (message: { text: string }) =>
        (rows = Number(message.text.replace('COPY ', ''))),
      handleReadyForQuery: () => resolve(rows),
      handleError: reject,
      handleCopyOutResponse() {},
      ...copying,
    };
    client.query(query);
  });
}

/** Runs `copy (…) to stdout`. `take` gets copies of its own of the rows as they come: pg writes over what it gave. */
export async function copyOut(client: Client, text: string, take: (chunk: Buffer) => void): Promise<number> {
  return copy(client, text, { handleCopyData: ({ chunk }) => take(Buffer.from(chunk)) });
}

/** Runs `copy … from stdin`. What `chunks` throws stops it, and is thrown here. */
export async function copyIn(
  client: Client,
  text: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  let stopped: unknown;
  const send = async (connection: CopyConnection) => {
    try {
      for await (const chunk of chunks) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (error) {
      stopped = error;
      connection.sendCopyFail('stopped');
    }
  };
  try {
    return await copy(client, text, { handleCopyInResponse: connection => void send(connection) });
  } catch (error) {
    throw stopped ?? error;
  }
}
