import { z } from 'zod';
import type { Origin } from '../../domain/triage/observation.ts';
import { type Headers, readHeader } from './headers.ts';

/**
 * What shows who sent a response. `id`: whether a request_id came with it; `limits`: whether rate-limit headers did.
 */
export type Signs = {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
  id: boolean;
  limits: boolean;
};

/**
 * Who sent a response, judged by what it carries. Intercom: an `error.list`, its own headers (`X-Intercom-Version` and
 * a realm of `intercom.io` in captures, intercom-node 78), or a request_id together with rate-limit headers. Something
 * else: it names itself, or rejects us in JSON unlike Intercom's. Null if nothing tells, as on a plain nginx page.
 */
export function originOf(signs: Signs): Origin {
  if (isIntercoms(signs)) return { by: 'intercom' };
  const name = namedBy(signs) ?? loginOf(signs) ?? foreignRefusal(signs);
  return name === null ? null : { by: 'other', name };
}

function isIntercoms({ headers, json, id, limits }: Signs): boolean {
  if (isErrorList(json) || (id && limits)) return true;
  const realm = readHeader(headers, 'www-authenticate') ?? '';
  return readHeader(headers, 'x-intercom-version') !== null || /realm="?intercom\.io/i.test(realm);
}

/** Checked by hand, because a schema would be slow on a list of a megabyte. */
function isErrorList(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('type' in json) || !('errors' in json)) return false;
  return json.type === 'error.list' && Array.isArray(json.errors);
}

/** What appears in a server's name, its own headers, or its page. `Via` isn't a sign: it's added to good responses. */
const products: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Squid', /^x-squid-error:|^server: squid|\bsquid\b|\bERR_(?:CACHE_)?ACCESS_DENIED\b/im],
  ['Zscaler', /zscaler|\bzscloud\b|\bzscalertwo\b/i],
  ['Blue Coat', /blue ?coat|\bproxysg\b|symantec (?:web|secure)/i],
  ['Forcepoint', /forcepoint|websense/i],
  ['Fortinet', /forti(?:guard|gate|net|proxy)/i],
  ['Netskope', /netskope/i],
  ['McAfee Web Gateway', /mcafee web gateway|\bmwg\b|skyhigh/i],
  ['Cisco Umbrella', /cisco umbrella|opendns|ironport/i],
  ['Palo Alto', /palo alto networks|\bpan-os\b/i],
  ['Sophos', /\bsophos\b/i],
  ['Barracuda', /\bbarracuda\b/i],
  ['SonicWall', /sonicwall/i],
  ['Check Point', /check point|usercheck/i],
  ['Cloudflare Gateway', /cloudflare (?:gateway|zero trust|access)/i],
  ['Imperva', /^x-iinfo:|^x-cdn: (?:imperva|incapsula)|incapsula|\bimperva\b/im],
  ['F5 BIG-IP', /^server: big-?ip|the requested url was rejected/im],
  [
    'IIS',
    /^server: microsoft-(?:iis|httpapi)|internet information services|\biis (?:windows|\d)|http error \d{3}\.\d+/im,
  ],
  ['AWS API Gateway', /^x-amzn-errortype:|^x-amz-apigw-id:|^apigw-requestid:/im],
  [
    'Kong',
    /^server: kong|^x-kong-response-latency:|no route matched with those values|no api key found in request/im,
  ],
  ['Apigee', /"faultstring"/i],
  ['Fastly', /\bfastly error: unknown domain\b/i],
  [
    'a proxy',
    /^server: (?:tinyproxy|privoxy|mitmproxy|haproxy|traefik|caddy|apache|istio-envoy)|^proxy-authenticate:|\bproxy (?:authentication|server|error)\b/im,
  ],
  [
    'a web application firewall',
    /mod_?security|web application firewall|\bwaf\b|request (?:was |has been )?(?:blocked|rejected)/i,
  ],
];

/** An Intercom error shows who sent it; only other bodies are searched, and only their beginning. */
function namedBy({ status, headers, text }: Signs): string | null {
  if (status < 300 && /^\s*[[{]/.test(text)) return null;
  const lines = Object.keys(headers).map((name) => `${name}: ${readHeader(headers, name) ?? ''}`);
  const marks = `${lines.filter((line) => !/^(set-cookie|date|via|location)/.test(line)).join('\n')}\n${text.slice(0, 20_000)}`;
  return products.find(([, sign]) => sign.test(marks))?.[0] ?? null;
}

/** Something that wants a login other than our token: 407, 511, Windows' Negotiate and NTLM, a realm of its own. */
function loginOf({ status, headers }: Signs): string | null {
  const asked = readHeader(headers, 'www-authenticate') ?? '';
  if (status === 407) return 'a proxy that asks for a login';
  if (status === 511) return 'a network that asks for a login';
  if (/^(negotiate|ntlm)\b/i.test(asked)) return 'something that asks for a Windows login';
  const realm = /realm="?([^"]{1,40})/i.exec(asked)?.[1];
  return realm === undefined ? null : `something that asks for a login at “${realm}”`;
}

const theirFields = ['error_key', 'errors', 'request_id'] as const;
const record = z.record(z.string(), z.unknown());

/** `{"message":"Forbidden"}` and the like: a rejection in JSON with none of the parts that Intercom's have. */
function foreignRefusal({ status, json, id, limits }: Signs): string | null {
  if (![401, 403, 451].includes(status) || json === undefined || id || limits) return null;
  const body = record.safeParse(json).data ?? {};
  const holds = (key: string) => key in body && !(Array.isArray(body[key]) && body[key].length === 0);
  const known = body.type === 'error' || theirFields.some(holds);
  return known ? null : 'a gateway or firewall';
}
