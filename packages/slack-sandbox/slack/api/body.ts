import type { IncomingMessage } from 'node:http';
import { jsonObject } from '../json.ts';
import type { RawArgs } from './args.ts';

/** A Web API request as received: its arguments without the token, and the token. */
export type ApiRequest = { readonly args: RawArgs; readonly token: string | null };

/** Reads a request's whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Reads arguments from the query, a form, or a JSON body, and the token from the header or an argument. */
export function readApiRequest(request: IncomingMessage, url: URL, body: Buffer): ApiRequest {
  const type = request.headers['content-type'] ?? '';
  const fromBody = type.startsWith('application/json')
    ? parseJsonObject(body)
    : Object.fromEntries(new URLSearchParams(body.toString()));
  const { token, ...args } = { ...Object.fromEntries(url.searchParams), ...fromBody };
  const bearer = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1];
  return { args, token: bearer ?? (typeof token === 'string' ? token : null) };
}

/** Reads uploaded content: the field `body` (or `file`, `filename`) of a form, or the body itself. */
export async function readUpload(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** The JSON object in a body; an empty one if there is none. */
export function parseJsonObject(body: Buffer): Record<string, unknown> {
  try {
    const read = jsonObject.safeParse(JSON.parse(body.toString()));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}
