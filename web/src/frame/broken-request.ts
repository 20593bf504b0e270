import type { Socket } from 'node:net';
import { failures, type FailureCode } from '../errors.ts';
import { pageHeaders } from './headers.ts';

const byCode: Readonly<Record<string, FailureCode>> = {
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'tooSlow',
};

/** Milliseconds in which the other side may read the answer and close. */
const LAST_WORDS = 5000;

/**
 * Answers what is no HTTP, or stops in the middle, with a page of words and closes the connection. There is no request
 * and nobody to draw a page for, so it is written by hand; nothing of what came is repeated in it.
 */
export function answerBroken(error: Error & { readonly code?: string }, socket: Socket): void {
  // The other side is gone, or an answer is already under way.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const about = failures[byCode[error.code ?? ''] ?? 'unreadable'];
  const words = [about.words, about.safe, about.next].map(one => `<p>${one}</p>`).join('');
  const body = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>${about.title}</title><h1>${about.title}</h1>${words}</html>`;
  const headers = {
    ...pageHeaders('none'),
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  // Whoever does not close the connection in turn is not waited for.
  socket.setTimeout(LAST_WORDS, () => socket.destroy());
  socket.end(`HTTP/1.1 ${about.status} ${about.title}\r\n${lines.join('')}\r\n${body}`);
}
