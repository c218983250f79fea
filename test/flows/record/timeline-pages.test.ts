import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { lastEphemeral } from '../support/find-messages.ts';
import { goPrivate, privateChannel } from '../support/private.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Fifteen notes, three more than fit on a page. */
async function noted({ alice, type }: Scene, channel: string): Promise<void> {
  for (let i = 1; i <= 15; i += 1) await type(alice, `note Finding ${i}.`, channel);
}

/** What Alice reads where the latest timeline was. */
const shown = ({ alice }: Scene, ts: string) => alice.ephemerals().find((one) => one.ts === ts)?.text;

describe.concurrent('A long timeline', () => {
  story.for(["in the incident's channel", 'elsewhere'] as const)(
    'is paged through in place, %s',
    async (place, { scene }) => {
      const set = await scene();
      const { alice, settled, type } = set;
      const channel = await set.declare();
      await noted(set, channel.name);
      await type(alice, 'timeline INC-1', place === 'elsewhere' ? 'random' : channel.name);
      const answer = lastEphemeral(alice);
      expect(answer.text).toContain('Finding 15.');
      expect(answer.text).not.toContain('Finding 1.');
      await alice.click(answer, 'Older');
      await settled();
      expect(shown(set, answer.ts)).toContain('Finding 1.');
      expect(shown(set, answer.ts)).not.toContain('Finding 15.');
      await alice.click(answer, 'Newer');
      await settled();
      expect(shown(set, answer.ts)).toContain('Finding 15.');
    },
  );

  story("isn't paged through by someone who may no longer know about the incident", async ({ scene }) => {
    const set = await scene({ workspace: app });
    const { alice, settled, type } = set;
    const channel = await set.declare();
    await noted(set, channel.name);
    await type(alice, 'timeline INC-1', 'random');
    const answer = lastEphemeral(alice);
    set.bob.join(channel.name);
    await goPrivate(set, set.bob, channel.name);
    const moved = privateChannel(set);
    if (moved.members.includes('alice')) set.bob.remove(moved.name, 'alice');
    await alice.click(answer, 'Older');
    await settled();
    expect(lastEphemeral(alice).text).toBe(
      "There's no incident INC-1. To see them all, run `/intercom-incident list`.",
    );
    expect(shown(set, answer.ts)).not.toContain('Finding 1.');
  });
});
