import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiScenarios } from '../../../packages/intercom-sandbox/scenarios.ts';
import {
  type Change,
  type SimulatedIntercom,
  startIntercom,
} from '../../../packages/intercom-sandbox/start.ts';
import type { HealthState } from '../../../packages/intercom-sandbox/state.ts';
import { observationsOf } from '../../../src/domain/drill/probes.ts';
import { scripts } from '../../../src/domain/drill/scripts.ts';
import type { ApiWorld, World } from '../../../src/domain/drill/simulated-world.ts';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import type { Region } from '../../../src/domain/triage/observation.ts';
import { runTriage } from '../../../src/intercom/triage.ts';

/** Time enough for the slow answers; the simulated probes of a drill wait as long as a usual bot. */
const timeoutMs = 3_500;

/** Those names of a drill's API that the sandbox has no scenario for. */
const special = {
  slow: { kind: 'slow', ms: 2_600 },
  search_unauthorized: { kind: 'only', on: 'search', is: apiScenarios.token_unauthorized },
} as const satisfies Partial<Record<ApiWorld, Change['api']>>;

const apiOf = (api: ApiWorld): NonNullable<Change['api']> =>
  api === 'slow' || api === 'search_unauthorized' ? special[api] : api;

const levels = {
  healthy: 'ok',
  degraded: 'degraded',
  unhealthy: 'down',
  unknown: 'down',
  not_named: 'down',
} as const;

function healthOf({ overall, intercom, failing }: World['service']): HealthState {
  const level = (one: keyof typeof levels) => levels[one];
  const parts = Object.fromEntries(failing.map((part) => [part, level(overall)]));
  return { kind: level(overall), form: 'health+json', intercom: level(intercom), parts };
}

const changeOf = ({ api, posted, service }: World, region: Region): Change => ({
  api: apiOf(api),
  health: healthOf(service),
  status: posted
    ? { kind: 'posted', incidents: [{ ...posted, components: [posted.component], regions: [region] }] }
    : 'none',
});

/** What a diagnosis says, without hosts, times and request_ids. */
const essence = ({ leaf, owner, kind, cause, confidence, severity, trail, probes, steps }: Diagnosis) => ({
  leaf,
  owner,
  kind,
  cause: cause.replace(/\d+\.\d s/g, 'n s').replace(/\d\d:\d\d:\d\d UTC/g, 'then'),
  confidence,
  severity,
  trail: trail.map(({ id, answer }) => `${id}: ${answer}`),
  probes: probes.map(({ probe, outcome, status, code }) => [probe, outcome, status, code]),
  steps: steps.map(({ id }) => id),
});

/** Every state of the world that some drill goes through, once for each region. */
const worlds = new Map<string, { world: World; region: Region }>();
for (const { region, stages } of scripts)
  for (const { world } of stages) if (world) worlds.set(JSON.stringify([region, world]), { world, region });

const inWords = ({ world: { api, posted, service }, region }: { world: World; region: Region }): string =>
  [region, `API ${api}`, posted?.title ?? 'nothing posted', `our service ${service.overall}`].join(', ');

describe("A drill's simulated probes lead to the same diagnosis as the real ones", () => {
  const intercoms = new Map<Region, SimulatedIntercom>();
  beforeAll(async () => {
    for (const region of ['us', 'eu', 'au'] as const) intercoms.set(region, await startIntercom({ region }));
  });
  afterAll(async () => {
    for (const intercom of intercoms.values()) await intercom.stop();
  });

  test.each([...worlds.values()].map((one) => [inWords(one), one] as const))(
    '%s',
    async (_, { world, region }) => {
      const intercom = intercoms.get(region);
      if (!intercom) throw new Error('There is no Intercom there.');
      await intercom.set(changeOf(world, region));
      const { apiUrl, statusUrl, healthUrl, token } = intercom;
      const real = await runTriage({ token, region, apiUrl, statusUrl, healthUrl, timeoutMs }, Date.now);
      expect(essence(diagnose(observationsOf(world, region, Date.now())))).toEqual(essence(real));
    },
    15_000,
  );
});
