import { expect, test } from 'vitest';
import { readErrors } from '../../../src/domain/explain/read/error-body.ts';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { BodyKind } from '../../../src/domain/triage/observation.ts';
import { originOf } from '../../../src/intercom/http/origin.ts';
import { answer, broken, health, observed, refused } from '../../domain/triage/support/observations.ts';
import type { Row } from '../support/gateway-answer.ts';
import { gatewayAnswers } from '../support/gateway-answers.ts';
import { moreGatewayAnswers } from '../support/more-gateway-answers.ts';

const access = /authentication|permission|plan/;

/** The label that a verdict comes to. */
function labelOf({ owner, kind }: { owner: string; kind: string }): Row[0] | 'none' {
  if (owner === 'intercom') return 'I';
  if (owner === 'ours') return access.test(kind) ? 'T' : 'O';
  return kind === 'rate limiting' ? 'O' : 'none';
}

function kindOf(body: string | object): BodyKind {
  if (typeof body !== 'string') return 'json';
  return body === '' ? 'empty' : body.includes('<') ? 'html' : 'text';
}

const rows = [...gatewayAnswers, ...moreGatewayAnswers].map(
  ([label, status, body, headers = {}]) => [label, status, body, headers] as const,
);

test.each(rows)('A gateway\'s response is classified as "%s": %i %j %j', (label, status, body, headers) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const json = typeof body === 'string' ? undefined : body;
  const origin = originOf({ status, headers, text, json, id: false, limits: false });
  const redirect = headers.location ?? null;
  const given = answer(status, { origin, errors: readErrors(json), body: kindOf(body), redirect });
  const world = status >= 500 && origin?.by !== 'other' ? broken(given) : refused(given);
  const unspoken = health({ intercom: 'not_named' });
  expect(labelOf(diagnose(observed({ ...world, me: given, identity: null, health: unspoken })))).toBe(label);
});
