import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import {
  answer,
  failure,
  health,
  incident,
  notRun,
  observed,
  page,
  refusal,
  searched,
  unreadPage,
} from './support/observations.ts';

type Part = Partial<Observations>;

/** Each probe: not configured, answered well, or asked and not answered. A token is what `/me` and the searches need. */
const tokens = {
  'no token': { me: notRun, identity: null },
  'a token': {},
} satisfies Record<string, Part>;
const healths = {
  'no health URL': { health: { exchange: notRun, reading: null } },
  'a health endpoint that is well': { health: health() },
  'a health endpoint in HTML': { health: { exchange: answer(200, { body: 'html' }), reading: null } },
  'a health endpoint that is silent': {
    health: { exchange: failure('connect', 'ECONNREFUSED'), reading: null },
  },
} satisfies Record<string, Part>;
const pages = {
  'a page that is read': { page: page() },
  'a page without an address': { page: unreadPage(notRun) },
  'a page in HTML': { page: unreadPage() },
  'a page that is blocked': { page: unreadPage(failure('connect', 'ECONNREFUSED')) },
  'a page that redirects in circles': { page: unreadPage(answer(302, { body: 'empty' })) },
} satisfies Record<string, Part>;

const every = Object.entries(tokens).flatMap(([token, one]) =>
  Object.entries(healths).flatMap(([own, two]) =>
    Object.entries(pages).map(
      ([posted, three]) => [token, own, posted, { ...one, ...two, ...three }] as const,
    ),
  ),
);

/** Who is named in a world where all that answers is well. */
function expected(token: string, own: string): string {
  if (own === 'a health endpoint that is silent') return 'ours';
  if (token === 'no token') return 'unknown';
  return own === 'a health endpoint in HTML' ? 'unknown' : 'nobody';
}

describe('with everything healthy that answers, the verdict', () => {
  test.each(every)('with %s, %s and %s names who it should', (token, own, _posted, changed) => {
    expect(diagnose(observed(changed)).owner).toBe(expected(token, own));
  });

  test.each(every)(
    'with %s, %s and %s is sure only where everything was seen',
    (token, own, posted, changed) => {
      const { owner, confidence } = diagnose(observed(changed));
      const all =
        own === 'a health endpoint that is well' && posted === 'a page that is read' && token === 'a token';
      if (owner === 'nobody') expect(confidence).toBe(all ? 'high' : 'medium');
    },
  );

  test.each(every)('with %s, %s and %s names what was not seen', (_token, own, posted, changed) => {
    const { owner, cause } = diagnose(observed(changed));
    if (owner !== 'nobody') return;
    expect(cause.includes('HEALTH_CHECK_URL')).toBe(own === 'no health URL');
    expect(cause.includes("www.finstatus.com couldn't be read")).toBe(posted !== 'a page that is read');
  });

  test.each([
    ['no search', { searches: [] }],
    ['a search in JSON that is no list', { searches: [{ exchange: answer(200), list: false }] }],
    ['one /me', { again: [] }],
    ['no request without a token', { edge: notRun }],
  ] as const)('with %s stays open', (_name, changed) => {
    expect(diagnose(observed(changed)).owner).toBe('unknown');
  });

  test.each([
    ['a search that is refused', { searches: searched(refusal(403, 'forbidden')) }, 'ours'],
    ['a search that breaks off', { searches: searched(failure('headers', 'ECONNRESET')) }, 'intercom'],
  ] as const)('with %s blames who it should', (_name, changed, owner) => {
    expect(diagnose(observed(changed)).owner).toBe(owner);
  });
});

describe('what is not looked at is said beside what is posted', () => {
  const health = { exchange: notRun, reading: null };

  test.each([
    ['an incident of the API', incident()],
    ['an incident of another product', incident('Fin AI Agent is not answering')],
    ['a delay of webhooks', incident('Delays in webhooks')],
  ])('%s', (_name, posted) => {
    const { owner, cause } = diagnose(observed({ health, page: page(posted) }));
    expect(owner).toBe('intercom');
    expect(cause).toContain(posted.title);
    expect(cause).toContain("HEALTH_CHECK_URL isn't set");
  });
});
