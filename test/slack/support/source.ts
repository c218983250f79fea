import { readdir, readFile } from 'node:fs/promises';

const root = new URL('../../../src/', import.meta.url);

/** Calls of the SDK that stand for others, or are none of the Web API. */
const sdkCalls: Readonly<Record<string, readonly string[]>> = {
  filesUploadV2: ['files.getUploadURLExternal', 'files.completeUploadExternal'],
  // Of the Socket Mode client.
  start: ['apps.connections.open'],
  disconnect: [],
  on: [],
  once: [],
  listeners: [],
  removeAllListeners: [],
  // Of undici's client, which asks Intercom.
  request: [],
  destroy: [],
};

/** Every Web API method that the bot calls, by itself or through the SDK, each once. */
export async function calledMethods(): Promise<string[]> {
  const calls = await clientCalls();
  return [...new Set(calls.flatMap((call) => sdkCalls[call] ?? [call]))].toSorted();
}

/** Every call on a Web API client that stands in `src/`, whose store has clients of its own: `chat.postMessage`, or one word such as `filesUploadV2`. */
async function clientCalls(): Promise<string[]> {
  const files = await readdir(root, { recursive: true });
  const sources = await Promise.all(
    files
      .filter((file) => file.endsWith('.ts') && !file.startsWith('store/'))
      .map((file) => readFile(new URL(file, root), 'utf8')),
  );
  return [...new Set(sources.flatMap(callsIn))].toSorted();
}

/**
 * The calls in one source: whatever is called on something named `…client` or made as `new WebClient(…)`; of a method that the
 * SDK has no function for, its name.
 */
export function callsIn(source: string): string[] {
  const client = /(?:client|\bnew WebClient\([^;]*?\))\s*((?:\??\.\s*\w+\s*)+)\((?:\s*'([\w.]+)')?/gi;
  return [...source.matchAll(client)].map(([, path = '', named = '']) => {
    const called = path.replace(/[\s?]/g, '').slice(1);
    return called === 'apiCall' ? named : called;
  });
}
