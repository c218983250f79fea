import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import { readHealth } from '../../../src/intercom/health/health-shapes.ts';
import { answer, observed } from '../../domain/triage/support/observations.ts';
import { otherStackBodies } from '../health-bodies/other-stacks.ts';
import type { Body, Label } from './bodies/body.ts';
import { frameworkBodies } from './bodies/frameworks.ts';
import { hedgedBodies } from './bodies/hedged.ts';
import { intercomDegradedBodies } from './bodies/intercom-degraded.ts';
import { intercomDownBodies } from './bodies/intercom-down.ts';
import { intercomWordedBodies } from './bodies/intercom-worded.ts';
import { moreBodies } from './bodies/more.ts';
import { serviceBodies } from './bodies/service.ts';
import { wellBodies } from './bodies/well.ts';

/** The verdicts that say what each label means; with what is unclear nobody is named. */
const verdicts: Readonly<Record<Label, readonly string[]>> = {
  well: ['healthy'],
  'intercom down': ['integration_broken'],
  'intercom degraded': ['integration_degraded'],
  webhooks: ['webhooks_unclear'],
  'service down': ['service_down'],
  'service degraded': ['service_degraded'],
  unclear: ['service_unclear', 'service_unchecked'],
};

const textOf = ({ body }: Body) => (typeof body === 'string' ? body : JSON.stringify(body));

/** The verdict in a world where all else is well. */
function verdictOf(text: string, status: number): string {
  const health = { exchange: answer(status), reading: readHealth(text, status) };
  return diagnose(observed({ health })).leaf;
}

describe.each([
  ['that frameworks give when all is well', frameworkBodies],
  ['that are well whatever else stands in them', wellBodies],
  ['in which Intercom is broken', intercomDownBodies],
  ['that say so in their own words', intercomWordedBodies],
  ['in which Intercom is degraded or unclear', intercomDegradedBodies],
  ['about anything else', serviceBodies],
  ['in which something may qualify a good word', hedgedBodies],
  ['of yet other kinds', moreBodies],
  ['of other stacks', otherStackBodies],
] as const)('Health bodies %s', (_name, bodies) => {
  test.each(bodies.map((one) => [one.label, one.status ?? 200, textOf(one)] as const))(
    'are read as "%s": %i %s',
    (label, status, text) => {
      expect(verdicts[label]).toContain(verdictOf(text, status));
    },
  );
});

/** Words of which none is clearly good. */
const badWords = [
  'down',
  'CIRCUIT_OPEN',
  'unreachable',
  'expired',
  'purple',
  '401 Unauthorized',
  'not ok',
  'lagging',
  'unknown',
  'KO',
  'timeout',
  '503',
  false,
  0,
  null,
  '',
  'no response',
  'fubar',
  ['down'],
  ['borked'],
  { healthy: false },
  { status: 'FAIL' },
  { error: 'refused' },
  { state: 'HALF_OPEN' },
];
const goodWords = ['ok', 'UP', 'pass', true, 'healthy', 200];
const containers = [
  'services',
  'checks',
  'components',
  'dependencies',
  'integrations',
  'entries',
  'results',
  'details',
];
const part = fc.constantFrom('database', 'redis', 'queue', 'stripe', 'search');

/** A field about Intercom by which of its names, with what it says. */
const badField = fc
  .tuple(
    fc.constantFrom('intercom', 'Intercom', 'intercom_status', 'intercom-api', 'intercomApi'),
    fc.constantFrom(...badWords),
  )
  .map(([name, word]) => ({ [name]: word }));
const badEntry = fc
  .tuple(
    fc.constantFrom('name', 'id', 'component', 'service', 'key'),
    fc.constantFrom('status', 'state', 'health', 'ok', 'healthy', 'result'),
    fc.constantFrom(...badWords),
  )
  .map(([name, key, word]) => ({ [name]: 'intercom', [key]: word }));
const goodParts = fc.dictionary(part, fc.constantFrom(...goodWords), { maxKeys: 4 });
const goodWhole = fc.constantFrom(
  {},
  { status: 'ok' },
  { healthy: true },
  { status: 'UP', version: '1.2.3' },
  { ok: true, uptime: 12.5 },
);

/** A body that is well but for one thing that it says of Intercom, somewhere in it. */
const oneBadWord = fc
  .record({
    whole: goodWhole,
    parts: goodParts,
    field: badField,
    entry: badEntry,
    container: fc.constantFrom(...containers),
    shape: fc.nat(4),
  })
  .map(({ whole, parts, field, entry, container, shape }) => {
    const listed = Object.entries(parts).map(([name, status]) => ({ name, status }));
    const shapes = [
      { ...whole, ...field },
      { ...whole, [container]: { ...parts, ...field } },
      { ...whole, [container]: [...listed, entry] },
      { data: { ...whole, [container]: { ...parts, ...field } } },
      { ...whole, [container]: { ...parts, external: { ...field } } },
    ];
    return shapes[shape] ?? {};
  });

test("A health body is never healthy if any word about Intercom isn't clearly good", () => {
  fc.assert(
    fc.property(oneBadWord, fc.constantFrom(200, 204, 500, 503), (body, status) => {
      const health = { exchange: answer(status), reading: readHealth(JSON.stringify(body), status) };
      expect(diagnose(observed({ health })).owner).not.toBe('nobody');
    }),
    { numRuns: 5_000 },
  );
});

test('A health body with only good words is healthy', () => {
  const well = fc
    .record({
      whole: goodWhole,
      parts: goodParts,
      word: fc.constantFrom(...goodWords),
      container: fc.constantFrom(...containers),
    })
    .map(({ whole, parts, word, container }) => ({ ...whole, [container]: { ...parts, intercom: word } }));
  fc.assert(
    fc.property(well, (body) => {
      expect(verdictOf(JSON.stringify(body), 200)).toBe('healthy');
    }),
  );
});
