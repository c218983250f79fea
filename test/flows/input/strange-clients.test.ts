import { describe, expect } from 'vitest';
import { actionIds } from '../../../src/slack/ids.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { forgedPress, forgedSubmission, signRequest } from '../support/requests/sign-request.ts';
import { story } from '../support/story.ts';

const title = { title: { type: 'plain_text_input', value: 'Inbox is slow' } };

describe.concurrent("A form that Slack's own clients never send", () => {
  story.for([
    ['Declare without a severity', 'open', title, 'severity', 'Choose a severity, P1 to P4.'],
    ['Severity without one', 'severity', {}, 'severity', 'Choose a severity, P1 to P4.'],
    ['Update without a status', 'update', {}, 'status', 'Choose a status.'],
    ['Cancel without a reason', 'cancel', {}, 'reason', "Choose a reason: why isn't it an incident?"],
    [
      'Roles without anybody',
      'role',
      {},
      'commander',
      'Nothing was changed in this form. Choose someone for a role, or close the form.',
    ],
  ] as const)(
    '%s: says so on the field, and changes nothing',
    async ([, text, values, field, says], { scene }) => {
      const set = await scene({ transport: 'http' });
      const channel = await set.declare();
      await set.opens(set.alice, () => set.alice.command('/intercom-incident', text, { in: channel.name }));
      const before = picture(set);

      const { body } = await signRequest(set, forgedSubmission(set, set.alice, values));
      expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors: { [field]: says } });
      await set.settled();
      expect(picture(set)).toEqual(before);
    },
  );

  story("changes nothing if it names another channel's incident", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));
    const before = picture(set);
    const form = forgedSubmission(set, set.alice, { note: { type: 'plain_text_input', value: 'Look' } });
    const view = {
      ...Object(form.view),
      private_metadata: JSON.stringify({ incident: 99, channel: channel.id }),
    };

    const { body } = await signRequest(set, { ...form, view });
    expect(body).toContain(
      'This form is no longer linked to an incident. Nothing was changed. Close it and open it again.',
    );
    await set.settled();
    expect(picture(set)).toEqual(before);
  });
});

describe.concurrent("A form that has lost what it's about", () => {
  story('adopts no channel', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    await set.opens(set.alice, () => set.alice.command('/intercom-incident', 'adopt', { in: 'random' }));
    const before = picture(set);
    const severity = { type: 'static_select', selected_option: { value: 'P1' } };
    const form = forgedSubmission(set, set.alice, { ...title, severity: severity });
    const { channel: _, ...memory } = JSON.parse(String(Object(form.view).private_metadata));
    const view = { ...Object(form.view), private_metadata: JSON.stringify({ ...memory, channel: null }) };

    const { body } = await signRequest(set, { ...form, view });
    expect(body).toContain('This form is no longer linked to a channel.');
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story('corrects no timeline entry', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.type(set.alice, 'note Cache is cold', channel.name);
    const note = events(set, 'note_added')[0];
    await set.opens(set.alice, () =>
      set.alice.command('/intercom-incident', `edit #${note?.seq}`, { in: channel.name }),
    );
    const before = picture(set);
    const form = forgedSubmission(set, set.alice, { text: { type: 'plain_text_input', value: 'Warm' } });
    const { entry: _, ...memory } = JSON.parse(String(Object(form.view).private_metadata));
    const view = { ...Object(form.view), private_metadata: JSON.stringify(memory) };

    const { body } = await signRequest(set, { ...form, view });
    expect(body).toContain(
      'This form is no longer linked to an entry. Nothing was changed. Close it and open it again.',
    );
    await set.settled();
    expect(picture(set)).toEqual(before);
  });
});

describe.concurrent('A button that no message of this version has', () => {
  const gone = JSON.stringify({ script: 'gone', startedAt: 1_795_269_600_000, told: 0 });
  story.for([
    ['of a drill', actionIds.declareDrill, gone, "This version doesn't include that drill"],
    ['of a severity', actionIds.applySeverity, '1:P9', 'That button names no severity'],
    ['of the declare form', actionIds.joinInstead, 'rubbish', 'That button names no incident'],
    ['of a timeline', actionIds.entryMenu, '1:rubbish', 'That menu is out of date.'],
    ['that turns pages', actionIds.findOlder, 'rubbish', 'That button is out of date. Run '],
    ['of a proposal', actionIds.notAnIncident, '99', 'That suggestion is no longer open'],
  ] as const)('%s: the reply says what to do instead', async ([, actionId, value, says], { scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.alice.click(headline(channel), 'Run triage');
    await set.settled();
    const before = picture(set);
    const press = forgedPress(set, actionIds.runTriage, value);
    const [action] = Array.isArray(press.actions) ? press.actions : [];

    await signRequest(set, { ...press, actions: [{ ...Object(action), action_id: actionId }] });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain(says);
    expect(lastEphemeral(set.alice).text).toContain('/intercom-incident ');
    expect(picture(set)).toEqual(before);
  });
});
