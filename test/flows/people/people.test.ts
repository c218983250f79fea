import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { form, post } from '../support/requests/post.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const guestSentence = "Guests can't use this bot. Nothing was changed. Ask a full member to do it.";
const outsiderSentence =
  'Only members of this workspace can use this bot. Nothing was changed. Ask a member to do it.';

describe.concurrent.each(['socket', 'http'] as const)('A guest over %s', (transport) => {
  story(
    "is told in one sentence that they can't use the bot, whatever they try, and nothing changes",
    async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      const guest = delivered(set, 'guest', channel);
      const message = guest.post(channel.name, 'It is the cache');
      await set.settled();
      const before = picture(set);

      for (const text of ['note Mine', 'open P1 Mine', 'status', 'list', 'postmortem INC-1'])
        expect((await guest.command(command, text, { in: channel.name })).ok).toBe(true);
      expect(guest.ephemerals().map(({ text }) => text)).toEqual(Array(5).fill(guestSentence));
      for (const label of ['Take command', 'Close']) {
        await guest.click(headline(channel), label);
        await set.settled();
        expect(lastEphemeral(guest).text).toBe(guestSentence);
      }
      await guest.shortcut('Add to incident timeline', message);
      await set.settled();
      expect(guest.ephemerals()).toHaveLength(8);
      guest.react(message, 'pushpin');
      await set.settled();
      expect(guest.ephemerals()).toHaveLength(9);
      expect(guest.modal).toBeNull();
      expect(picture(set)).toEqual(before);
      expect(
        set.workspace.calls.filter(({ method, args }) => method === 'users.info' && args.user === guest.id),
      ).toHaveLength(1);
    },
  );
});

describe.concurrent('The Home tab of a guest', () => {
  story("shows why they can't use the bot, and no incident", async ({ scene }) => {
    const set = await scene();
    await set.declare();
    const guest = set.workspace.person('guest');
    guest.openHome();
    await set.workspace.until(() => guest.home, 'the Home tab');

    expect(guest.homeScreen).toContain(guestSentence);
    expect(guest.homeScreen).not.toContain('INC-1');
  });
});

/** A command as Slack sends it, by somebody of a workspace. */
const typed = (user: string, team: string, channel: string): string =>
  new URLSearchParams({
    command,
    text: 'note Mine',
    user_id: user,
    team_id: team,
    channel_id: channel,
    trigger_id: `1.2.${user}`,
    response_url: 'http://127.0.0.1:9/',
  }).toString();

describe.concurrent('Someone from another workspace', () => {
  story('is refused by what the payload says, without asking Slack', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    const before = picture(set);

    const answer = await post(set, { body: typed('U0STRANGER1', 'T0ELSEWHERE', channel.id) });
    expect(answer.body).toContain(outsiderSentence);
    expect(set.workspace.calls.some(({ args }) => args.user === 'U0STRANGER1')).toBe(false);
    expect(picture(set)).toEqual(before);
  });

  story('is refused by what Slack says about them, whatever the payload says', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    const before = picture(set);

    for (const user of ['U0STRANGER1', 'UNOBODY'])
      expect((await post(set, { body: typed(user, 'T00SANDBOX', channel.id) })).body).toContain(
        outsiderSentence,
      );
    expect((await post(set, { body: typed('U000000BOT', 'T00SANDBOX', channel.id) })).body).toContain(
      "Apps can't use this bot",
    );
    expect(picture(set)).toEqual(before);
  });

  story('is refused if the payload says it in an unreadable form', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const before = picture(set);
    const payload = Object.fromEntries(new URLSearchParams(typed('U00000GUEST', 'T00SANDBOX', channel.id)));

    await set.workspace.send('slash_commands', { ...payload, team_id: ['T00SANDBOX'] });
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story('cannot submit a form either', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));
    await set.alice.submit({ Note: 'Mine' });
    const submission = set.workspace.deliveries.findLast(({ type }) => type === 'view_submission');
    const before = picture(set);

    const view = { ...Object(submission?.payload.view), id: 'V1' };
    const user = { id: 'U0STRANGER1', team_id: 'T0ELSEWHERE' };
    const answer = await post(set, { body: form({ ...submission?.payload, user, view }) });
    expect(JSON.parse(answer.body)).toEqual({
      response_action: 'errors',
      errors: { note: outsiderSentence },
    });
    expect(picture(set)).toEqual(before);
  });
});

describe.concurrent("Someone whom Slack hasn't identified yet", () => {
  story.for([
    ['Slack refuses to tell', { error: 'ratelimited' }],
    ['Slack is in trouble', { status: 503 }],
    ['the app was installed without the scope', { error: 'missing_scope' }],
  ] as const)('is trusted if %s', async ([, answer], { scene }) => {
    const set = await scene();
    set.workspace.faults.add({ method: 'users.info', answer, times: 100 });
    const channel = await set.declare();

    expect(await set.type(set.alice, 'note It is the cache', channel.name)).toContain(
      'note added to the timeline',
    );
    expect(events(set, 'note_added').map(({ by }) => by)).toEqual([expect.stringContaining(set.alice.id)]);
  });

  story("is waited for less than a second, then trusted until it's known who they are", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    set.workspace.faults.add({ method: 'users.info', answer: { delayMs: 60_000 } });
    const guest = set.workspace.person('guest');
    const begun = performance.now();

    await set.opens(guest, () => guest.command(command, 'open P2 Mine'));
    expect(performance.now() - begun).toBeLessThan(2_000);
    set.clock.advance(60_000);
    await set.settled();
    expect(await guest.submit({})).toMatchObject({ errors: { Title: guestSentence } });
    expect(events(set)).toEqual([]);
  });
});

describe.concurrent("A button or form that names another channel's incident", () => {
  story('does nothing', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const first = await set.declare();
    const second = await set.declare({ Title: 'Inbox is empty' });
    for (const label of ['Take command', 'Run triage']) await set.alice.click(headline(second), label);
    await set.opens(set.alice, () => set.alice.click(headline(second), 'Close'));
    await set.alice.submit({ Summary: 'It failed' });
    await set.settled();
    const before = picture(set);
    const acts = set.workspace.deliveries.filter(({ kind }) => kind === 'interactive').slice(-4);
    const other = (payload: Record<string, unknown>) => ({
      ...payload,
      ...(Array.isArray(payload.actions) && {
        actions: [{ ...Object(payload.actions[0]), value: '1', action_ts: '1795270000.000001' }],
      }),
      ...(payload.type === 'view_submission' && {
        view: {
          ...Object(payload.view),
          id: 'V1',
          private_metadata: JSON.stringify({ incident: 1, channel: second.id, proposal: null }),
        },
      }),
    });

    for (const { payload } of acts)
      expect((await post(set, { body: form(other(payload)) })).status).toBe(200);
    await set.settled();
    expect(acts.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['block_actions', 'view_submission']),
    );
    expect(picture(set)).toEqual(before);
    expect(first.name).toBe('inc-1-conversations-not-loading');
  });
});
