import { describe, expect } from 'vitest';
import { z } from 'zod';
import { events, outbox, requestIds, rewrite } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import {
  checks,
  incidentChannels,
  presses,
  proposal,
  proposals,
  watchEnv,
} from '../support/triage/watching.ts';

const alert = z.object({ at: z.number() });

/** A scene in which an outage has been proposed. */
async function proposed(scene: (options: object) => Promise<Scene>): Promise<Scene> {
  const set = await scene({ env: watchEnv });
  await set.intercom.set({ api: 'unavailable' });
  await checks(set, 2);
  return set;
}

describe.concurrent('A suggestion from monitoring', () => {
  story('refers the second person to the list if the incident has no channel', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, bob, workspace } = set;
    await presses(set, alice, proposal(set));
    await presses(set, bob, proposal(set));
    workspace.faults.add({ method: 'conversations.create', times: 99, answer: { status: 503 } });
    await alice.submit();
    await workspace.idle();

    expect(await bob.submit({ Title: 'Chats hang' })).toMatchObject({
      errors: {
        Title: expect.stringMatching(/Nothing was changed\. To find it, run `\/intercom-incident list`\.$/),
      },
    });
  });

  story('declares one incident, and tells the second person which and where', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, bob, carol, workspace } = set;
    await presses(set, alice, proposal(set));
    await presses(set, bob, proposal(set));
    // Its message goes on showing the buttons.
    const mend = workspace.faults.add({ method: 'chat.update', times: 99, answer: { status: 503 } });
    await alice.submit();
    await workspace.until(() => incidentChannels(set)[0], 'the incident channel');
    await workspace.idle();
    await bob.submit({ Title: 'Chats hang' });
    const sentence = `INC-1 was already declared from that suggestion. Nothing was changed. Go to #${incidentChannels(set)[0]}.`;
    expect(JSON.stringify(bob.modal)).toContain(sentence);
    for (const button of ['Open incident', 'Not an incident']) {
      await carol.click(proposal(set), button);
      await workspace.idle();
      expect(carol.ephemerals('incidents').at(-1)?.text).toBe(sentence);
    }
    mend();
    await recovered(set);
    expect(proposal(set).buttons).toEqual([]);
    expect(events(set, 'opened')).toHaveLength(1);
  });

  story('declares an incident and is marked as answered, or neither', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, settled } = set;
    await presses(set, alice, proposal(set));
    rewrite(set, "CREATE TRIGGER no_answer BEFORE UPDATE ON episodes BEGIN SELECT RAISE(ABORT, 'disk'); END");
    await alice.submit();
    await settled();
    expect(JSON.stringify(alice.modal)).toMatch(/nothing was changed/i);
    expect(events(set, 'opened')).toEqual([]);

    rewrite(set, 'DROP TRIGGER no_answer');
    await alice.submit();
    await settled();
    expect(events(set, 'opened')).toHaveLength(1);
    expect(proposal(set).buttons).toEqual([]);
  });

  story('passes its request_ids on to the incident', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, intercom, settled } = set;
    const failed = intercom.requests.flatMap(({ requestId }) => requestId ?? []);
    await intercom.set({ api: 'healthy' });
    await presses(set, alice, proposal(set));
    await alice.submit();
    await settled();
    const kept = requestIds(set);

    expect(kept).not.toEqual([]);
    expect(failed).toEqual(expect.arrayContaining(kept));
    expect(await set.type(alice, 'support', incidentChannels(set)[0])).toContain(`- ${kept[0]}, `);
  });

  story(
    'is replaced by a new message if the problem gets worse, because an edit notifies nobody',
    async ({ scene }) => {
      const set = await scene({ env: watchEnv });
      const { alice, settled } = set;
      await set.intercom.set({ status: 'webhook_delay' });
      await checks(set, 2);
      const mild = proposal(set);
      expect(mild.text).toContain('Suggested severity: P3');
      await presses(set, alice, mild);
      await set.intercom.set({ api: 'unavailable', status: 'none' });
      await checks(set, 2);

      expect(proposals(set)).toMatchObject([
        { buttons: [], text: expect.stringContaining('A later suggestion replaced') },
        {
          buttons: ['Open incident', 'Not an incident'],
          text: expect.stringContaining('Suggested severity: P1'),
        },
      ]);
      await alice.submit();
      await settled();
      expect(proposals(set)).toMatchObject([
        { buttons: [] },
        { buttons: [], text: expect.stringContaining('Incident declared') },
      ]);
      expect(events(set, 'opened')).toMatchObject([
        { body: { title: 'Intercom: API outage (503)', severity: 'P1' } },
      ]);
    },
  );

  story('says that a problem got worse, even if the milder one was dismissed', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ api: 'search_down' });
    await checks(set, 2);
    await set.alice.click(proposal(set), 'Not an incident');
    await set.settled();
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);

    expect(proposals(set)).toMatchObject([
      { text: expect.stringContaining('*Dismissed as not an incident* by') },
      { text: expect.stringContaining('*It got worse*: it was P2 before.') },
    ]);
  });

  story('is over if someone declares an incident without it', async ({ scene }) => {
    const set = await proposed(scene);
    await set.declare({ Commander: 'alice' });
    await checks(set, 1);

    expect(proposal(set)).toMatchObject({
      buttons: [],
      text: expect.stringContaining('*People were already working on INC-1*'),
    });
  });

  /** An incident is opened from the proposal, and resolved although the checks go on failing. */
  async function resolvedAnyway(set: Scene): Promise<number> {
    const { alice, opens, settled } = set;
    await presses(set, alice, proposal(set));
    await alice.submit({ Commander: 'alice' });
    await settled();
    await checks(set, 2);
    await opens(alice, () => alice.command(command, 'resolve', { in: incidentChannels(set)[0] ?? '' }));
    await alice.submit({ 'What fixed it': 'It mended itself' });
    await settled();
    return set.clock.now();
  }

  story("doesn't come for a problem that continues after people closed their incident", async ({ scene }) => {
    const set = await proposed(scene);
    await resolvedAnyway(set);
    await checks(set, 4);
    await set.intercom.set({ api: 'search_down' });
    await checks(set, 3);
    await set.restart();
    await checks(set, 3);

    expect(proposal(set).text).toContain('INC-1');
    expect(outbox(set).filter(({ key }) => key.startsWith('sync_proposal'))).toEqual([]);
  });

  story('starts over once that problem was healthy and is back', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, settled } = set;
    const resolvedAt = await resolvedAnyway(set);
    await checks(set, 1);
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    const second = proposals(set)[1];
    if (!second) throw new Error('Nothing was proposed again.');
    await presses(set, alice, second);
    await alice.submit();
    await settled();

    const [, later] = events(set, 'opened');
    expect(alert.parse(later?.body.firstAlert).at).toBeGreaterThan(resolvedAt);
    expect(outbox(set).filter(({ key }) => key.startsWith('sync_proposal'))).toEqual([]);
  });

  story('comes if a problem whose incident people closed gets worse', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    await set.intercom.set({ api: 'search_down' });
    await checks(set, 2);
    await resolvedAnyway(set);
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);

    expect(proposals(set)[1]?.text).toContain('*It got worse*: it was P2 before.');
  });

  story('whose buttons are clicked late says what is true now', async ({ scene }) => {
    const set = await proposed(scene);
    const { alice, bob, carol, settled } = set;
    const lastReply = (who: typeof alice) => who.ephemerals('incidents').at(-1)?.text;
    const stale = proposal(set);
    const lost = set.workspace.faults.add({ method: 'chat.update', times: 999, answer: { status: 503 } });
    await set.intercom.set({ api: 'healthy' });
    await checks(set, 1, () => set.workspace.idle());
    await presses(set, alice, stale);
    expect(alice.screen).toMatch(/A check was healthy again.*\. No incident was declared from this\./);
    await set.restart();
    await bob.click(stale, 'Not an incident');
    await set.workspace.idle();
    expect(lastReply(bob)).toMatch(/^Dismissed: not an incident\./);
    await carol.click(stale, 'Not an incident');
    await set.workspace.idle();
    expect(lastReply(carol)).toMatch(/^Someone has already dismissed that suggestion\./);
    await presses(set, carol, stale);
    expect(carol.screen).toContain('*Dismissed as not an incident* by @bob.');
    lost();
    await settled();
  });
});
