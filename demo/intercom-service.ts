import { isDeepStrictEqual } from 'node:util';
import { apiLabels } from '../packages/intercom-sandbox/api-labels.ts';
import { healthLabels, statusLabels } from '../packages/intercom-sandbox/labels.ts';
import { apiScenarios, healthScenarios, statusScenarios } from '../packages/intercom-sandbox/scenarios.ts';
import type { Change, SimulatedIntercom } from '../packages/intercom-sandbox/start.ts';
import type { Switch } from '../packages/slack-sandbox/server/screen.ts';
import type { SimulatedService } from '../packages/slack-sandbox/server/service.ts';
import { Refused } from '../packages/slack-sandbox/slack/errors.ts';

/** The simulated Intercom as the sandbox's panel shows and breaks it, with our integration's health endpoint. */
export function intercomService(intercom: SimulatedIntercom): SimulatedService {
  return {
    name: 'Intercom',
    switches() {
      const { api, status, health } = intercom.state;
      return [
        switchOf('api', 'Its API', nameOf(apiScenarios, api), apiLabels),
        switchOf('status', 'Its status page', nameOf(statusScenarios, status), statusLabels),
        switchOf('health', 'Our health endpoint', nameOf(healthScenarios, health), healthLabels),
      ];
    },
    set: (part, state) => intercom.set(changeTo(part, state)),
  };
}

function changeTo(part: string, state: string): Change {
  switch (part) {
    case 'api':
      return { api: named(apiScenarios, state) };
    case 'status':
      return { status: named(statusScenarios, state) };
    case 'health':
      return { health: named(healthScenarios, state) };
    default:
      throw new Refused(`Intercom has no part "${part}".`);
  }
}

function named<State>(scenarios: Readonly<Record<string, State>>, name: string): State {
  const found = Object.entries(scenarios).find(([known]) => known === name);
  if (found === undefined) throw new Refused(`There is no scenario "${name}".`);
  return found[1];
}

function nameOf(scenarios: Readonly<Record<string, object>>, state: object): string | null {
  return Object.entries(scenarios).find(([, known]) => isDeepStrictEqual(known, state))?.[0] ?? null;
}

function switchOf(
  part: string,
  title: string,
  chosen: string | null,
  labels: Readonly<Record<string, readonly [label: string, about: string]>>,
): Switch {
  const choices = Object.entries(labels).map(([name, [label, about]]) => ({ name, label, about }));
  return { part, title, chosen, choices };
}
