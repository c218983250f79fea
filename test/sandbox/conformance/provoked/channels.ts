import { directMessage, incidents, nowhere, type Provoked, random } from '../bench.ts';

type Provocations = Readonly<Record<string, Provoked>>;

/** How the errors of `conversations.create` are brought about. */
export const create: Provocations = {
  invalid_name_maxlength: ({ ask }) => ask({ name: 'x'.repeat(81) }),
  invalid_name_punctuation: ({ ask }) => ask({ name: '---' }),
  invalid_name_required: ({ ask }) => ask({ name: '' }),
  invalid_name_specials: ({ ask }) => ask({ name: 'Upper case!' }),
  async name_taken({ ask, alice }) {
    alice.archive('random');
    await ask({ name: 'random' });
  },
  async restricted_action({ ask, workspace }) {
    workspace.rules.forbid('creating_channels');
    await ask({ name: 'inc-1' });
  },
};

const person =
  (name: string): Provoked =>
  async ({ ask, workspace }) =>
    ask({ channel: incidents, users: workspace.person(name).id });

/** How the errors of `conversations.invite` are brought about. */
export const invite: Provocations = {
  already_in_channel: person('alice'),
  cant_invite: person('stranger'),
  cant_invite_self: ({ ask, workspace }) => ask({ channel: incidents, users: workspace.botUserId }),
  channel_not_found: ({ ask, alice }) => ask({ channel: nowhere, users: alice.id }),
  async is_archived({ ask, alice, workspace }) {
    alice.archive('incidents');
    await ask({ channel: incidents, users: workspace.person('guest').id });
  },
  method_not_supported_for_channel_type: async (bench) =>
    bench.ask({ channel: await directMessage(bench), users: bench.bob.id }),
  no_user: ({ ask }) => ask({ channel: incidents }),
  not_in_channel: ({ ask, workspace }) => ask({ channel: random, users: workspace.person('guest').id }),
  user_not_found: ({ ask }) => ask({ channel: incidents, users: 'U0NOBODY' }),
};

/** How the errors of `conversations.join` are brought about. */
export const join: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel: nowhere }),
  async is_archived({ ask, alice }) {
    alice.archive('random');
    await ask({ channel: random });
  },
  async method_not_supported_for_channel_type({ ask, alice }) {
    const hidden = alice.createChannel('hidden', { private: true });
    await ask({ channel: hidden.id });
  },
};

/** How the errors of `conversations.info` are brought about. */
export const info: Provocations = {
  async channel_not_found({ ask, alice }) {
    const hidden = alice.createChannel('hidden', { private: true });
    await ask({ channel: hidden.id });
  },
};

/** How the errors of `conversations.members` are brought about. */
export const members: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel: nowhere }),
  invalid_cursor: ({ ask }) => ask({ channel: incidents, cursor: 'nothing' }),
  invalid_limit: ({ ask }) => ask({ channel: incidents, limit: 1_001 }),
};

/** How the errors of `conversations.setTopic` are brought about. */
export const setTopic: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel: nowhere, topic: 'x' }),
  async is_archived({ ask, alice }) {
    alice.archive('incidents');
    await ask({ channel: incidents, topic: 'x' });
  },
  method_not_supported_for_channel_type: async (bench) =>
    bench.ask({ channel: await directMessage(bench), topic: 'x' }),
  not_in_channel: ({ ask }) => ask({ channel: random, topic: 'x' }),
  too_long: ({ ask }) => ask({ channel: incidents, topic: 'x'.repeat(251) }),
};

/** How the errors of `conversations.open` are brought about. */
export const open: Provocations = {
  channel_not_found: ({ ask }) => ask({ channel: 'D0NOWHERE' }),
  invalid_user_combination: ({ ask, workspace }) => ask({ users: workspace.botUserId }),
  method_not_supported_for_channel_type: ({ ask }) => ask({ channel: incidents }),
  too_many_users: ({ ask }) => ask({ users: Array.from({ length: 9 }, (_, i) => `U0${i}`).join(',') }),
  async user_disabled({ ask, workspace }) {
    const dave = workspace.person('dave');
    dave.deactivate();
    await ask({ users: dave.id });
  },
  user_not_found: ({ ask }) => ask({ users: 'U0NOBODY' }),
  users_list_not_supplied: ({ ask }) => ask({}),
};

const ranges: Provocations = {
  invalid_ts_latest: ({ ask, alice }) =>
    ask({ channel: incidents, ts: alice.post('incidents', 'x').ts, latest: 'noon' }),
  invalid_ts_oldest: ({ ask, alice }) =>
    ask({ channel: incidents, ts: alice.post('incidents', 'x').ts, oldest: 'noon' }),
  invalid_cursor: ({ ask, alice }) =>
    ask({ channel: incidents, ts: alice.post('incidents', 'x').ts, cursor: 'made-up' }),
};

/** How the errors of `conversations.history` are brought about. */
export const history: Provocations = {
  ...ranges,
  channel_not_found: ({ ask }) => ask({ channel: nowhere }),
  not_in_channel: ({ ask }) => ask({ channel: random }),
};

/** How the errors of `conversations.replies` are brought about. */
export const replies: Provocations = {
  ...ranges,
  channel_not_found: ({ ask }) => ask({ channel: nowhere, ts: '1.000001' }),
  thread_not_found: ({ ask }) => ask({ channel: incidents, ts: '1.000001' }),
};

/** How the errors of `users.conversations` are brought about. */
export const conversationsOf: Provocations = {
  invalid_cursor: ({ ask }) => ask({ cursor: 'made-up' }),
  invalid_limit: ({ ask }) => ask({ limit: 0 }),
  invalid_types: ({ ask }) => ask({ types: 'nonsense' }),
};
