import { expect, test } from 'vitest';
import { systemClock } from '../../../src/app/clock.ts';
import { inIncidentChannel } from '../../../src/slack/effects/effect-context.ts';
import { overhear } from '../../support/overhear.ts';
import { firstClaim } from '../support/claim.ts';
import { contractIncident } from '../support/incidents.ts';

test('an effect whose incident has no channel fails permanently with what to do', async () => {
  const handler = inIncidentChannel({ clock: systemClock }, () => {
    throw new Error('There is nowhere to act.');
  });
  const outcome = await handler({ claim: firstClaim(0), incident: contractIncident({ channel: null }) });
  expect(overhear(outcome)).toMatchObject({ kind: 'dead', why: 'the incident has no channel' });
});
