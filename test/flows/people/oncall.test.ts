import { describe, expect } from 'vitest';
import type { HarnessOptions } from '../../../demo/harness.ts';
import { botMessages } from '../support/find-messages.ts';
import { incidentChannels, membersOnly } from '../support/private/privately.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { declared } from '../support/triage/drills.ts';

type Channel = Awaited<ReturnType<Scene['declare']>>;

const bob = 'U000000BOB1';
const carol = 'U00000CAROL';
const urgent: HarnessOptions = { env: { ONCALL: 'P1=S000ONCALL1,P2=S0SECOND' } };

const callsIn = (channel: Channel): string[] => botMessages(channel, '<!subteam^').map(({ text }) => text);
const directly = ({ workspace }: Scene, name: string): string[] =>
  workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(name))
    .flatMap(({ posts }) => posts)
    .map(({ text }) => text)
    .filter((text) => text.includes('skipped some people'));

describe.concurrent.each(['socket', 'http'] as const)('ONCALL over %s', (transport) => {
  story(
    "invites and mentions the severity's group once, and a raised severity's own group too",
    async ({ scene }) => {
      const set = await scene({ ...urgent, transport });
      set.workspace.userGroup('second', ['dave', 'guest']);
      const channel = await set.declare({ Severity: 'P2', Commander: 'alice' });
      expect(callsIn(channel)).toEqual([
        ":pager: <!subteam^S0SECOND>: this P2 needs you, <@U000000DAVE>. See the headline above for what's known.",
      ]);
      expect(channel.members).toContain('dave');
      expect(channel.members).not.toContain('guest');
      expect(directly(set, 'alice')).toEqual([
        'INC-1: the call to <!subteam^S0SECOND> skipped some people: <@U00000GUEST> is a guest in this workspace. If you need more, call someone else.',
      ]);

      for (const severity of ['P1', 'P3', 'P1', 'P2'])
        await set.type(set.alice, `severity ${severity}`, channel.name);
      expect(callsIn(channel).slice(1)).toEqual([
        `:pager: <!subteam^S000ONCALL1>: this P1 needs you, <@${bob}>, <@${carol}>. See the headline above for what's known.`,
      ]);
      expect(channel.members).toEqual(expect.arrayContaining(['bob', 'carol']));
      expect(await set.type(set.alice, 'timeline', channel.name)).toContain(
        'On call: bob, carol, called by the bot',
      );
      const invited = set.workspace.calls.filter(
        ({ method, args }) => method === 'conversations.invite' && args.force,
      );
      expect(invited.map(({ args }) => args.users)).toEqual(['U000000DAVE', `${bob},${carol}`]);
    },
  );
});

describe.concurrent('ONCALL', () => {
  story(
    'names deactivated people to whoever declared the incident if there is no commander',
    async ({ scene }) => {
      const set = await scene(urgent);
      set.workspace.person('carol').deactivate();
      const channel = await set.declare();
      expect(callsIn(channel)).toEqual([
        `:pager: <!subteam^S000ONCALL1>: this P1 needs you, <@${bob}>. See the headline above for what's known.`,
      ]);
      expect(directly(set, 'alice')).toEqual([
        `INC-1: the call to <!subteam^S000ONCALL1> skipped some people: <@${carol}> no longer has an active account. If you need more, call someone else.`,
      ]);
    },
  );

  story("calls nobody for a drill, or if it isn't set", async ({ scene }) => {
    const set = await scene(urgent);
    await declared(set, 'lunch-hour');
    expect(set.workspace.calls.some(({ method }) => method === 'usergroups.users.list')).toBe(false);
    expect(events(set, 'oncall_needed')).toEqual([]);
  });

  story.for([
    ['an unknown group', 'no_such_subteam'],
    ['a missing scope', 'missing_scope'],
  ] as const)('reports %s in the channel, and calls once that is fixed', async ([, error], { scene }) => {
    const set = await scene(urgent);
    const mend = set.workspace.faults.add({ method: 'usergroups.users.list', times: 999, answer: { error } });
    const channel = await set.declare();
    const [setback] = botMessages(channel, 'bring the on-call group into the channel');
    expect(setback?.text).toContain(`Slack returned ${error}`);
    expect(callsIn(channel)).toEqual([]);
    mend();
    if (!setback) throw new Error('Nothing was told.');
    await set.alice.click(setback, 'Try again');
    await set.settled();
    expect(callsIn(channel)).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story('waits for people of the group who are being invited to a private channel', async ({ scene }) => {
    const set = await scene({ env: { ONCALL: 'P1=S0SECOND' } });
    const { alice, clock, opens, workspace } = set;
    workspace.userGroup('second', ['bob', 'guest']);
    workspace.faults.add({ method: 'conversations.invite', times: 2, answer: { delayMs: 3_000 } });
    await opens(alice, () => alice.command(command, 'open'));
    await alice.submit({ Title: 'Keys leaked', Severity: 'P1', Visibility: membersOnly, Commander: 'bob' });
    const looked = () =>
      workspace.calls.some(({ method, answer }) => method === 'conversations.members' && answer);
    await workspace.until(looked, 'a look at the members');
    clock.advance(3_000);
    await recovered(set);

    const [channel] = incidentChannels(set);
    expect(channel && botMessages(channel, ':pager:').map(({ text }) => text)).toEqual([
      `:pager: <@${bob}>: this P1 needs you. See the headline above for what's known.`,
    ]);
    expect(directly(set, 'bob')).toEqual([expect.stringContaining('<@U00000GUEST> is a guest')]);
    expect(putAside(set)).toEqual([]);
  });

  story('waits no longer than 15 s for somebody else if one of the group is there', async ({ scene }) => {
    const set = await scene({ env: { ONCALL: 'P1=S0SECOND' } });
    const { alice, clock, opens, workspace } = set;
    workspace.userGroup('second', ['alice', 'bob', 'carol', 'dave']);
    workspace.faults.add({
      method: 'conversations.invite',
      times: 99,
      answer: { error: 'internal_error' },
      when: ({ users }) => String(users).includes(bob),
    });
    await opens(alice, () => alice.command(command, 'open'));
    await alice.submit({ Title: 'Keys leaked', Severity: 'P1', Visibility: membersOnly, Commander: 'bob' });
    const called = () => incidentChannels(set).flatMap((channel) => botMessages(channel, ':pager:'));
    for (let waited = 0; called().length === 0 && waited < 30; waited += 3) {
      await workspace.idle();
      clock.advance(3_000);
    }
    expect(called().map(({ text }) => text)).toEqual([expect.stringContaining(`<@${alice.id}>`)]);
    expect(workspace.calls.filter(({ method }) => method === 'users.info').length).toBeLessThan(20);
  });

  story('says so if the group is empty', async ({ scene }) => {
    const set = await scene({ env: { ONCALL: 'P1=S0EMPTY' } });
    set.workspace.userGroup('empty', []);
    const channel = await set.declare();
    expect(botMessages(channel, 'nobody in the user group S0EMPTY can be called')[0]?.text).toContain(
      'Add people to the group in Slack, then try again. Until then, call someone yourself.',
    );
  });

  story('calls nobody twice if responses are lost or Slack asks to wait', async ({ scene }) => {
    const set = await scene(urgent);
    const { faults } = set.workspace;
    faults.add({ method: 'usergroups.users.list', times: 1, answer: { status: 429, retryAfter: 3 } });
    faults.add({ method: 'conversations.invite', times: 1, answer: 'reset_after' });
    const channel = await set.declare();
    faults.add({ method: 'chat.postMessage', times: 2, answer: 'reset_after' });
    await recovered(set);
    expect(callsIn(channel)).toHaveLength(1);
    expect(channel.members).toEqual(expect.arrayContaining(['bob', 'carol']));
    expect(events(set, 'oncall_called')).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story("doesn't call for a severity that was lowered before Slack was back", async ({ scene }) => {
    const set = await scene({ env: { ONCALL: 'P1=S000ONCALL1' } });
    const channel = await set.declare({ Severity: 'P3' });
    const mend = set.workspace.faults.add({
      method: 'usergroups.users.list',
      times: 9_999,
      answer: { status: 503 },
    });
    await set.alice.command(command, 'severity P1', { in: channel.name });
    await set.alice.command(command, 'severity P3', { in: channel.name });
    mend();
    await recovered(set);
    expect(callsIn(channel)).toEqual([]);
    await set.type(set.alice, 'severity P1', channel.name);
    expect(callsIn(channel)).toHaveLength(1);
  });

  story("calls after a restart whoever hadn't been called", async ({ scene }) => {
    const set = await scene(urgent);
    const mend = set.workspace.faults.add({
      method: 'usergroups.users.list',
      times: 9_999,
      answer: { status: 503 },
    });
    const channel = await set.declare();
    expect(callsIn(channel)).toEqual([]);
    await set.haltBot();
    mend();
    await set.resumeBot();
    await recovered(set);
    expect(callsIn(channel)).toHaveLength(1);
  });
});
