import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { fileKind } from '../../slack/serializers/file.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import { act } from '../actions.ts';
import { perform } from '../perform/perform.ts';
import type { ServerContext } from '../perform/simulation.ts';
import { readJson, send, sendJson, sendText } from './answer.ts';
import { refusal } from './guard.ts';
import { keepShowing } from './live.ts';
import { servePage } from './page.ts';
import { looksAt, openedBy } from './window.ts';

const body = z.object({ as: z.string() }).and(act);

/** Answers one request from a browser. */
export async function servePageRequest(
  ground: ServerContext,
  pageFolder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refused = refusal(request);
  if (refused !== null) {
    sendText(response, 403, refused);
    return;
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && url.pathname === '/act') return answerAct(ground, request, response);
  if (request.method !== 'GET') {
    sendText(response, 405, 'Only GET, and POST /act.');
    return;
  }
  const [, room, kind, n] = url.pathname.split('/');
  if (url.pathname === '/live') answerLive(ground, url.searchParams, response);
  else if (room === 'file') answerFile(ground.workspace.state, kind ?? '', response);
  else if (room === 'inspect') answerInspect(ground.workspace.state, kind ?? '', Number(n), response);
  else await servePage(pageFolder, url.pathname, response);
}

async function answerAct(
  ground: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const read = body.safeParse(await readJson(request));
  if (read.success) sendJson(response, 200, await perform(ground, read.data.as, read.data));
  else sendJson(response, 400, { ok: false, error: `That is no act: ${z.prettifyError(read.error)}` });
}

function answerLive(ground: ServerContext, query: URLSearchParams, response: ServerResponse): void {
  const look = looksAt(ground, openedBy(query));
  if (look === null) sendText(response, 404, 'There is no person of this id.');
  else keepShowing(response, (changed) => ground.workspace.state.pulse.listen(changed), look);
}

/** What a browser would run as a page of this server: it's sent as bytes. */
const runs: ReadonlySet<string> = new Set(['text/html', 'text/xml', 'image/svg+xml']);

function answerFile(state: WorkspaceState, id: string, response: ServerResponse): void {
  const file = state.team.files.get(id);
  if (file === undefined || file.state !== 'complete') {
    sendText(response, 404, 'There is no such file.');
    return;
  }
  const [, mimetype] = fileKind(file.name);
  const type = runs.has(mimetype)
    ? 'application/octet-stream'
    : mimetype.startsWith('text/')
      ? `${mimetype}; charset=utf-8`
      : mimetype;
  send(response, 200, type, file.content, {
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
}

function answerInspect(state: WorkspaceState, kind: string, n: number, response: ServerResponse): void {
  const kept = kind === 'calls' ? state.calls.kept : kind === 'deliveries' ? state.app.kept : null;
  const found = kept?.at(n) ?? null;
  if (found === null) sendText(response, 404, "Nothing with this number, or it's no longer kept.");
  else sendJson(response, 200, { n, ...found });
}
