import { expect, test } from 'vitest';
import { inChannel } from '../../../src/slack/effects/effect-context.ts';
import { overhear } from '../../support/overhear.ts';
import { contractIncident } from '../support/incidents.ts';

test('an effect whose incident has no channel is put aside with what to do', async () => {
  const outcome = await inChannel(contractIncident({ channel: null }), () => {
    throw new Error('There is nowhere to act.');
  });
  expect(overhear(outcome)).toMatchObject({ kind: 'dead', why: 'the incident has no channel' });
});
