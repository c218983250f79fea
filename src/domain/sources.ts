/**
 * Where a statement about Intercom or the network comes from: a document, a line of Intercom's OpenAPI description
 * (version 2.16, `descriptions/2.16/api.intercom.io.yaml` of intercom/Intercom-OpenAPI at 8889625a7b93), or an
 * observation where no document says.
 */
export type Source =
  | { readonly kind: 'document'; readonly title: string; readonly url: string }
  | { readonly kind: 'spec'; readonly line: number; readonly what: string }
  | { readonly kind: 'observed'; readonly what: string };

type Document = Extract<Source, { kind: 'document' }>;

const document = (title: string, url: string): Document => ({ kind: 'document', title, url });
const intercom = (title: string, path: string): Document =>
  document(`Intercom, ${title}`, `https://developers.intercom.com/docs/${path}`);

/** A line of Intercom's OpenAPI description 2.16. */
export const spec = (line: number, what: string): Source => ({ kind: 'spec', line, what });

/** An observation where no document says. */
export const observed = (what: string): Source => ({ kind: 'observed', what });

/** The documents behind more than one statement. */
export const documents = {
  errorCodes: intercom('Error codes', 'references/rest-api/errors/error-codes'),
  errorCodes217: intercom('Error codes (2.17)', 'references/2.17/rest-api/errors/error-codes'),
  httpResponses: intercom('HTTP responses', 'references/rest-api/errors/http-responses'),
  httpResponses217: intercom('HTTP responses (2.17)', 'references/2.17/rest-api/errors/http-responses'),
  rateLimiting: intercom('Rate limiting', 'references/rest-api/errors/rate-limiting'),
  rateLimiting217: intercom('Rate limiting (2.17)', 'references/2.17/rest-api/errors/rate-limiting'),
  webhooks: intercom('Webhook notifications', 'webhooks/webhook-notifications'),
  newToken: document(
    'Intercom support: a changed permission needs a regenerated token',
    'https://community.intercom.com/messages-series-11/messages-api-endpoint-access-8951',
  ),
  regenerate: document(
    'Forethought, Intercom guide: Your workspaces, Regenerate token',
    'https://support.forethought.ai/hc/en-us/articles/37127064746899-Intercom-Live-Chat-Guide',
  ),
  teammate: document(
    'Intercom community: a token ends with its teammate',
    'https://community.intercom.com/api-webhooks-23/will-my-api-token-reset-when-changing-email-address-14026',
  ),
  allowlist: document('Intercom help: IP allowlist', 'https://www.intercom.com/help/en/articles/13941009'),
  lateOutage: document(
    'Intercom, write-up of the outage in Australia on 2026-04-27',
    'https://www.intercomstatus.com/au-hosting/incidents/01KQ7C166NZA1BF7NGWN205C5S/write-up',
  ),
  rubyErrors: document(
    'intercom-ruby, the errors it tells apart',
    'https://github.com/intercom/intercom-ruby/blob/master/lib/intercom/request.rb',
  ),
  suspendedApp: document(
    'intercom-dotnet, issue 109',
    'https://github.com/intercom/intercom-dotnet/issues/109',
  ),
  webFirewall: document(
    'Intercom community: a 403 page of the load balancer',
    'https://community.intercom.com/api-webhooks-23/api-requests-are-returning-403-4656',
  ),
  europeHost: document(
    'intercom_flutter, issue 304',
    'https://github.com/deepak786/intercom_flutter/issues/304',
  ),
  compromised: document(
    'GitHub advisory GHSA-54pg-9963-v8vg',
    'https://github.com/advisories/GHSA-54pg-9963-v8vg',
  ),
  http: document('RFC 9110, HTTP semantics', 'https://www.rfc-editor.org/rfc/rfc9110'),
  cors: document('Fetch standard, CORS', 'https://fetch.spec.whatwg.org/#http-cors-protocol'),
  moreStatuses: document('RFC 6585, more HTTP statuses', 'https://www.rfc-editor.org/rfc/rfc6585'),
  nginx: document(
    'nginx, its own statuses',
    'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_request.h',
  ),
  loadBalancer: document(
    'AWS, errors of the Application Load Balancer',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  ),
  apiGateway: document(
    'AWS, answers of API Gateway',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
  ),
  cloudflare5xx: document(
    'Cloudflare, errors 5xx',
    'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/',
  ),
  cloudflare1xxx: document(
    'Cloudflare, errors 1xxx',
    'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/',
  ),
  nodeErrors: document('Node.js, errors', 'https://nodejs.org/docs/latest-v20.x/api/errors.html'),
  nodeCli: document('Node.js, NODE_EXTRA_CA_CERTS', 'https://nodejs.org/docs/latest-v20.x/api/cli.html'),
  curlErrors: document('libcurl, error codes', 'https://curl.se/libcurl/c/libcurl-errors.html'),
  sockets: document('Linux, errno', 'https://man7.org/linux/man-pages/man3/errno.3.html'),
} as const satisfies Record<string, Document>;
