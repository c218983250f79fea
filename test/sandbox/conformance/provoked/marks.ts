import { type Bench, incidents, nowhere, ownMessage, type Provoked, random } from '../bench.ts';

type Provocations = Readonly<Record<string, Provoked>>;

/** How the errors of `pins.add` are brought about. */
export const pin: Provocations = {
  async already_pinned(bench) {
    const timestamp = await ownMessage(bench);
    await bench.ask({ channel: incidents, timestamp });
    await bench.ask({ channel: incidents, timestamp });
  },
  bad_timestamp: ({ ask }) => ask({ channel: incidents, timestamp: 'noon' }),
  channel_not_found: ({ ask }) => ask({ channel: nowhere, timestamp: '1.000001' }),
  message_not_found: ({ ask }) => ask({ channel: incidents, timestamp: '1.000001' }),
  no_item_specified: ({ ask }) => ask({ channel: incidents }),
  not_in_channel: ({ ask, alice }) => ask({ channel: random, timestamp: alice.post('random', 'x').ts }),
  async not_pinnable({ ask, alice, workspace }) {
    alice.setTopic('incidents', 'x');
    const change = workspace.channel('incidents').messages.find(({ subtype }) => subtype === 'channel_topic');
    await ask({ channel: incidents, timestamp: change?.ts });
  },
  async restricted_action(bench) {
    const timestamp = await ownMessage(bench);
    bench.workspace.rules.forbid('pinning');
    await bench.ask({ channel: incidents, timestamp });
  },
  async too_many_pins({ ask, alice }) {
    for (let n = 0; n < 100; n += 1) alice.pin(alice.post('incidents', `${n}`));
    await ask({ channel: incidents, timestamp: alice.post('incidents', 'one more').ts });
  },
};

/** How the errors of `pins.list` are brought about. */
export const listPins: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel: nowhere }),
};

const link = { channel_id: incidents, title: 'Docs', type: 'link', link: 'https://docs.example.com' };

/** How the errors of `bookmarks.add` are brought about. */
export const addBookmark: Provocations = {
  channel_not_found: ({ ask }) => ask({ ...link, channel_id: nowhere }),
  invalid_bookmark_type: ({ ask }) => ask({ ...link, type: 'folder' }),
  invalid_emoji: ({ ask }) => ask({ ...link, emoji: 'books' }),
  invalid_link: ({ ask }) => ask({ ...link, link: 'docs.example.com' }),
  permission_denied: ({ ask }) => ask({ ...link, channel_id: random }),
  async too_many_bookmarks({ ask, alice }) {
    for (let n = 0; n < 100; n += 1) alice.bookmark('incidents', `${n}`, 'https://docs.example.com');
    await ask(link);
  },
};

const added = async ({ client }: Bench) => {
  const { bookmark } = await client.bookmarks.add({ ...link, type: 'link' });
  return { channel_id: incidents, bookmark_id: bookmark?.id };
};

/** How the errors of `bookmarks.edit` are brought about. */
export const editBookmark: Provocations = {
  channel_not_found: async (bench) => bench.ask({ ...(await added(bench)), channel_id: nowhere }),
  invalid_emoji: async (bench) => bench.ask({ ...(await added(bench)), emoji: 'books' }),
  invalid_link: async (bench) => bench.ask({ ...(await added(bench)), link: 'docs.example.com' }),
  not_found: ({ ask }) => ask({ channel_id: incidents, bookmark_id: 'Bk0NOWHERE' }),
  permission_denied: ({ ask }) => ask({ channel_id: random, bookmark_id: 'Bk0NOWHERE' }),
};

/** How the errors of `bookmarks.list` are brought about. */
export const listBookmarks: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel_id: nowhere }),
};

/** How the errors of `bookmarks.remove` are brought about. */
export const removeBookmark: Provocations = {
  channel_not_found: async (bench) => bench.ask({ ...(await added(bench)), channel_id: nowhere }),
  not_found: ({ ask }) => ask({ channel_id: incidents, bookmark_id: 'Bk0NOWHERE' }),
  permission_denied: ({ ask }) => ask({ channel_id: random, bookmark_id: 'Bk0NOWHERE' }),
};
