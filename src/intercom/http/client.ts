import { Client, type Dispatcher } from 'undici';
import { z } from 'zod';
import { readErrors, salvageErrors } from '../../domain/explain/read/error-body.ts';
import type { Answered, Exchange, Failed, Origin } from '../../domain/triage/observation.ts';
import { bodyText, nothingReceived, type Received, readKind, receive } from './body.ts';
import { CertificateRefused } from './certificate.ts';
import { stagedConnector } from './connection.ts';
import { causeCode } from './error-code.ts';
import { clockSkew, rateLimit, readHeader, retryAfter } from './headers.ts';
import { loginIn } from './login.ts';
import { type Network, networkFrom } from './network.ts';
import { originOf } from './origin.ts';
import { type Progress, startProgress } from './progress.ts';
import { hide } from './secret.ts';

/** One request. `timeoutMs` is its total deadline, redirects and body included. */
export type Request = {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Sent as a bearer token to this URL only. A request with a token never follows a redirect. */
  token?: string | null;
  /** Hidden in everything that comes back, in addition to the token that is sent. */
  secret?: string | null;
  /** How to leave this machine. Default: as the environment says. */
  network?: Network;
  /** How many redirects to follow; only without a token. Default 0. */
  follow?: number;
  timeoutMs: number;
};

/** Makes requests with everything they have in common already set: deadline, secret, network, clock. */
export type Ask = (request: Omit<Request, 'timeoutMs'>) => Promise<HttpReply>;

/** What a request saw, and the body it got: as text, and as JSON (undefined if it isn't JSON). */
export type HttpReply = { exchange: Exchange; text: string; json: unknown };

type Answer = { response: Dispatcher.ResponseData; received: Received };

/**
 * Makes one request and reports what was seen. Never throws and never retries: for a diagnosis a failure is a finding.
 * The total deadline holds whatever the other side does; a body is cut at 1 MB; a redirect is reported; and nothing
 * that comes back contains the token, even if the other side echoes it. `now` is UNIX ms.
 */
export async function send(request: Request, now: () => number): Promise<HttpReply> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  let url = request.url;
  for (let left = request.token ? 0 : (request.follow ?? 0); ; left -= 1) {
    const { location, ...reply } = await sendOnce({ ...request, url }, signal, now);
    if (location === null || left <= 0) return reply;
    url = location.href;
  }
}

type Hop = HttpReply & { location: URL | null };

async function sendOnce(request: Request, signal: AbortSignal, now: () => number): Promise<Hop> {
  if (!/^https?:\/\//i.test(request.url) || !URL.canParse(request.url)) {
    return notRun("the configured address isn't an http(s) URL");
  }
  const url = new URL(request.url);
  const progress = startProgress();
  const received = nothingReceived();
  const network = request.network ?? networkFrom(process.env);
  const connect = stagedConnector({ progress, signal, network });
  const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  let response: Dispatcher.ResponseData | null = null;
  try {
    response = await client.request(options(request, url, signal));
    progress.enter('body');
    await receive(response.body, received);
    return answered(request, { response, received }, progress, now());
  } catch (error) {
    const partial = response === null ? null : { response, received };
    return failed(request, error, partial, { progress, timedOut: signal.aborted, nowMs: now() });
  } finally {
    client.destroy().catch(() => {});
  }
}

function options(request: Request, url: URL, signal: AbortSignal): Dispatcher.RequestOptions {
  const authorization = request.token ? `Bearer ${request.token}` : loginIn(url);
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'intercom-incident',
    ...request.headers,
    ...(authorization && { authorization }),
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const body = request.body ?? null;
  return { path: `${url.pathname}${url.search}`, method: request.method ?? 'GET', headers, body, signal };
}

function answered(request: Request, answer: Answer, progress: Progress, nowMs: number): Hop {
  const { response, received } = answer;
  const { text, json, body, ...observed } = read(request, answer, progress, nowMs);
  const contentType = redact(readHeader(response.headers, 'content-type'), request);
  const location = redirectTo(request.url, response);
  const shown = redirectTo(request.url, response, (text) => redact(text, request));
  const exchange: Answered = {
    kind: 'answered',
    status: response.statusCode,
    ...observed,
    contentType,
    body,
    mislabelled: /\bjson\b/i.test(contentType ?? '') && body !== 'json' && body !== 'empty',
    cut: received.cut,
    redirect: shown === null ? null : redact(`${shown.origin}${shown.pathname}`, request),
  };
  return { exchange, text, json, location };
}

type Break = { progress: Progress; timedOut: boolean; nowMs: number };

function failed(request: Request, error: unknown, partial: Answer | null, broke: Break): Hop {
  const { progress, timedOut, nowMs } = broke;
  const nothing = {
    ms: progress.elapsed(),
    stages: progress.stages(),
    skewMs: null,
    errors: [],
    requestId: null,
    rateLimit: null,
    retryAfterMs: null,
    via: null,
    origin: null,
  };
  const {
    text,
    json,
    body: _,
    ...measured
  } = partial === null
    ? { text: '', json: undefined, body: null, ...nothing }
    : read(request, partial, progress, nowMs);
  const exchange: Failed = {
    kind: 'failed',
    stage: progress.stage(),
    code: timedOut ? 'TIMEOUT' : causeCode(error),
    timedOut,
    status: partial?.response.statusCode ?? null,
    certificate: error instanceof CertificateRefused ? error.certificate : null,
    ...measured,
  };
  return { exchange, text, json, location: null };
}

/** An error body is short; a long body is only skimmed for codes. */
const maxErrorBody = 20_000;

/** What a complete response and one that broke off have in common. */
function read(request: Request, { response, received }: Answer, progress: Progress, nowMs: number) {
  const text = redact(bodyText(received, readHeader(response.headers, 'content-encoding')), request);
  const { body, json } = readKind(text);
  const errors = json === undefined || text.length > maxErrorBody ? salvageErrors(text) : readErrors(json);
  const fromHeader = redact(readHeader(response.headers, 'x-request-id'), request)?.slice(0, 100) ?? null;
  const requestId = bodyRequestId(json) ?? fromHeader;
  const limits = rateLimit(response.headers, nowMs);
  return {
    text,
    json,
    body,
    ms: progress.elapsed(),
    stages: progress.stages(),
    skewMs: clockSkew(response.headers, nowMs),
    errors,
    requestId,
    rateLimit: limits,
    retryAfterMs: retryAfter(response.headers, nowMs),
    via: redact(readHeader(response.headers, 'via'), request)?.slice(0, 80) ?? null,
    origin: shownOrigin(
      originOf({
        status: response.statusCode,
        headers: response.headers,
        text,
        json,
        id: requestId !== null,
        limits: limits !== null,
      }),
      request,
    ),
  };
}

/** A realm can contain anything, even our token. */
function shownOrigin(origin: Origin, request: Request): Origin {
  return origin?.by === 'other' ? { ...origin, name: redact(origin.name, request) } : origin;
}

const identified = z.looseObject({ request_id: z.string().trim().min(1).max(100) });

function bodyRequestId(json: unknown): string | null {
  const parsed = identified.safeParse(json);
  return parsed.success ? parsed.data.request_id : null;
}

/** Where a 3xx points, as in the header or as it can be shown; null if it isn't a redirect or points nowhere. */
function redirectTo(
  from: string,
  { statusCode, headers }: Dispatcher.ResponseData,
  read = (text: string) => text,
): URL | null {
  const value = readHeader(headers, 'location');
  if (statusCode < 300 || statusCode >= 400 || value === null) return null;
  const location = read(value);
  return URL.canParse(location, from) ? new URL(location, from) : null;
}

function redact<T extends string | null>(value: T, { token, secret }: Request): T | string {
  if (value === null) return value;
  const hidden = hide(value, token);
  return secret === token ? hidden : hide(hidden, secret);
}

function notRun(why: string): Hop {
  return { exchange: { kind: 'not_run', why }, text: '', json: undefined, location: null };
}
