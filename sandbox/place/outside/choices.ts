import { isDeepStrictEqual } from 'node:util';
import { apiScenarios, healthScenarios, statusScenarios } from '../../intercom/scenarios.ts';
import type { Change, SimulatedIntercom } from '../../intercom/start.ts';
import { Refused } from '../../slack/errors.ts';
import type { Switch } from '../screen.ts';
import { apiChoices } from './api-choices.ts';

/** A label and an explanation for each scenario, in the order they are offered. */
export type Words<Scenarios> = Readonly<Record<keyof Scenarios, readonly [label: string, about: string]>>;

const statusChoices: Words<typeof statusScenarios> = {
  none: ['Nothing posted', 'All green: right when all is well, wrong or late when it is not.'],
  api_outage: ['API outage posted', 'Errors on the REST API, major.'],
  fin_outage: ['Another product is down', 'Fin AI Agent does not answer; nothing on the API.'],
  au_api_outage: ['Posted for Australia only', 'Errors on the REST API in another region.'],
  webhook_delay: ['Webhooks are late', 'Delays in webhooks and background jobs, minor.'],
  maintenance: ['Maintenance under way', 'Scheduled database maintenance.'],
  indicator_none: ['Posted, and yet green', 'An incident is listed while the page says all is operational.'],
  resolved_too_early: ['Called resolved', 'The API outage is posted as resolved.'],
  slow: ['Slow', 'The page comes 2.5 seconds late.'],
  hang: ['Never answers', 'The request is taken and nothing comes back.'],
  error: ['500', 'The page itself is broken.'],
  reset: ['Connections reset', 'Every connection is cut.'],
  html: ['HTML instead of JSON', 'The page has moved.'],
  not_found: ['404', 'The page is gone.'],
  empty: ['Empty', 'An answer without a body.'],
  unparsable: ['Half a document', 'JSON that stops in the middle.'],
  unreachable: ['Unreachable', 'Nothing listens there.'],
};

const healthChoices: Words<typeof healthScenarios> = {
  ok: ['Healthy', 'Our integration says all is well.'],
  degraded: ['Degraded', 'Our integration works in part.'],
  down: ['Down', 'Our integration says it is down.'],
  intercom_down: ['Its Intercom part is down', 'Our integration is well, but cannot reach Intercom.'],
  database_down: ['Its database is down', 'Our integration is down; its Intercom part is well.'],
  slow: ['Slow', 'It answers 2.5 seconds late.'],
  hang: ['Never answers', 'The request is taken and nothing comes back.'],
  unreachable: ['Unreachable', 'Nothing listens there: our integration has crashed.'],
  html: ['HTML instead of JSON', 'Something else answers for it.'],
  not_found: ['404', 'The endpoint is not there.'],
};

/** The three switches of the world outside, with what is chosen now. */
export function switches(intercom: SimulatedIntercom): { api: Switch; status: Switch; health: Switch } {
  const { api, status, health } = intercom.state;
  return {
    api: { chosen: nameOf(apiScenarios, api), choices: offered(apiChoices) },
    status: { chosen: nameOf(statusScenarios, status), choices: offered(statusChoices) },
    health: { chosen: nameOf(healthScenarios, health), choices: offered(healthChoices) },
  };
}

/** The change that a part and a scenario's name mean. Throws a sentence when there is no such scenario. */
export function changeTo(part: 'api' | 'status' | 'health', name: string): Change {
  switch (part) {
    case 'api':
      return { api: named(apiScenarios, name) };
    case 'status':
      return { status: named(statusScenarios, name) };
    case 'health':
      return { health: named(healthScenarios, name) };
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

function offered(words: Readonly<Record<string, readonly [string, string]>>): Switch['choices'] {
  return Object.entries(words).map(([name, [label, about]]) => ({ name, label, about }));
}
