import { describe, expect } from 'vitest';
import { announced, emptied, goPrivate, saidByBot } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import { story } from '../support/story.ts';
import { checks, incidentChannels, presses, proposal, watchEnv } from '../support/triage/watching.ts';

describe.concurrent.each(['socket', 'http'] as const)(
  'An incident that was declared from a suggestion, over %s,',
  (transport) => {
    story('is named by that no more once it is private', async ({ scene }) => {
      const set = await scene({ transport, env: watchEnv });
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      await presses(set, set.alice, proposal(set));
      await set.alice.submit();
      await set.settled();
      expect(announced(set).join()).toContain('*Incident declared* by <@U00000ALICE>: INC-1');

      const [name = ''] = incidentChannels(set);
      await goPrivate(set, set.alice, name);
      set.clock.advance(200_000);
      await set.settled();
      expect(announced(set)).toContain(emptied);
      expect(JSON.stringify(saidByBot(set.workspace.channel('incidents')))).not.toContain('INC-1');
      expect(putAside(set)).toEqual([]);
    });
  },
);
