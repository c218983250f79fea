import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { botMessages, facts, headline, postmortems, reminders } from '../support/find-messages.ts';
import { outbox, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, passMinutes } from '../support/time.ts';

const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

describe.concurrent('An effect that keeps failing while Slack accepts other calls', () => {
  story('is reported after minutes, and nothing else in the incident waits for it', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled, workspace } = set;
    const channel = await set.declare({ Commander: 'alice' });
    const mend = workspace.faults.add({
      method: 'chat.postMessage',
      times: 9_999,
      answer: { error: 'internal_error' },
      when: ({ text }) => String(text).includes('severity from P1 to P2'),
    });
    await alice.command(command, 'severity P2', { in: channel.name });
    await settled();
    await alice.command(command, 'commander @bob', { in: channel.name });
    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ Summary: 'over' });
    await settled();
    expect(facts(channel).Status).toBe('CLOSED');
    expect(postmortems(channel)).toHaveLength(1);
    expect(botMessages(channel, 'is now incident commander (handed over')).toEqual([]);
    await passMinutes(set, 6);

    expect(botMessages(channel, 'is now incident commander (handed over')).toHaveLength(1);
    expect(texts(botMessages(channel, "couldn't"))).toEqual([
      ":warning: INC-1: couldn't post a change in the headline thread (Slack returned internal_error, repeatedly). Nothing recorded was lost. It may have arrived anyway, so look first. The bot retries a few times later. Do what can't wait yourself.",
    ]);
    mend();
    await passMinutes(set, 20);
    expect(botMessages(channel, 'severity from P1 to P2')).toHaveLength(1);
    expect(botMessages(channel, "couldn't")).toHaveLength(1);
    expect(outbox(set)).toEqual([]);
  });

  story('is retried as long as Slack accepts nothing at all, and arrives soon after', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, workspace } = set;
    await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    const mend = workspace.faults.add({ method: '*', times: 9_999, answer: { status: 503 } });
    await alice.submit({ Commander: 'alice' });
    await passMinutes(set, 30);
    expect(putAside(set)).toEqual([]);
    mend();
    await recovered(set);

    const channel = workspace.channel('inc-1-inbox-is-empty');
    expect(headline(channel).pinned).toBe(true);
    expect(workspace.channel('incidents').posts).toHaveLength(1);
    expect(botMessages(channel, "couldn't")).toEqual([]);
  });

  story.for([
    ['a proxy returns 403 for everything', { status: 403 }],
    ['Slack refuses the token', { error: 'token_revoked' }],
  ] as const)(
    "doesn't fail permanently while %s, and arrives soon after",
    async ([_what, answer], { scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'alice' });
      const mend = set.workspace.faults.add({ method: '*', times: 9_999, answer });
      await set.alice.command(command, 'severity P2', { in: channel.name });
      await passMinutes(set, 30);
      expect(putAside(set)).toEqual([]);
      mend();
      await passMinutes(set, 2);

      expect(facts(channel).title).toContain('[P2]');
      expect(botMessages(channel, 'severity from P1 to P2')).toHaveLength(1);
      expect(botMessages(channel, "couldn't")).toEqual([]);
    },
  );

  story('fails permanently if a proxy blocks only that call', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    set.workspace.faults.add({ method: 'chat.update', times: 9_999, answer: { status: 403 } });
    await set.alice.command(command, 'severity P2', { in: channel.name });
    await set.settled();
    expect(putAside(set)).toEqual([]);
    await passMinutes(set, 6);
    expect(texts(botMessages(channel, "couldn't"))[0]).toMatch(
      /HTTP 403, repeatedly\)\. .* Check SLACK_API_URL and the proxy, then try again\.$/u,
    );
  });

  story("isn't reported if it succeeds before anyone could be told", async ({ scene }) => {
    const set = await scene();
    const { workspace } = set;
    const channel = await set.declare({ Commander: 'alice' });
    const mend = workspace.faults.add({ method: 'chat.postMessage', times: 9_999, answer: { status: 503 } });
    await set.alice.command(command, 'severity P2', { in: channel.name });
    await passMinutes(set, 12);
    expect(putAside(set).filter((key) => key.startsWith('tell_setback'))).toHaveLength(1);
    mend();
    await passMinutes(set, 30);

    expect(botMessages(channel, 'severity from P1 to P2')).toHaveLength(1);
    expect(texts(botMessages(channel, "couldn't"))).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('What waited for a call that Slack refused', () => {
  story('arrives minutes after Slack accepts it again, however late that is', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await passMinutes(set, 25);
    const mend = set.workspace.faults.add({
      method: 'chat.postMessage',
      times: 9_999,
      answer: { status: 503 },
    });
    await set.alice.command(command, 'severity P2', { in: channel.name });
    await passMinutes(set, 100);
    expect(putAside(set)).not.toEqual([]);
    mend();
    await passMinutes(set, 3);

    expect(reminders(channel)).toHaveLength(1);
    expect(botMessages(channel, 'severity from P1 to P2')).toHaveLength(1);
    expect(botMessages(channel, "couldn't")).toEqual([]);
    await passMinutes(set, 1);
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent("A message that Slack accepts late is dropped if it's no longer true:", () => {
  story('a call for a commander, once someone has command', async ({ scene }) => {
    const set = await scene();
    const { clock, settled, workspace } = set;
    const channel = await set.declare();
    const bob = delivered(set, 'bob', channel);
    const mend = workspace.faults.add({ method: 'chat.postMessage', times: 9_999, answer: { status: 503 } });
    clock.advance(15 * minute);
    await settled();
    await bob.click(headline(channel), 'Take command');
    await passMinutes(set, 10);
    mend();
    await passMinutes(set, 30);

    expect(botMessages(channel, '*No commander yet.*')).toEqual([]);
    expect(botMessages(channel, 'is now incident commander')).toHaveLength(1);
  });

  story('an offer to resolve, once the checks are bad again', async ({ scene }) => {
    const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m,P2=999d,P3=999d,P4=999d' } });
    const { clock, settled, intercom, workspace } = set;
    const check = async (times: number) => {
      for (let run = 0; run < times; run += 1) {
        clock.advance(2 * minute);
        await settled();
      }
    };
    await intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'bob' });
    await check(1);
    const mend = workspace.faults.add({ method: 'chat.postMessage', times: 9_999, answer: { status: 503 } });
    await intercom.set({ api: 'healthy' });
    await check(4);
    await intercom.set({ api: 'unavailable' });
    await check(4);
    mend();
    await passMinutes(set, 20);

    expect(botMessages(channel, 'Checks are healthy again')).toEqual([]);
  });
});

describe.concurrent('A 429', () => {
  story(
    'of one method holds back the same calls for other incidents until Retry-After has passed',
    async ({ scene }) => {
      const set = await scene();
      const { alice, clock, settled, workspace } = set;
      const channels = [];
      for (const Title of ['One', 'Two', 'Three', 'Four']) channels.push(await set.declare({ Title }));
      const from = workspace.calls.length;
      const mend = workspace.faults.add({
        method: 'chat.update',
        times: 9_999,
        answer: { status: 429, retryAfter: 30 },
      });
      for (const { name } of channels) await alice.command(command, 'severity P2', { in: name });
      await settled();
      const limited = () =>
        workspace.calls
          .slice(from)
          .filter(({ method, status }) => method === 'chat.update' && status === 429);
      expect(limited().length).toBeLessThanOrEqual(2);
      clock.advance(25_000);
      await settled();
      expect(limited().length).toBeLessThanOrEqual(2);
      for (const channel of channels) expect(botMessages(channel, 'severity from P1 to P2')).toHaveLength(1);
      mend();
      await recovered(set);

      for (const channel of channels) expect(facts(channel).title).toContain('[P2]');
    },
  );
});
