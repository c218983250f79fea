import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { answerMethod, type HttpAnswer } from './answer.ts';
import { parseJsonObject, readApiRequest, readBody, readUpload } from './body.ts';
import { answerRequest } from './exchange.ts';
import { reply } from './reply.ts';

/** Answers everything the workspace serves over HTTP: `/api/…`, response_urls, uploads, and file contents. */
export async function serveRequest(
  state: WorkspaceState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', state.baseUrl);
  const body = await readBody(request);
  const [, family = '', ...rest] = url.pathname.split('/');
  switch (family) {
    case 'api': {
      const method = rest.join('/');
      const call = readApiRequest(request, url, body);
      const answer = (): HttpAnswer => answerMethod(state, method, call);
      return answerRequest(state, request, response, { method, args: call.args, answer });
    }
    case 'commands':
    case 'actions': {
      const args = parseJsonObject(body);
      const answer = (): HttpAnswer => answerReply(state, url.pathname, args);
      return answerRequest(state, request, response, { method: 'response_url', args, answer });
    }
    case 'upload': {
      const content = await readUpload(request, body);
      const args = { key: rest.at(-1) ?? '', bytes: content.length };
      const answer = (): HttpAnswer => answerUpload(state, args.key, content);
      return answerRequest(state, request, response, { method: 'upload', args, answer });
    }
    case 'files-pri':
      return serveFile(state, request, response, rest[0] ?? '');
    default:
      response.writeHead(404).end();
  }
}

function answerReply(
  state: WorkspaceState,
  path: string,
  args: Readonly<Record<string, unknown>>,
): HttpAnswer {
  const url = state.team.replyUrls.use(path, state.clock.now());
  if (typeof url === 'string')
    return plain(404, { ok: false, error: url === 'unknown' ? 'no_service' : url });
  try {
    reply(state, url, args);
    return plain(200, { ok: true });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return plain(400, { ok: false, error: error.code, ...error.extra });
  }
}

function answerUpload(state: WorkspaceState, key: string, content: Buffer): HttpAnswer {
  const file = [...state.team.files.values()].find((other) => other.uploadKey === key);
  if (file === undefined || file.state !== 'reserved') return plain(404, { ok: false, error: 'not_found' });
  if (file.length !== content.length) return plain(400, { ok: false, error: 'length_mismatch' });
  file.content = content;
  file.state = 'uploaded';
  return plain(200, { ok: true });
}

function serveFile(
  state: WorkspaceState,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): void {
  const file = state.team.files.get(name.replace(`${state.settings.teamId}-`, ''));
  const allowed =
    request.headers.authorization === `Bearer ${state.settings.botToken}` &&
    state.settings.scopes.has('files:read');
  if (file === undefined || file.state !== 'complete' || !allowed) {
    response.writeHead(file === undefined ? 404 : 403).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
}

function plain(status: number, body: JsonObject): HttpAnswer {
  return { status, headers: {}, body };
}
