import { describe, expect } from 'vitest';
import { botMessages, headline, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { story } from '../support/story.ts';

const blocks = (channel: Parameters<typeof headline>[0]): string => JSON.stringify(headline(channel).blocks);

describe.concurrent.each(['socket', 'http'] as const)('A link, over %s', (transport) => {
  story('appears in the headline, the bookmarks, and the postmortem', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();

    expect(await set.type(set.alice, 'link https://docs.example/run?a=1&b=2 Run book', channel.name)).toBe(
      'INC-1: link added to the headline and bookmarks.',
    );
    await set.type(set.alice, 'link https://docs.example/other', channel.name);
    expect(blocks(channel)).toContain(
      '*Links:* <https://docs.example/run?a=1&amp;b=2|Run book> · <https://docs.example/other|docs.example/other>',
    );
    expect(channel.bookmarks).toMatchObject([
      {},
      {},
      { title: 'Run book', link: 'https://docs.example/run?a=1&b=2' },
      { title: 'docs.example/other', link: 'https://docs.example/other' },
    ]);
    expect(botMessages(channel, 'added a link')).toHaveLength(2);

    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({});
    await set.settled();
    expect(postmortems(channel)[0]?.content).toContain(
      '### Links\n- Run book: <https://docs.example/run?a=1&b=2>\n- https://docs.example/other\n',
    );
  });

  story("to each incident's call comes from the settings", async ({ scene }) => {
    const set = await scene({ transport, env: { BRIDGE_URL: 'https://meet.example/{id}' } });
    const channel = await set.declare();

    expect(blocks(channel)).toContain('*Call:* <https://meet.example/INC-1|Join the call>');
    expect(channel.bookmarks).toContainEqual(
      expect.objectContaining({ title: 'Call', link: 'https://meet.example/INC-1' }),
    );
    await set.carol.command('/intercom-incident', 'status INC-1', { in: 'random' });
    expect(JSON.stringify(set.carol.ephemerals().at(-1))).toContain('https://meet.example/INC-1');
    expect(set.workspace.channel('incidents').posts.map(({ text }) => text)).not.toContainEqual(
      expect.stringContaining('meet.example'),
    );
  });
});

describe.concurrent('Links', () => {
  story("are added one at a time, and none shows another's URL", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(await set.type(set.alice, 'link https://a.example/1 https://b.example/2', channel.name)).toBe(
      'The title has a link too: "https://b.example/2". Nothing was changed. Add them one at a time.',
    );
    expect(blocks(channel)).not.toContain('Links');
  });

  story('with the same title are separate bookmarks', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'link https://a.example/1 Dashboard', channel.name);
    await set.type(set.alice, 'link https://a.example/2 Dashboard', channel.name);
    await set.type(set.alice, 'link https://a.example/3 Postmortem', channel.name);
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({});
    await set.settled();

    const links = channel.bookmarks.map(({ link }) => link);
    expect(links).toEqual(expect.arrayContaining([1, 2].map((n) => `https://a.example/${n}`)));
    expect(new Set(links).size).toBe(links.length);
  });

  story('that are invalid or already there are refused in a sentence', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'link https://a.example Dashboard', channel.name);
    const before = picture(set);
    const says = (text: string) => set.type(set.alice, text, channel.name);

    expect(await says('link https://a.example/ Other')).toBe(
      'INC-1 already has that link, as "Dashboard". Nothing was changed.',
    );
    expect(await says('link javascript:alert(1)')).toBe(
      'A link starts with https:// or http://, and "javascript:alert(1)" doesn\'t. Nothing was changed.',
    );
    expect(await says('link dashboard')).toBe(
      'A link starts with https:// or http://, and "dashboard" doesn\'t. Nothing was changed.',
    );
    expect(await says('link https://bob:hunter22@a.example/x')).toBe(
      'That link contains a login or a secret. Nothing was changed. Remove it and try again.',
    );
    expect(await says('link')).toBe(
      'Links of INC-1: <https://a.example/|Dashboard>. To add one, run `/intercom-incident link https://… [title]`.',
    );
    expect(picture(set)).toEqual(before);
  });

  story('start empty, and `link` says how to add one', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(await set.type(set.alice, 'link', channel.name)).toBe(
      'INC-1 has no links yet. To add one, run `/intercom-incident link https://… [title]`.',
    );
    expect(await set.type(set.alice, 'link')).toMatch(/^This isn't an incident channel\./u);
  });

  story('beyond twenty go into a note', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    for (let i = 0; i < 20; i += 1)
      await set.alice.command('/intercom-incident', `link https://a.example/${i}`, { in: channel.name });
    set.clock.advance(61_000);
    await set.settled();
    expect(await set.type(set.alice, 'link https://a.example/more', channel.name)).toBe(
      'INC-1 already has 20 links. Nothing was changed. Put this one in a note.',
    );
    expect(channel.bookmarks).toHaveLength(22);
  });
});
