import { describe, expect } from 'vitest';
import { facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const openButtons = [
  'Post update',
  'Run triage',
  'Take command',
  'Add note',
  'Change severity',
  'Resolve',
  'Close',
  'Add action item',
];

const fieldsOf = (who: Scene['alice']) =>
  who.modal?.fields.map(({ label, value, optional }) => ({ label, value, optional }));

describe.concurrent.each(['socket', 'http'] as const)('Declaring an incident over %s', (transport) => {
  story(
    'offers Title, Severity, Impact, Commander, and Started, with nothing above them while all is healthy',
    async ({ scene }) => {
      const { alice, opens } = await scene({ transport });
      await opens(alice, () => alice.command(command));

      expect(alice.modal?.title).toBe('Declare an incident');
      expect(alice.modal?.submit).toBe('Declare');
      expect(fieldsOf(alice)).toEqual([
        { label: 'Title', value: null, optional: false },
        { label: 'Severity', value: 'P2', optional: false },
        { label: 'Impact', value: null, optional: true },
        { label: 'Commander', value: null, optional: true },
        { label: 'Started', value: null, optional: true },
        { label: 'Visibility', value: 'Everyone', optional: false },
      ]);
      expect(alice.modal?.blocks.map(({ type }) => type)).toEqual(Array(6).fill('input'));
    },
  );

  story('fills in the form with the severity and title that were typed', async ({ scene }) => {
    const { alice, opens } = await scene({ transport });
    await opens(alice, () => alice.command(command, 'open [p1] Conversations & replies <not> loading'));

    expect(fieldsOf(alice)?.slice(0, 2)).toEqual([
      { label: 'Title', value: 'Conversations & replies <not> loading', optional: false },
      { label: 'Severity', value: 'P1', optional: false },
    ]);
  });

  story('takes all text as the title if no severity was typed', async ({ scene }) => {
    const { alice, opens } = await scene({ transport });
    await opens(alice, () => alice.command(command, 'open P12 is not a severity'));

    expect(
      fieldsOf(alice)
        ?.slice(0, 2)
        .map(({ value }) => value),
    ).toEqual(['P12 is not a severity', 'P2']);
  });

  story('shows open incidents above the fields, and not those that are over', async ({ scene }) => {
    const { alice, bob, opens, declare, settled } = await scene({ transport });
    const over = await declare({ Title: 'Webhooks are late' });
    await opens(alice, () => alice.click(headline(over), 'Resolve'));
    await alice.submit();
    await settled();
    await declare({ Title: 'Inbox is empty', Severity: 'P3' });
    await opens(bob, () => bob.command(command, 'open'));

    const screen = bob.screen ?? '';
    expect(screen).toContain('INC-2 [P3] INVESTIGATING: Inbox is empty #inc-2-inbox-is-empty');
    expect(screen).not.toContain('Webhooks are late');
    expect(screen.indexOf('INC-2')).toBeLessThan(screen.indexOf('Title'));
  });

  story(
    'creates a channel named after the incident, sets its topic, and invites opener and commander',
    async ({ scene }) => {
      const { declare, workspace } = await scene({ transport });
      const channel = await declare({
        Title: "Conversations' list isn't loading: Ünïcode!",
        Commander: 'carol',
      });

      expect(channel.name).toBe('inc-1-conversations-list-isnt-loading-unicode');
      expect(channel.topic).toBe("[P1] INC-1: Conversations' list isn't loading: Ünïcode!");
      expect(channel.members.toSorted()).toEqual(['alice', 'carol', 'incident_bot']);
      expect(workspace.calls.filter(({ method }) => method === 'conversations.create')).toHaveLength(1);
    },
  );

  story("names the channel in the title's own script", async ({ scene }) => {
    const { declare } = await scene({ transport });

    expect((await declare({ Title: 'Łódź: сбой API, 障害 🔥' })).name).toBe('inc-1-lodz-сбой-api-障害');
  });

  story('names the channel in Latin letters if Slack accepts no others', async ({ scene }) => {
    const { declare, workspace } = await scene({ transport });
    workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'invalid_name_specials' },
      when: ({ name }) => /[^a-z0-9-]/.test(String(name)),
    });

    expect((await declare({ Title: 'Łódź: сбой API' })).name).toBe('inc-1-lodz-api');
  });

  story("cuts the channel's name at 80 characters", async ({ scene }) => {
    const { declare } = await scene({ transport });
    const channel = await declare({ Title: 'long '.repeat(29).trim() });

    expect(channel.name).toBe(`inc-1-${'long-'.repeat(29)}`.slice(0, 80).replace(/-$/, ''));
  });

  story(
    "posts one headline from the status template, pins it, and gives it an open incident's buttons",
    async ({ scene }) => {
      const { declare } = await scene({ transport });
      const channel = await declare({ Impact: 'Customer conversations not loading', Commander: 'bob' });

      expect(headline(channel).text.split('\n')).toEqual([
        '[P1] INCIDENT: Intercom Integration',
        'Status: INVESTIGATING',
        'Impact: Customer conversations not loading',
        'Cause: Not known yet',
        'Action: Not known yet',
        'Next update: 14:30 UTC',
        'Commander: <@U000000BOB1>',
      ]);
      expect(headline(channel).buttons).toEqual(openButtons);
      expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
    },
  );

  story('says "Unassigned" and "Not known yet" until someone says more', async ({ scene }) => {
    const { declare } = await scene({ transport });

    expect(facts(await declare())).toEqual({
      title: '[P1] INCIDENT: Intercom Integration',
      Status: 'INVESTIGATING',
      Impact: 'Not known yet',
      Cause: 'Not known yet',
      Action: 'Not known yet',
      'Next update': '14:30 UTC',
      Commander: 'Unassigned',
    });
  });

  story("names the day of the next update if it isn't today", async ({ scene }) => {
    const { declare } = await scene({ transport });

    expect(facts(await declare({ Severity: 'P4' }))['Next update']).toBe('2026-11-22 14:00 UTC');
  });

  story('writes the headline in the configured time zone', async ({ scene }) => {
    const { declare } = await scene({ transport, env: { TIMEZONE: 'Asia/Kolkata' } });

    expect(facts(await declare())['Next update']).toBe('20:00 GMT+5:30');
  });

  story(
    'confirms to the opener, and announces the incident once with a link to the channel',
    async ({ scene }) => {
      const { alice, declare, workspace, opens, settled } = await scene({ transport });
      await opens(alice, () => alice.command(command, 'open', { in: 'incidents' }));
      await alice.submit({ Title: 'Inbox is empty' });
      await settled();
      const channel = workspace.channel('inc-1-inbox-is-empty');

      expect(lastEphemeral(alice).text).toBe(
        `INC-1 declared. Its channel is <#${channel.id}>, and you're invited.`,
      );
      const posts = workspace.channel('incidents').posts;
      expect(posts).toHaveLength(1);
      expect(posts[0]?.text).toContain(`<#${channel.id}>`);
      expect(posts[0]?.text).toContain('INC-1: Inbox is empty');
      await declare();
      expect(workspace.channel('incidents').posts).toHaveLength(2);
    },
  );

  story(
    "tells the opener that Slack hasn't created the channel yet, and invites them once it has",
    async ({ scene }) => {
      const { alice, clock, opens, settled, workspace } = await scene({ transport });
      const answer = { status: 503 };
      const mend = workspace.faults.add({ method: 'conversations.create', times: 99, answer });
      await opens(alice, () => alice.command(command, 'open', { in: 'general' }));
      await alice.submit({ Title: 'Inbox is empty' });

      expect(await workspace.until(() => alice.ephemerals().at(-1), 'a confirmation')).toMatchObject({
        text: "INC-1 declared. Its channel is being created, and you'll be invited.",
      });
      mend();
      clock.advance(60_000);
      await settled();
      expect(workspace.channel('inc-1-inbox-is-empty').members).toContain('alice');
    },
  );

  story('works without an announcement channel', async ({ scene }) => {
    const { declare, workspace } = await scene({ transport, env: { INCIDENT_ANNOUNCE_CHANNEL: '' } });
    const channel = await declare();

    expect(headline(channel).pinned).toBe(true);
    expect(workspace.channel('incidents').posts).toEqual([]);
  });
});
