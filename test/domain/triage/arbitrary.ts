import fc from 'fast-check';
import type { Exchange, Observations, Stage } from '../../../src/domain/triage/observation.ts';
import { answer, failure, incident, notRun, refusal, seen } from './observations.ts';

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
const stage = fc.constantFrom<Stage>('dns', 'connect', 'tls', 'headers', 'body');
const cause = fc.constantFrom(
  'TIMEOUT',
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOTFOUND',
  'CERT_HAS_EXPIRED',
  'UND_ERR_SOCKET',
);
const ms = fc.constantFrom(5, 120, 1_999, 2_000, 4_900);

const exchange: fc.Arbitrary<Exchange> = fc.oneof(
  fc.tuple(status, ms).map(([given, took]) => answer(given, { ms: took })),
  fc.tuple(status, code).map(([given, said]) => refusal(given, said)),
  fc.tuple(status, fc.constantFrom('html', 'text', 'empty')).map(([given, body]) => answer(given, { body })),
  fc.tuple(stage, cause).map(([where, why]) => failure(where, why)),
  status.map((given) => failure('body', 'ECONNRESET', { status: given })),
  fc.constant(notRun),
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
          'REST API errors in Australia',
        ),
        fc.constantFrom(true, false, null),
      )
      .map(([title, here]) => incident(title, { here })),
    { maxLength: 3 },
  ),
);

const level = fc.constantFrom('healthy', 'degraded', 'unhealthy', 'unknown');
const reading = fc.option(
  fc.record({ overall: level, intercom: level, failing: fc.constantFrom<string[]>([], ['database']) }),
);

/** Any mixture of observations, also ones that no real world would give. */
export const anyObservations: fc.Arbitrary<Observations> = fc
  .record({
    me: exchange,
    identity: fc.constantFrom(
      null,
      { kind: 'admin' as const, region: null },
      { kind: 'other' as const, region: null },
    ),
    edge: exchange,
    page: fc.record({ status: exchange, incidents: exchange, indicator: fc.constant(null), open }),
    health: fc.record({ exchange, reading }),
  })
  .map((world) => seen(world));
