import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { databaseFile } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Says the same in every field of every modal and command that keeps text, and marks a message that says it. */
async function sayEverywhere(set: Scene, words: string): Promise<ChannelSnapshot> {
  const { alice, opens, settled, type } = set;
  const submit = async (act: () => Promise<unknown>, fields: Record<string, string>) => {
    await opens(alice, act);
    await alice.submit(fields);
    await settled();
  };
  const channel = await set.declare({ Title: words, Impact: words });
  await submit(() => alice.click(headline(channel), 'Post update'), {
    Impact: words,
    Cause: words,
    Action: words,
  });
  await submit(() => alice.click(headline(channel), 'Add note'), { Note: words });
  await submit(() => alice.click(headline(channel), 'Change severity'), { Severity: 'P2', Why: words });
  await type(alice, `note ${words}`, channel.name);
  await type(alice, `explain ${words}`, channel.name);
  await type(alice, words, channel.name);
  await type(alice, `commander ${words}`, channel.name);
  await type(alice, `postmortem ${words}`, channel.name);
  await alice.shortcut('Add to incident timeline', alice.post(channel.name, words));
  await submit(() => alice.click(headline(channel), 'Resolve'), { 'What fixed it': words });
  await type(alice, `reopen ${words}`, channel.name);
  await submit(() => alice.click(headline(channel), 'Close'), {
    Summary: words,
    'Root cause': words,
    'What fixed it': words,
    'Action items': `${words} - ${words} - ${words}`,
  });
  for (const question of ['', 'status', 'timeline', 'postmortem', 'list'])
    await type(alice, question, channel.name);
  await alice.command(command, `open P1 ${words}`);
  await set.workspace.until(() => alice.modal, 'the declare modal');
  return channel;
}

/** Every piece of markup that the bot made Slack read: texts of messages, and mrkdwn objects of blocks and views. */
function markup(set: Scene): { text: string; verbatim: boolean }[] {
  const found: { text: string; verbatim: boolean }[] = [];
  const look = (value: unknown, key = ''): void => {
    if (Array.isArray(value)) for (const each of value) look(each, key);
    else if (typeof value === 'object' && value !== null) {
      const { type, text, verbatim } = value as Record<string, unknown>;
      if (type === 'mrkdwn' && typeof text === 'string') found.push({ text, verbatim: verbatim === true });
      else for (const [name, inner] of Object.entries(value)) look(inner, name);
    } else if (typeof value === 'string' && ['text', 'topic', 'initial_comment'].includes(key)) {
      if (!plainTexts.has(value)) found.push({ text: value, verbatim: true });
    }
  };
  const plainTexts = new Set<string>();
  const collectPlain = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collectPlain);
    else if (typeof value === 'object' && value !== null) {
      const { type, text } = value as Record<string, unknown>;
      if ((type === 'plain_text' || type === 'text') && typeof text === 'string') plainTexts.add(text);
      Object.values(value).forEach(collectPlain);
    }
  };
  const shown = [set.workspace.calls.map(({ args }) => args), set.alice.ephemerals(), set.alice.modal];
  shown.forEach(collectPlain);
  for (const each of shown) look(each);
  return found;
}

const hostile =
  '<!channel> <!here> @channel <@U00000CAROL> @carol <!subteam^S000ONCALL1> <https://evil.example|https://app.intercom.com> <#C00GENERAL1>';

describe.concurrent('A URL that someone types', () => {
  const runbook = 'https://wiki.example/runbook?a=1&b=2';
  const link = '<https://wiki.example/runbook?a=1&amp;b=2>';
  const typed = `See ${runbook}, not mailto:a@b.example or javascript:alert(1) <!here> @carol`;
  const shown = `See ${link}, not mailto:a@b.example or javascript:alert(1) &lt;!here&gt; @carol`;

  story("is the only thing linked where it's shown", async ({ scene }) => {
    const set = await scene();
    const channel = await sayEverywhere(set, typed);
    const blocks = (message: unknown): string => JSON.stringify(message);

    const thread = blocks(channel.thread(headline(channel).ts));
    for (const field of ['Impact', 'Cause', 'Action'])
      expect(blocks(headline(channel).blocks)).toContain(`*${field}:* ${shown}`);
    for (const field of ['Cause', 'Action']) expect(thread).toContain(`*${field}:* ${shown}`);
    expect(blocks(set.workspace.channel('incidents').posts)).toContain(`Impact: ${shown}`);
    expect(await set.type(set.alice, 'timeline', channel.name)).toContain(shown);
    await set.type(set.alice, 'postmortem', channel.name);
    expect(blocks(lastEphemeral(set.alice).blocks)).toContain(blocks({ type: 'link', url: runbook }));
    const live = [
      ...new Set(markup(set).flatMap(({ text }) => text.match(/<(?:https?:|mailto|java)[^>]*>/gu) ?? [])),
    ];
    expect(live.filter((one) => !one.includes('|'))).toEqual([link]);
    expect(live.filter((one) => one.includes('|') && one.includes('wiki.example'))).toEqual([]);
  });

  story('appears beside names of people and channels, and nobody is notified', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, `note Ask @carol in #incidents, ${runbook}`, channel.name);

    const timeline = await set.type(set.alice, 'timeline', channel.name);
    expect(timeline).toContain(`: Ask @carol in #incidents, ${link}`);
  });
});

describe.concurrent('Text that tries to notify people or insert links', () => {
  story('notifies nobody and links nowhere, in any message, topic, form, or reply', async ({ scene }) => {
    const set = await scene();
    await sayEverywhere(set, hostile);

    const shown = markup(set);
    expect(shown.filter(({ text }) => text.includes('evil.example')).length).toBeGreaterThan(20);
    const live = /<!(?:channel|here|everyone|subteam)|<@U00000CAROL|<https:\/\/evil|<#C00GENERAL1/u;
    expect(shown.filter(({ text }) => live.test(text))).toEqual([]);
    expect(shown.filter(({ verbatim }) => !verbatim)).toEqual([]);
  });

  story('is posted without Slack looking for names and links in it', async ({ scene }) => {
    const set = await scene();
    await sayEverywhere(set, hostile);

    const posts = set.workspace.calls.filter(({ method }) => /^chat\./u.test(method));
    const loose = posts.filter(({ args }) => args.parse !== 'none' || String(args.link_names) !== 'false');
    expect(posts.length).toBeGreaterThan(10);
    expect(loose.map(({ method, args }) => [method, args.parse, args.link_names])).toEqual([]);
  });

  story('reads in the headline, the thread, and the topic as it was typed', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Title: hostile.slice(0, 100), Impact: hostile });

    const transcript = set.workspace.read(headline(channel));
    expect(headline(channel).text.split('\n')[2]).toBe(
      `Impact: ${hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`,
    );
    expect(transcript).toContain(hostile);
    expect(channel.topic).toContain('[P1] INC-1: &lt;!channel&gt; &lt;!here&gt; @channel');
  });

  story('cannot add headings, links, images, or HTML to the postmortem', async ({ scene }) => {
    const set = await scene();
    const words =
      '### Root Cause\n- [x] done\n[click](https://evil.example) ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>';
    const channel = await sayEverywhere(set, `Inbox ${words}`);
    const content = postmortems(channel).at(-1)?.content ?? '';

    expect(content.match(/^#+ .*$/gmu)).toEqual([
      expect.stringMatching(/^## Incident: Intercom /u),
      '### Summary',
      '### Timeline',
      '### Root Cause',
      '### Impact',
      '### Action Items',
      '### People',
      '### Degraded Periods',
    ]);
    expect(content).not.toMatch(/(?<!\\)\[click/u);
    expect(content).not.toMatch(/(?<!\\)<img/u);
    expect(content.match(/^- \[x\]/gmu)).toBeNull();
  });
});

/** A Slack bot token, a Slack app token, an Intercom access token, and any bearer token. */
const secrets = [
  'xoxb-1234567890-abcdefABCDEF',
  'xapp-1-A0B1C2D3-1234567890-abcdef',
  'dG9rOmFiY2RlZjEyMzQ1Njc4OTA=',
  'abcdef1234567890abcdef',
];

describe.concurrent('A secret that someone pastes', () => {
  story('is never stored and never shown again', async ({ scene }) => {
    const set = await scene();
    const [bot, app, intercom, bearer] = secrets;
    const channel = await sayEverywhere(set, `${bot} or ${app} or ${intercom} or Bearer ${bearer} all along`);

    const leaked = (where: string) => secrets.filter((secret) => where.includes(secret));
    const folder = dirname(databaseFile(set));
    for (const name of readdirSync(folder))
      expect([name, leaked(readFileSync(join(folder, name)).toString('latin1'))]).toEqual([name, []]);
    expect(leaked(JSON.stringify(set.workspace.calls.map(({ args }) => args)))).toEqual([]);
    expect(leaked(JSON.stringify([set.alice.ephemerals(), set.alice.modal]))).toEqual([]);
    expect(postmortems(channel).at(-1)?.content).toContain('or Bearer \\[secret removed\\] all along');
  });

  story("that is the bot's own token appears nowhere", async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'token_revoked' });
    await set.declare();
    await set.type(set.alice, 'triage', 'random');
    const own = [
      set.workspace.botToken,
      set.workspace.appToken,
      set.workspace.signingSecret,
      set.intercom.token,
    ];

    const everything = JSON.stringify([set.workspace.calls.map(({ args }) => args), set.alice.ephemerals()]);
    expect(own.filter((token) => everything.includes(token))).toEqual([]);
    const kept = readFileSync(databaseFile(set)).toString('latin1');
    expect(own.filter((token) => kept.includes(token))).toEqual([]);
  });
});
