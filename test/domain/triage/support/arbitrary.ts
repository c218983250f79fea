import fc from 'fast-check';
import type {
  Exchange,
  Observations,
  Origin,
  RequestStage,
  TokenIdentity,
} from '../../../../src/domain/triage/observation.ts';
import { answer, failure, incident, noon, notRun, observed, refusal } from './observations.ts';

const status = fc.constantFrom(
  200,
  204,
  301,
  400,
  401,
  402,
  403,
  404,
  408,
  409,
  410,
  418,
  422,
  429,
  500,
  502,
  503,
  504,
  522,
);
const code = fc.constantFrom(
  'unauthorized',
  'token_revoked',
  'token_unauthorized',
  'forbidden',
  'too_many_requests',
  'server_error',
  'new_one',
);
const stage = fc.constantFrom<RequestStage>('proxy', 'dns', 'connect', 'tls', 'headers', 'body');
const cause = fc.constantFrom(
  'TIMEOUT',
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOTFOUND',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'UND_ERR_SOCKET',
  'PROXY_502',
);
const ms = fc.constantFrom(5, 120, 1_999, 2_000, 4_900);
const slowStage = fc.constantFrom<RequestStage>('dns', 'connect', 'headers');
const skewMs = fc.constantFrom(null, 0, 400 * 86_400_000);
const certificate = fc.option(
  fc
    .boolean()
    .map((vouched) => ({ issuer: 'CA', names: ['api.intercom.io'], from: 0, until: noon, vouched })),
);

const origin = fc.constantFrom<Origin>(null, { by: 'intercom' }, { by: 'other', name: 'Squid' });

const exchange: fc.Arbitrary<Exchange> = fc.oneof(
  fc
    .tuple(status, ms, slowStage, skewMs, origin)
    .map(([given, took, where, skew, by]) =>
      answer(given, { ms: took, stages: { [where]: took }, skewMs: skew, origin: by }),
    ),
  fc.tuple(status, code).map(([given, errorCode]) => refusal(given, errorCode)),
  fc.tuple(status, fc.constantFrom('html', 'text', 'empty')).map(([given, body]) => answer(given, { body })),
  fc
    .tuple(stage, cause, certificate)
    .map(([where, why, shown]) => failure(where, why, { certificate: shown })),
  status.map((given) => failure('body', 'ECONNRESET', { status: given })),
  fc.constant(notRun),
);

const identity = fc.constantFrom<TokenIdentity>(
  null,
  { kind: 'admin', region: null },
  { kind: 'admin', region: 'us' },
  { kind: 'admin', region: 'eu' },
  { kind: 'other', region: null },
);

const open = fc.option(
  fc.array(
    fc
      .tuple(
        fc.constantFrom(
          'API errors',
          'API authentication errors',
          'Fin is down',
          'Errors',
          'Delayed webhooks',
          'Scheduled maintenance',
          'REST API errors in Australia',
        ),
        fc.constantFrom(true, false, null),
        fc.constantFrom('major', 'maintenance'),
      )
      .map(([title, here, impact]) => incident(title, { here, impact })),
    { maxLength: 3 },
  ),
);

const level = fc.constantFrom('healthy', 'degraded', 'unhealthy', 'unknown');
const ofIntercom = fc.oneof(level, fc.constant('not_named' as const));
const reading = fc.option(
  fc.record({
    overall: level,
    intercom: ofIntercom,
    failing: fc.constantFrom<string[]>([], ['database'], ['webhooks'], ['job_queue']),
  }),
);

/** Requests that are repeated mostly end alike; now and then each as it pleases. */
const alike = <T>(one: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
  fc.oneof(
    one.map((same) => Array.from({ length }, () => same)),
    fc.array(one, { maxLength: length }),
  );

/** Any mixture of observations, also ones that no real world would give. */
export const anyObservations: fc.Arbitrary<Observations> = fc
  .record({
    me: exchange,
    identity,
    again: alike(fc.record({ exchange, identity }), 2),
    searches: alike(fc.record({ exchange, list: fc.boolean() }), 2),
    edge: exchange,
    page: fc.record({
      status: exchange,
      incidents: exchange,
      dropped: fc.constantFrom(null, 0, 1, 2, 6),
      indicator: fc.constant(null),
      open,
      planned: fc.constantFrom(
        [],
        [incident('Database maintenance', { window: { from: noon, until: null } })],
      ),
      resolved: fc.constantFrom([], [{ incident: incident('API errors'), at: noon - 300_000 }]),
    }),
    health: fc.record({ exchange, reading }),
    repeats: fc.boolean(),
  })
  .map(({ repeats, ...world }) => {
    const same = { exchange: world.me, identity: world.identity };
    const { again, ...once } = world;
    const found = world.me.kind === 'not_run' ? { searches: [] } : {};
    return observed({ ...once, ...found, again: repeats ? [same, same] : again });
  });
