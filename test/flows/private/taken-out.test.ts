import { describe, expect } from 'vitest';
import { botMessages, lastEphemeral } from '../support/find-messages.ts';
import { declarePrivately, directly } from '../support/private/privately.ts';
import { story } from '../support/story.ts';
import { minute } from '../support/triage/watching.ts';

describe.concurrent("What couldn't be posted in a private incident's channel", () => {
  story('is sent only to people who are still in the channel', async ({ scene }) => {
    const set = await scene();
    const { bob, clock, settled, workspace } = set;
    const channel = await declarePrivately(set, { Commander: 'bob' });
    bob.remove(channel.name, 'alice');
    const before = directly(set, 'alice').length;
    workspace.faults.add({ method: 'chat.postMessage', answer: { error: 'restricted_action' }, times: 2 });
    clock.advance(31 * minute);
    await settled();

    expect(botMessages(workspace.channel(channel.name), "couldn't post")).toEqual([]);
    expect(directly(set, 'alice')).toHaveLength(before);
    expect(directly(set, 'bob').at(-1)?.text).toContain("INC-1: couldn't post");
  });

  story('is kept up to date in a direct message only while its reader is a member', async ({ scene }) => {
    const set = await scene();
    const { bob, clock, settled, workspace } = set;
    const channel = await declarePrivately(set, { Commander: 'bob' });
    workspace.faults.add({ method: 'chat.postMessage', answer: { error: 'restricted_action' }, times: 2 });
    clock.advance(31 * minute);
    await settled();
    const last = directly(set, 'alice').at(-1)?.text;
    expect(last).toContain("INC-1: couldn't post");
    bob.remove(channel.name, 'alice');
    await set.type(bob, 'status', channel.name);
    await bob.click(lastEphemeral(bob), 'Try again');
    await settled();

    expect(await set.type(bob, 'status', channel.name)).not.toContain("Couldn't");
    expect(directly(set, 'alice').at(-1)?.text).toBe(last);
  });

  story("is sent to nobody while the bot isn't in the channel to see its members", async ({ scene }) => {
    const set = await scene();
    const channel = await declarePrivately(set);
    set.alice.remove(channel.name, 'incident_bot');
    const before = directly(set, 'alice').length;
    set.clock.advance(31 * minute);
    await set.settled();

    expect(directly(set, 'alice')).toHaveLength(before);
    expect(await set.type(set.alice, 'status', channel.name)).toContain("Couldn't post the update reminder");
  });
});
