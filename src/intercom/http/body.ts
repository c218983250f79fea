import type { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { BodyKind } from '../../domain/triage/observation.ts';

/** Bodies are cut here: 1 MB. No response that a probe asks for comes near it. */
export const maxBodyBytes = 1_048_576;

/** What was received of a body. It grows as the body is read, so a body that breaks off leaves what had arrived. */
export type Received = { chunks: Buffer[]; bytes: number; cut: boolean };

export const nothingReceived = (): Received => ({ chunks: [], bytes: 0, cut: false });

/** Reads a body into `received` up to the limit; throws what the stream throws. */
export async function receive(stream: Readable, received: Received): Promise<void> {
  for await (const chunk of stream) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    const room = maxBodyBytes - received.bytes;
    received.chunks.push(buffer.subarray(0, room));
    received.bytes += Math.min(buffer.length, room);
    if (buffer.length > room) {
      received.cut = true;
      return;
    }
  }
}

/** The body as text. Some servers compress though nobody asked them to; what can't be unpacked stays as it came. */
export function bodyText({ chunks }: Received, encoding: string | null): string {
  const raw = Buffer.concat(chunks);
  return unpacked(raw, encoding)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function unpacked(raw: Buffer, encoding: string | null): Buffer {
  const limit = { maxOutputLength: maxBodyBytes };
  try {
    switch (encoding?.toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(raw, limit);
      case 'br':
        return brotliDecompressSync(raw, limit);
      case 'deflate':
        return inflateSync(raw, limit);
      default:
        return raw;
    }
  } catch {
    return raw;
  }
}

/** What a body really is, judged by its content. `json` is the parsed value; undefined if it isn't JSON. */
export function readKind(text: string): { body: BodyKind; json: unknown } {
  const start = text.trimStart();
  if (start === '') return { body: 'empty', json: undefined };
  try {
    return { body: 'json', json: JSON.parse(text) };
  } catch {
    const html =
      /^<(!doctype|html|head|body|center|h1|title)\b/i.test(start) ||
      /<html[\s>]/i.test(start.slice(0, 1_000));
    return { body: html ? 'html' : 'text', json: undefined };
  }
}
