import type { Observations } from '../../../../src/domain/triage/observation.ts';
import { failure, incident, notRun, observed, unreadPage } from './observations.ts';

/** A state of the world, why its verdict is right, and the leaf that says it. */
export type Case = { leaf: string; because: string; world: Observations };

/** Connected, then silence until the deadline. */
export const timeout = failure('headers', 'TIMEOUT');
/** A body that is no API's. */
export const html = { body: 'html', contentType: 'text/html' } as const;
/** A posted incident that leaves the API alone. */
export const fin = incident('Fin AI Agent is not answering', { components: ['Fin AI Agent'] });
/** A posted incident that touches the API. */
export const api = incident();

/** All is well but for what is changed. */
export function world(leaf: string, because: string, changed: Partial<Observations>): Case {
  return { leaf, because, world: observed(changed) };
}

/** No probe ran. */
export const everythingUnknown = observed({
  me: notRun,
  edge: notRun,
  identity: null,
  page: unreadPage(notRun),
  health: { exchange: notRun, reading: null },
});
