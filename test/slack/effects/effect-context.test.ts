import { expect, test } from 'vitest';
import { systemClock } from '../../../src/app/clock.ts';
import { inIncidentChannel } from '../../../src/slack/effects/effect-context.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { sqlite } from '../../store/support/sqlite.ts';
import { overhear } from '../../support/overhear.ts';
import { firstClaim } from '../support/claim.ts';
import { contractIncident } from '../support/incidents.ts';

/** Tries an effect whose incident has no channel; `oweChannel` queues the channel. */
async function withoutChannel() {
  const { store } = await sqlite.bench();
  const id = await quietIncident(store);
  const handler = inIncidentChannel({ clock: systemClock, store }, () => {
    throw new Error('There is nowhere to act.');
  });
  return {
    oweChannel: () => owe(store, id, minute(0), { type: 'ensure_channel' }),
    tried: () => handler({ claim: firstClaim(0), incident: contractIncident({ id, channel: null }) }),
  };
}

test('an effect whose incident has no channel fails permanently with what to do', async () => {
  const { tried } = await withoutChannel();
  expect(overhear(await tried())).toMatchObject({ kind: 'dead', why: 'the incident has no channel' });
});

test('an effect that was claimed right before its incident moved waits for the new channel', async () => {
  const { tried, oweChannel } = await withoutChannel();
  await oweChannel();
  expect(await tried()).toMatchObject({ kind: 'retry', untried: true });
});
