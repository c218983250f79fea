import { describe, expect } from 'vitest';
import { refuseEdits } from '../support/faults/refuse-edits.ts';
import { WrongClock } from '../support/faults/wrong-clock.ts';
import { outbox, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { checks, minute, presses, proposal, proposals, watchEnv } from '../support/triage/watching.ts';

const away = { status: 503 } as const;

/** Slack takes no message until the returned function is called. */
const silence = ({ workspace }: Scene) =>
  workspace.faults.add({ method: 'chat.postMessage', times: 9_999, answer: away });

/** While Slack takes nothing there is nothing to wait for. */
const nothingTaken = (set: Scene) => () => set.workspace.idle();

describe.concurrent('A suggestion from monitoring, if things go wrong,', () => {
  story.for([
    ['reset_before', 1],
    ['reset_before', 3],
    ['reset_after', 1],
    [{ error: 'ratelimited' }, 1],
    [away, 2],
  ] as const)(
    "comes once if the first posts ended with %j, %i times, although the bot isn't in the channel",
    async ([answer, times], { scene }) => {
      const set = await scene({ env: watchEnv });
      set.alice.remove('incidents', 'incident_bot');
      set.workspace.faults.add({ method: 'chat.postMessage', times, answer });
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      await recovered(set);

      expect(proposal(set).buttons).toEqual(['Open incident', 'Not an incident']);
      expect(putAside(set)).toEqual([]);
    },
  );

  story('comes once in a private channel', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    set.alice.makePrivate('incidents');
    set.workspace.faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    await recovered(set);

    expect(proposal(set).buttons).toEqual(['Open incident', 'Not an incident']);
    expect(putAside(set)).toEqual([]);
  });

  story("is deleted if it's over and can no longer be edited in Slack", async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    refuseEdits(set, proposal(set));
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 2);

    expect(proposals(set)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story("is posted when Slack is back after hours, if it's still true", async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    const mend = silence(set);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2, nothingTaken(set));
    set.clock.advance(180 * minute);
    await checks(set, 1, nothingTaken(set));
    mend();
    await recovered(set);

    expect(proposal(set).buttons).toEqual(['Open incident', 'Not an incident']);
  });

  story("isn't posted at all if it's over before Slack is back", async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    const mend = silence(set);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2, nothingTaken(set));
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1, nothingTaken(set));
    mend();
    await recovered(set);

    expect(proposals(set)).toEqual([]);
    expect(outbox(set)).toEqual([]);
  });

  story("whose response was lost says that it's over", async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    set.workspace.faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
    set.workspace.faults.add({ method: 'conversations.history', times: 2, answer: away });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2, nothingTaken(set));
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1, nothingTaken(set));
    await recovered(set);

    expect(proposal(set)).toMatchObject({
      buttons: [],
      text: expect.stringContaining('A check was healthy again'),
    });
  });

  story('comes after two bad checks around a restart', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await checks(set, 1);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 1);
    expect(proposals(set)).toEqual([]);
    await set.restart();
    await set.workspace.until(() => proposals(set)[0], 'the proposal of the first check after the start');
  });

  story('can be answered and edited across restarts', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    await presses(set, set.alice, proposal(set));
    await set.restart();
    await checks(set, 1);
    set.workspace.faults.add({ method: 'chat.update', times: 3, answer: away });
    await set.alice.submit();
    await set.workspace.idle();
    await set.restart();
    await recovered(set);

    expect(proposal(set)).toMatchObject({
      buttons: [],
      text: expect.stringContaining('Incident declared'),
    });
  });

  story('comes and goes in one message as the checks do', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    for (let turn = 0; turn < 5; turn += 1) {
      await set.intercom.set({ api: 'unavailable' });
      await checks(set, 2);
      await set.intercom.set({ api: 'healthy' });
      await checks(set, 1);
    }

    expect(proposals(set)).toHaveLength(1);
  });

  story('survives a clock that is set back by hours', async ({ scene }) => {
    const clocks: WrongClock[] = [];
    const set = await scene({
      env: watchEnv,
      botClock(right) {
        const clock = new WrongClock(right);
        clocks.push(clock);
        return clock;
      },
    });
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 1, nothingTaken(set));
    clocks[0]?.jump(-180 * minute);
    await checks(set, 3, nothingTaken(set));
    await set.workspace.until(() => proposals(set)[0], 'a proposal');

    expect(proposals(set)).toHaveLength(1);
  });
});
