import { describe, expect } from 'vitest';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { leaves, remindedOf, until } from '../support/items/reminded.ts';
import { picture } from '../support/picture.ts';
import { forgedPress, forgedSubmission, signRequest } from '../support/requests/sign-request.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Opens a form about the action item that is first in the channel's list. */
async function formOf(set: Scene, who: Person, channel: string, button: string): Promise<void> {
  await set.type(who, 'todos', channel);
  await set.opens(who, () => who.click(lastEphemeral(who), button));
}

describe.concurrent('A form about an action item', () => {
  story('that is submitted unchanged changes nothing, and says so', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'todo Alert on 5xx', channel.name);
    await formOf(set, set.alice, channel.name, 'Edit');
    const before = picture(set);

    expect(await set.alice.submit()).toEqual({ closed: true });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toBe(
      'INC-1: that action item is already as you want it. Nothing was changed.',
    );
    expect(picture(set)).toEqual(before);
  });

  story.for(['Edit', 'Drop'] as const)(
    "%s: changes nothing if it has lost which item it's about",
    async (button, { scene }) => {
      const set = await scene({ transport: 'http' });
      const channel = await set.declare();
      await set.type(set.alice, 'todo Alert on 5xx', channel.name);
      await formOf(set, set.alice, channel.name, button);
      const before = picture(set);
      const form = forgedSubmission(set, set.alice, { what: { type: 'plain_text_input', value: 'Other' } });
      const { item: _, ...memory } = JSON.parse(String(Object(form.view).private_metadata));
      const view = { ...Object(form.view), private_metadata: JSON.stringify(memory) };

      const { body } = await signRequest(set, { ...form, view });
      expect(body).toContain(
        'This form is no longer linked to an action item. Nothing was changed. Close it and open it again.',
      );
      await set.settled();
      expect(picture(set)).toEqual(before);
    },
  );
});

describe.concurrent('What somebody did with an action item meanwhile', () => {
  story('stays, whatever an older form or reminder says', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const channel = await leaves(set, 'Alert on 5xx @bob by 2026-11-24');
    await until(set, '2026-11-23T23:00:00Z');
    const [reminder] = remindedOf(set, bob);
    await formOf(set, alice, channel.name, 'Drop');
    if (reminder) await bob.click(reminder, 'Done');
    await set.settled();
    expect(JSON.stringify(await alice.submit({ Why: 'We met about it' }))).toContain(
      'INC-1: action item 1 is already done. Nothing was changed. To drop it, reopen it first.',
    );
    await alice.dismiss();

    await set.type(alice, 'todos', channel.name);
    await alice.click(lastEphemeral(alice), 'Reopen');
    await set.settled();
    await formOf(set, alice, channel.name, 'Drop');
    await alice.submit({ Why: 'We met about it' });
    await set.settled();
    expect(lastEphemeral(alice).text).toMatch(/^INC-1: action item dropped: Alert on 5xx \(/);
    if (reminder) await bob.click(reminder, 'Done');
    await set.settled();
    expect(lastEphemeral(bob).text).toBe(
      'INC-1: action item 1 is already dropped. Nothing was changed. To mark it as done, reopen it first.',
    );
    expect(await set.type(alice, 'todos', channel.name)).toContain('*dropped*: We met about it');
  });
});

describe.concurrent('A button that names no action item', () => {
  story.for([
    ['Done', actionIds.itemDone],
    ['Reopen', actionIds.itemReopen],
    ['Edit', actionIds.itemEdit],
    ['Drop', actionIds.itemDrop],
  ] as const)('%s: changes nothing, and says how to continue', async ([, actionId], { scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.alice.click(headline(channel), 'Run triage');
    await set.settled();
    const before = picture(set);
    const press = forgedPress(set, actionIds.runTriage, 'rubbish');
    const [action] = Array.isArray(press.actions) ? press.actions : [];

    await signRequest(set, { ...press, actions: [{ ...Object(action), action_id: actionId }] });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toBe(
      'That button is out of date. Nothing was changed. Run `/intercom-incident todos` again.',
    );
    expect(picture(set)).toEqual(before);
  });
});
