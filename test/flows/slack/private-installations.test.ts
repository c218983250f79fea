import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { listeningLog } from '../../app/support/listening-log.ts';
import { oldInstallation } from '../support/faults/installations.ts';
import { botMessages, headline } from '../support/find-messages.ts';
import { events, putAside, requestIds } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const announcement = "couldn't update the announcement (Slack returned";

/** A scene whose announcement channel is private, without the bot. */
function outside(set: Scene): Scene {
  set.alice.remove('incidents', 'incident_bot');
  set.alice.makePrivate('incidents');
  return set;
}

describe.concurrent('A private announcement channel that the bot is not in', () => {
  story('is reported with /invite, and is caught up after that', async ({ scene }) => {
    const set = outside(await scene());
    const channel = await set.declare();
    const [setback] = botMessages(channel, `${announcement} channel_not_found).`);
    if (!setback) throw new Error('It was not told.');
    expect(setback.text).toMatch(
      /Check that the channel exists\. The bot can't join private channels: invite it with \/invite, then try again\.$/u,
    );
    set.alice.invite('incidents', 'incident_bot');
    await set.alice.click(setback, 'Try again');
    await set.settled();

    expect(set.workspace.channel('incidents').posts).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story('is reported with the scopes that an old installation lacks', async ({ scene }) => {
    const channel = await outside(await scene({ workspace: oldInstallation })).declare();

    expect(botMessages(channel, `${announcement} channel_not_found).`)[0]?.text).toContain(
      'If it is private, add the scopes groups:history, groups:read, and groups:write under "OAuth &amp; Permissions", reinstall the app, invite the bot to the channel with /invite, then try again.',
    );
  });

  story("isn't joined if Slack says that the bot must be invited", async ({ scene }) => {
    const set = outside(await scene());
    const { id } = set.workspace.channel('incidents');
    set.workspace.faults.add({
      method: 'chat.postMessage',
      answer: { error: 'not_in_channel' },
      when: ({ channel }) => channel === id,
    });
    const channel = await set.declare();

    expect(
      botMessages(channel, `${announcement} method_not_supported_for_channel_type).`)[0]?.text,
    ).toContain("The bot can't join private channels: invite it with /invite, then try again.");
  });

  story('is reported even if it became private between two edits', async ({ scene }) => {
    const set = await scene();
    set.alice.remove('incidents', 'incident_bot');
    const channel = await set.declare();
    set.alice.makePrivate('incidents');
    await set.type(set.alice, 'severity P2', channel.name);

    expect(botMessages(channel, `${announcement} channel_not_found).`)[0]?.text).toContain('/invite');
  });
});

/** Slack opens the incident's channel, its answer gets lost, and people make the channel private meanwhile. */
async function madePrivateUnseen(set: Scene): Promise<void> {
  const name = 'inc-1-inbox-is-empty';
  const { alice, workspace } = set;
  workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
  await set.opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
  await alice.submit();
  await workspace.until(() => workspace.findChannel(name), 'a channel');
  alice.join(name);
  alice.makePrivate(name);
  await recovered(set);
}

const incidentChannels = ({ workspace }: Scene) =>
  workspace.channels
    .filter(({ name }) => name.startsWith('inc-1'))
    .map(({ name, kind }) => `${kind} ${name}`);

describe.concurrent('An incident channel that became private before the bot knew it', () => {
  story('is taken over', async ({ scene }) => {
    const set = await scene({ still: true });
    await madePrivateUnseen(set);

    expect(incidentChannels(set)).toEqual(['private inc-1-inbox-is-empty']);
    expect(headline(set.workspace.channel('inc-1-inbox-is-empty')).pinned).toBe(true);
    expect(set.workspace.channel('incidents').posts.map(({ text }) => text)).toEqual([
      ':lock: This incident is private now.',
    ]);
  });

  story("isn't visible to an old installation, which creates another one", async ({ scene }) => {
    const set = await scene({ still: true, workspace: oldInstallation });
    await madePrivateUnseen(set);

    expect(incidentChannels(set)).toEqual(['private inc-1-inbox-is-empty', 'public inc-1-inbox-is-empty-2']);
    expect(headline(set.workspace.channel('inc-1-inbox-is-empty-2')).pinned).toBe(true);
  });
});

describe.concurrent.each([
  ['today', app, 'private'],
  ['before private channels', oldInstallation, 'public'],
] as const)(
  'An incident whose private channel was archived, with the app as installed %s,',
  (_, installed, kind) => {
    story('gets another channel when reopened, which is private if the bot knew', async ({ scene }) => {
      const set = await scene({ workspace: installed });
      const { alice, opens, settled } = set;
      const channel = await set.declare();
      alice.makePrivate(channel.name);
      await opens(alice, () => alice.click(headline(channel), 'Close'));
      await alice.submit();
      await settled();
      const before = headline(channel);
      alice.archive(channel.name);
      await opens(alice, () => alice.click(before, 'Reopen'));
      await alice.submit();
      await settled();

      expect(incidentChannels(set)).toEqual([
        'private inc-1-conversations-not-loading',
        `${kind} inc-1-conversations-not-loading-2`,
      ]);
    });
  },
);

story('Messages in a private channel without an incident are ignored', async ({ scene }) => {
  const set = await scene();
  await set.declare();
  const before = JSON.stringify(events(set));
  set.alice.makePrivate('incidents');
  const message = set.alice.post('incidents', 'The gateway says req_elsewhere_1');
  set.alice.react(message, 'pushpin');
  set.alice.pin(message);
  await set.settled();

  expect(JSON.stringify(events(set))).toBe(before);
});

describe.concurrent('An old installation', () => {
  story('catches up by Try again once the app is reinstalled', async ({ scene }) => {
    const set = await scene({ workspace: oldInstallation });
    const { alice, settled, type, workspace } = set;
    const channel = await set.declare();
    alice.makePrivate(channel.name);
    alice.react(alice.post(channel.name, 'Found it'), 'pushpin');
    await type(alice, 'commander @bob', channel.name);
    const [setback] = botMessages(channel, "couldn't invite <@");
    if (!setback) throw new Error('It was not told.');
    expect(setback.text).toContain(
      'Add the scope groups:write under "OAuth &amp; Permissions", reinstall the app, then try again.',
    );
    workspace.install(app);
    await alice.click(setback, 'Try again');
    alice.post(channel.name, 'The gateway says req_after_1');
    await settled();

    expect(putAside(set)).toEqual([]);
    expect(channel.members).toContain('bob');
    expect(events(set, 'message_captured').map(({ body }) => body.text)).toEqual(['Found it']);
    expect(requestIds(set)).toContain('req_after_1');
  });

  story('reports missing scopes at the start, once', async ({ scene }) => {
    const { log, lines } = listeningLog();
    await scene({ workspace: oldInstallation, log });
    const warnings = lines.map((line) => JSON.parse(line)).filter(({ missing }) => missing !== undefined);

    expect(warnings).toEqual([
      expect.objectContaining({
        level: 40,
        missing: ['groups:history', 'groups:read', 'groups:write'],
        msg: 'The app lacks scopes; only actions that need them fail.',
        todo: expect.stringMatching(/reinstall the app; `npx intercom-incident doctor`/u),
      }),
    ]);
  });

  story(
    "reports nothing if only a scope for RESPONDERS is missing, and that isn't set",
    async ({ scene }) => {
      const { log, lines } = listeningLog();
      const scopes = app.scopes.filter((scope) => scope !== 'usergroups:read');
      await scene({ workspace: { scopes }, log });

      expect(lines.filter((line) => line.includes('lacks scopes'))).toEqual([]);
    },
  );
});
