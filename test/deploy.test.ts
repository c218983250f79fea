import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const settings = new Set(
  [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name),
);
const shutdownMs = Number(
  /const withinMs = ([\d_]+);/.exec(read('src/app/shutdown.ts'))?.[1]?.replaceAll('_', ''),
);

const named = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) });
const labelled = z.object({ metadata: z.object({ labels: z.object({ app: z.string() }).optional() }) });
const deployment = z.object({
  spec: z.object({
    replicas: z.number(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    strategy: z.object({ rollingUpdate: z.object({ maxUnavailable: z.number() }) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.array(
          z.object({
            env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
            ports: z.array(z.object({ containerPort: z.number() })),
            lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
            startupProbe: z.object({
              tcpSocket: z.object({ port: z.string() }),
              periodSeconds: z.number(),
              failureThreshold: z.number(),
            }),
            readinessProbe: z.object({ httpGet: z.object({ path: z.string() }) }),
            livenessProbe: z.record(z.string(), z.unknown()),
          }),
        ),
      }),
    }),
  }),
});
const budget = z.object({
  spec: z.object({
    minAvailable: z.number(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
  }),
});

describe('The Kubernetes manifest', () => {
  const text = read('deploy/kubernetes.yaml');
  const documents = parseAllDocuments(text).map((document): unknown => document.toJS());
  const find = (kind: string): unknown =>
    documents.find((document) => named.parse(document).kind === kind) ?? null;
  const bots = deployment.parse(find('Deployment')).spec;
  const [bot] = bots.template.spec.containers;

  test('runs two bots, and replaces one only when the next one is ready', () => {
    expect(bots.replicas).toBe(2);
    expect(bots.strategy.rollingUpdate.maxUnavailable).toBe(0);
    expect(bot?.readinessProbe.httpGet.path).toBe('/readyz');
  });

  test('keeps one bot while nodes are drained', () => {
    const { minAvailable, selector } = budget.parse(find('PodDisruptionBudget')).spec;
    expect(minAvailable).toBe(1);
    expect(bots.template.metadata.labels).toMatchObject(selector.matchLabels);
    expect(bots.template.metadata.labels).toMatchObject(bots.selector.matchLabels);
  });

  test('restarts no bot because its database is gone', () => {
    expect(Object.keys(bot?.livenessProbe ?? {})).toContain('tcpSocket');
  });

  test('gives a bot ten minutes to migrate, or to wait for another one that migrates, before it restarts it', () => {
    const { periodSeconds = 0, failureThreshold = 0 } = bot?.startupProbe ?? {};
    expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(600);
  });

  test('stops sending to a bot before it stops, and gives it more time than that and its shutdown take', () => {
    const [program, seconds] = bot?.lifecycle.preStop.exec.command ?? [];
    expect(program).toBe('sleep');
    expect(Number(seconds)).toBeGreaterThanOrEqual(5);
    const { terminationGracePeriodSeconds } = bots.template.spec;
    expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(Number(seconds) * 1000 + shutdownMs + 5_000);
  });

  test('has the bot listen where the probes look, whatever the settings of another machine say', () => {
    const set = new Map((bot?.env ?? []).map(({ name, value }) => [name, value]));
    expect([set.get('HOST'), set.get('PORT')]).toEqual(['0.0.0.0', `${bot?.ports[0]?.containerPort}`]);
  });

  test('sets only settings that exist', () => {
    const set = (bot?.env ?? []).map(({ name }) => name).filter((name) => name !== 'DATABASE_PASSWORD');
    expect(set).not.toEqual([]);
    expect(set.filter((name) => !settings.has(name))).toEqual([]);
  });

  test('lets its database be started alone, by a label', () => {
    const labels = documents.map((document) => labelled.parse(document).metadata.labels?.app);
    const alone = ['intercom-incident-database', 'intercom-incident-database'];
    expect(labels.filter((label) => label === alone[0])).toEqual(alone);
    expect(read('docs/operations.md')).toContain(`-l app=${alone[0]}\n`);
  });

  test('holds no secret, and takes every password from one', () => {
    expect(documents.map((document) => named.parse(document).kind)).not.toContain('Secret');
    expect(text).not.toMatch(/xox[abp]-|xapp-/);
    expect([...text.matchAll(/:\/\/[^:\s]+:([^@\s]+)@/g)].map(([, password]) => password)).toEqual([
      '$(DATABASE_PASSWORD)',
    ]);
  });
});

describe('The compose file', () => {
  const text = read('deploy/compose.yaml');
  const { services } = z
    .object({
      services: z.object({
        bot: z.object({
          stop_grace_period: z.string(),
          deploy: z.object({ replicas: z.number() }),
          depends_on: z.object({ database: z.object({ condition: z.literal('service_healthy') }) }),
          environment: z.record(z.string(), z.string()),
        }),
        database: z.object({ healthcheck: z.object({ test: z.array(z.string()) }) }),
      }),
    })
    .parse(parse(text));

  test('runs two bots, once the database is ready', () => {
    expect(services.bot.deploy.replicas).toBe(2);
    expect(services.database.healthcheck.test.join(' ')).toContain('pg_isready');
  });

  test('has the bots listen where its ports lead, whatever the settings of another machine say', () => {
    const { HOST, PORT } = services.bot.environment;
    expect([HOST, PORT]).toEqual(['0.0.0.0', '3000']);
    expect(text).toMatch(/^ {4}# ports: \["127\.0\.0\.1:3000-3001:3000"\]$/m);
  });

  test('gives a shutdown more time than the bot takes', () => {
    const [, seconds] = /^(\d+)s$/.exec(services.bot.stop_grace_period) ?? [];
    expect(Number(seconds) * 1000).toBeGreaterThan(shutdownMs);
  });

  test('holds no password: it refuses to start without one', () => {
    expect(text).not.toMatch(/xox[abp]-|xapp-/);
    const passwords = [...text.matchAll(/\$\{POSTGRES_PASSWORD(:\?[^}]+)?\}/g)].map(([, refuses]) => refuses);
    expect(passwords).toHaveLength(2);
    expect(passwords.every((refuses) => refuses?.startsWith(':?'))).toBe(true);
    expect(Object.keys(services.bot.environment).filter((name) => !settings.has(name))).toEqual([]);
  });
});
