import { describe, expect } from 'vitest';
import { announcements, facts, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { events, outbox, putAside, requestIds } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const linkTo = (channel: string, ts: string) =>
  `https://sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}`;

/** The channel that the last incident has. */
function incidentChannel({ workspace }: Scene) {
  const found = workspace.channels.findLast(({ name }) => name.startsWith('inc-'));
  if (!found) throw new Error('There is no incident channel.');
  return found;
}

const inputOf = ({ modal }: Scene['alice'], label: string): unknown =>
  modal?.fields.find((field) => field.label === label)?.value;

describe.concurrent.each(['socket', 'http'] as const)(
  'The shortcut `Declare from message`, over %s',
  (transport) => {
    story(
      'declares with the message as impact and first entry, and tells its thread where the incident is',
      async ({ scene }) => {
        const set = await scene({ transport });
        const { alice, bob, carol, workspace } = set;
        const message = bob.post(
          'random',
          'Chats hang since *ten*, ask @carol: request id req_from_message_1',
        );
        set.clock.advance(5 * 60_000);
        await set.opens(carol, () => carol.shortcut('Declare from message', message));
        expect(carol.modal?.title).toBe('Declare an incident');
        expect(inputOf(carol, 'Impact')).toMatch(
          /^Chats hang since \*ten\*, ask @.+: request id req_from_message_1$/u,
        );
        await carol.submit({ Title: 'Chats hang', Severity: 'P1' });
        await set.settled();

        const channel = incidentChannel(set);
        const link = linkTo(message.channel, message.ts);
        expect(
          workspace
            .channel('random')
            .thread(message.ts)
            .map(({ text, author }) => [author, text]),
        ).toContainEqual([
          'incident_bot',
          `:rotating_light: *INC-1* was declared from this message: <#${channel.id}>`,
        ]);
        expect(events(set, 'message_captured').map(({ body }) => body)).toMatchObject([
          {
            ts: message.ts,
            author: 'U000000BOB1',
            text: expect.stringContaining('Chats hang since *ten*'),
            link,
          },
        ]);
        expect(requestIds(set)).toEqual(['req_from_message_1']);
        expect(facts(channel).Impact).toContain('Chats hang since *ten*');
        const [title, first = ''] = (await set.type(alice, 'timeline INC-1', 'random')).split('\n');
        expect(title).toContain('Timeline of INC-1');
        expect(first).toContain('14:00 UTC>');
        expect(first).toContain('bob: Chats hang');
        expect(first).toContain(link);

        await set.opens(carol, () => carol.click(headline(channel), 'Close'));
        await carol.submit({});
        await set.settled();
        expect(postmortems(channel)[0]?.content).toMatch(/### Timeline\n- 14:00 - .*Chats hang/u);
      },
    );

    story('keeps the impact that the person typed beside the message itself', async ({ scene }) => {
      const set = await scene({ transport });
      const message = set.bob.post('general', 'It is broken');
      await set.opens(set.alice, () => set.alice.shortcut('Declare from message', message));
      await set.alice.submit({ Title: 'Chats hang', Impact: 'All of EU' });
      await set.settled();

      expect(facts(incidentChannel(set)).Impact).toBe('All of EU');
      expect(events(set, 'message_captured')[0]?.body).toMatchObject({ text: 'It is broken' });
    });

    story(
      'has a global counterpart, `Declare an incident`, that opens the form anywhere',
      async ({ scene }) => {
        const set = await scene({ transport });
        await set.opens(set.bob, () => set.bob.shortcut('Declare an incident'));
        await set.bob.submit({ Title: 'Chats hang', Severity: 'P1' });
        await set.settled();

        const channel = incidentChannel(set);
        expect(channel.members).toContain('bob');
        const direct = set.workspace.channels
          .filter(({ kind }) => kind === 'im')
          .flatMap(({ posts }) => posts);
        expect(direct.map(({ text }) => text)).toEqual([
          `INC-1 declared. Its channel is <#${channel.id}>, and you're invited.`,
        ]);
        expect(announcements(set)).toHaveLength(1);
      },
    );
  },
);

describe.concurrent('The shortcut `Declare from message`', () => {
  story("works where the bot isn't a member, and tells the person directly", async ({ scene }) => {
    const set = await scene();
    set.alice.makePrivate('random');
    const message = set.bob.post('random', 'Secretly broken');
    await set.opens(set.alice, () => set.alice.shortcut('Declare from message', message));
    await set.alice.submit({ Title: 'Chats hang' });
    await set.settled();

    expect(set.workspace.channel('random').thread(message.ts)).toEqual([]);
    const direct = set.workspace.channels
      .filter(({ kind }) => kind === 'im')
      .flatMap(({ posts: all }) => all);
    expect(direct.map(({ text }) => text)).toEqual([expect.stringContaining('INC-1 declared.')]);
    expect(putAside(set)).toEqual([]);
    expect(outbox(set).filter(({ key }) => key.startsWith('tell_source'))).toEqual([]);
  });

  story('on a reply responds in its thread and links to it', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, workspace } = set;
    const parent = bob.post('random', 'Anybody?');
    const reply = bob.post('random', 'Chats hang', { thread: parent });
    await set.opens(alice, () => alice.shortcut('Declare from message', reply));
    await alice.submit({ Title: 'Chats hang' });
    await set.settled();
    expect(workspace.channel('random').thread(parent.ts).at(-1)?.text).toContain('*INC-1* was declared');
    expect(events(set, 'message_captured')[0]?.body).toMatchObject({
      link: `${linkTo(reply.channel, reply.ts)}?thread_ts=${parent.ts}&cid=${reply.channel}`,
    });
  });

  story('is acknowledged before Slack says whom the message mentions', async ({ scene }) => {
    const set = await scene();
    const message = set.bob.post('random', 'Ask in #general');
    await set.opens(set.alice, () => set.alice.command(command, 'open'));
    const open = set.alice.modal?.id;
    set.workspace.faults.add({ method: 'conversations.info', answer: { delayMs: 60_000 } });
    const begun = performance.now();
    expect(await set.alice.shortcut('Declare from message', message)).toMatchObject({ ok: true });
    expect(performance.now() - begun).toBeLessThan(900);
    await set.workspace.until(() => set.alice.modal?.id !== open, 'the form without the names');
    expect(inputOf(set.alice, 'Impact')).toContain('Ask in ');
  });

  story("declares nothing real in a drill's channel", async ({ scene }) => {
    const set = await scene();
    await set.type(set.alice, 'drill');
    const started = lastEphemeral(set.alice);
    await set.opens(set.alice, () => set.alice.click(started, 'Declare'));
    await set.alice.submit({ Title: 'Practice' });
    await set.settled();
    const message = set.alice.post(incidentChannel(set).name, 'Look');
    await set.alice.shortcut('Declare from message', message);
    await set.settled();
    expect(set.alice.modal).toBeNull();
    expect(lastEphemeral(set.alice).text).toContain('INC-1 is a drill. Nothing was changed');
  });
});

describe.concurrent("A form that Slack didn't open in time", () => {
  const expire = ({ workspace }: Scene) =>
    workspace.faults.add({ method: 'views.open', times: 1, answer: { error: 'expired_trigger_id' } });

  story('keeps what was typed with the command, and a button opens it', async ({ scene }) => {
    const set = await scene();
    expire(set);
    await set.alice.command(command, 'open P1 Chats hang for @carol & <EU>');
    await set.settled();

    const kept = lastEphemeral(set.alice);
    expect(kept.text).toBe(
      'The form took too long to open. Nothing was changed. Try again.\nopen P1 Chats hang for @carol &amp; &lt;EU&gt;',
    );
    await set.opens(set.alice, () => set.alice.click(kept, 'Open the form'));
    expect(inputOf(set.alice, 'Title')).toBe('Chats hang for @carol & <EU>');
    expect(inputOf(set.alice, 'Severity')).toMatch(/P1/u);
  });

  story("can be another command's form, which a button opens as well", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expire(set);
    await set.alice.command(command, 'resolve They rolled back', { in: channel.name });
    await set.settled();
    await set.opens(set.alice, () => set.alice.click(lastEphemeral(set.alice), 'Open the form'));
    expect(inputOf(set.alice, 'What fixed it')).toBe('They rolled back');
  });

  story('shows text that is too long for a button so that it can be copied', async ({ scene }) => {
    const set = await scene();
    expire(set);
    const title = 'x'.repeat(2_100);
    await set.alice.command(command, `open ${title}`);
    await set.settled();
    expect(lastEphemeral(set.alice).buttons).toEqual([]);
    expect(JSON.stringify(lastEphemeral(set.alice).blocks)).toContain(title);
  });

  story('opened by a shortcut is reported beside the message', async ({ scene }) => {
    const set = await scene();
    const message = set.bob.post('random', 'Chats hang');
    expire(set);
    await set.alice.shortcut('Declare from message', message);
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain('The form took too long to open.');
    await set.opens(set.alice, () => set.alice.shortcut('Declare from message', message));
  });
});
