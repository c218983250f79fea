import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { answerMethod, type HttpAnswer } from './answer.ts';
import { parseJsonObject, readApiRequest, readBody, readUpload } from './body.ts';
import { answerRequest } from './exchange.ts';
import { reply } from './reply.ts';

/** Answers everything the workspace serves over HTTP: `/api/…`, response_urls, uploads, and file contents. */
export async function serveRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.baseUrl);
  const body = await readBody(request);
  const [, family = '', ...rest] = url.pathname.split('/');
  switch (family) {
    case 'api': {
      const method = rest.join('/');
      const call = readApiRequest(request, url, body);
      const answer = (): HttpAnswer => answerMethod(world, method, call);
      return answerRequest(world, request, response, { method, args: call.args, answer });
    }
    case 'commands':
    case 'actions': {
      const args = parseJsonObject(body);
      const answer = (): HttpAnswer => answerReply(world, url.pathname, args);
      return answerRequest(world, request, response, { method: 'response_url', args, answer });
    }
    case 'upload': {
      const content = await readUpload(request, body);
      const args = { key: rest.at(-1) ?? '', bytes: content.length };
      const answer = (): HttpAnswer => answerUpload(world, args.key, content);
      return answerRequest(world, request, response, { method: 'upload', args, answer });
    }
    case 'files-pri':
      return serveFile(world, request, response, rest[0] ?? '');
    default:
      response.writeHead(404).end();
  }
}

function answerReply(world: World, path: string, args: Readonly<Record<string, unknown>>): HttpAnswer {
  const url = world.team.replyUrls.use(path, world.clock.now());
  if (typeof url === 'string')
    return plain(404, { ok: false, error: url === 'unknown' ? 'no_service' : url });
  try {
    reply(world, url, args);
    return plain(200, { ok: true });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return plain(400, { ok: false, error: error.code, ...error.extra });
  }
}

function answerUpload(world: World, key: string, content: Buffer): HttpAnswer {
  const file = [...world.team.files.values()].find((other) => other.uploadKey === key);
  if (file === undefined || file.state !== 'reserved') return plain(404, { ok: false, error: 'not_found' });
  if (file.length !== content.length) return plain(400, { ok: false, error: 'length_mismatch' });
  file.content = content;
  file.state = 'uploaded';
  return plain(200, { ok: true });
}

function serveFile(world: World, request: IncomingMessage, response: ServerResponse, name: string): void {
  const file = world.team.files.get(name.replace(`${world.settings.teamId}-`, ''));
  const allowed =
    request.headers.authorization === `Bearer ${world.settings.botToken}` &&
    world.settings.scopes.has('files:read');
  if (file === undefined || file.state !== 'complete' || !allowed) {
    response.writeHead(file === undefined ? 404 : 403).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
}

function plain(status: number, body: JsonObject): HttpAnswer {
  return { status, headers: {}, body };
}
