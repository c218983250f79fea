import { type Bench, incidents, nowhere, ownMessage, type Provoked, random } from '../bench.ts';

type Args = Readonly<Record<string, unknown>>;

const sections = (count: number, length: number) =>
  Array.from({ length: count }, () => ({
    type: 'section',
    text: { type: 'plain_text', text: 'x'.repeat(length) },
  }));

/** What every method that takes a message's content refuses; `rest` names where the message goes. */
const content = (rest: (bench: Bench) => Promise<Args>) => {
  const asking =
    (args: Args): Provoked =>
    async (bench) =>
      bench.ask({ ...(await rest(bench)), ...args });
  return {
    invalid_attachments: asking({ text: 'x', attachments: [{ blocks: [{ type: 'nonsense' }] }] }),
    invalid_blocks: asking({ text: 'x', blocks: [{ type: 'nonsense' }] }),
    invalid_blocks_format: asking({ text: 'x', blocks: { type: 'section' } }),
    invalid_metadata_format: asking({ text: 'x', metadata: { event_type: 'x' } }),
    markdown_text_conflict: asking({ text: 'x', markdown_text: 'x' }),
    metadata_too_large: asking({
      text: 'x',
      metadata: { event_type: 'x', event_payload: { text: 'x'.repeat(9_000) } },
    }),
    msg_blocks_too_long: asking({ text: 'x', blocks: sections(5, 3_000) }),
    msg_too_long: asking({ text: 'x'.repeat(40_001) }),
    no_text: asking({ text: '' }),
    too_many_attachments: asking({
      text: 'x',
      attachments: Array.from({ length: 101 }, () => ({ text: 'x' })),
    }),
  };
};

const posted = content(async () => ({ channel: incidents }));
const edited = content(async (bench) => ({ channel: incidents, ts: await ownMessage(bench) }));
const whispered = content(async ({ alice }) => ({ channel: incidents, user: alice.id }));

const message = { channel: incidents, text: 'x' };

/** How the errors of `chat.postMessage` are brought about. */
export const postMessage: Readonly<Record<string, Provoked>> = {
  as_user_not_supported: ({ ask }) => ask({ ...message, as_user: true }),
  cannot_reply_to_message: ({ ask }) => ask({ ...message, thread_ts: '1.000001' }),
  channel_not_found: ({ ask }) => ask({ ...message, channel: nowhere }),
  invalid_blocks: posted.invalid_blocks,
  invalid_blocks_format: posted.invalid_blocks_format,
  invalid_metadata_format: posted.invalid_metadata_format,
  async is_archived({ ask, alice }) {
    alice.archive('incidents');
    await ask(message);
  },
  markdown_text_conflict: posted.markdown_text_conflict,
  messages_tab_disabled: {
    options: { messagesTab: false },
    by: ({ ask, alice }) => ask({ ...message, channel: alice.id }),
  },
  metadata_too_large: posted.metadata_too_large,
  msg_blocks_too_long: posted.msg_blocks_too_long,
  no_text: posted.no_text,
  not_in_channel: ({ ask }) => ask({ ...message, channel: random }),
  async restricted_action({ ask, workspace }) {
    workspace.rules.forbid('posting');
    await ask(message);
  },
  async restricted_action_read_only_channel({ ask, workspace }) {
    workspace.rules.limit(incidents, 'read_only');
    await ask(message);
  },
  async restricted_action_thread_only_channel({ ask, workspace }) {
    workspace.rules.limit(incidents, 'threads_only');
    await ask(message);
  },
  async restricted_action_non_threadable_channel(bench) {
    const thread_ts = await ownMessage(bench);
    bench.workspace.rules.limit(incidents, 'no_threads');
    await bench.ask({ ...message, thread_ts });
  },
  async restricted_action_thread_locked(bench) {
    const thread_ts = await ownMessage(bench);
    bench.workspace.rules.limit(incidents, 'threads_locked');
    await bench.ask({ ...message, thread_ts });
  },
  too_many_attachments: posted.too_many_attachments,
};

/** How the errors of `chat.update` are brought about. */
export const update: Readonly<Record<string, Provoked>> = {
  as_user_not_supported: async (bench) =>
    bench.ask({ ...message, ts: await ownMessage(bench), as_user: true }),
  cant_update_message: ({ ask, alice }) => ask({ ...message, ts: alice.post('incidents', 'hers').ts }),
  channel_not_found: ({ ask }) => ask({ ...message, channel: nowhere, ts: '1.000001' }),
  async edit_window_closed(bench) {
    const ts = await ownMessage(bench);
    bench.workspace.rules.forbid('editing');
    await bench.ask({ ...message, ts });
  },
  invalid_attachments: edited.invalid_attachments,
  invalid_blocks: edited.invalid_blocks,
  invalid_blocks_format: edited.invalid_blocks_format,
  invalid_metadata_format: edited.invalid_metadata_format,
  async is_inactive(bench) {
    const ts = await ownMessage(bench);
    bench.alice.archive('incidents');
    await bench.ask({ ...message, ts });
  },
  markdown_text_conflict: edited.markdown_text_conflict,
  message_not_found: ({ ask }) => ask({ ...message, ts: '1.000001' }),
  metadata_too_large: edited.metadata_too_large,
  msg_too_long: edited.msg_too_long,
  no_text: edited.no_text,
  too_many_attachments: edited.too_many_attachments,
};

/** How the errors of `chat.delete` are brought about. */
export const remove: Readonly<Record<string, Provoked>> = {
  cant_delete_message: ({ ask, alice }) =>
    ask({ channel: incidents, ts: alice.post('incidents', 'hers').ts }),
  channel_not_found: ({ ask }) => ask({ channel: nowhere, ts: '1.000001' }),
  message_not_found: ({ ask }) => ask({ channel: incidents, ts: '1.000001' }),
};

const toAlice = ({ alice }: Bench) => ({ ...message, user: alice.id });

/** How the errors of `chat.postEphemeral` are brought about. */
export const postEphemeral: Readonly<Record<string, Provoked>> = {
  cannot_reply_to_message: (bench) => bench.ask({ ...toAlice(bench), thread_ts: '1.000001' }),
  channel_not_found: (bench) => bench.ask({ ...toAlice(bench), channel: nowhere }),
  invalid_attachments: whispered.invalid_attachments,
  invalid_blocks: whispered.invalid_blocks,
  invalid_blocks_format: whispered.invalid_blocks_format,
  async is_archived(bench) {
    bench.alice.archive('incidents');
    await bench.ask(toAlice(bench));
  },
  markdown_text_conflict: whispered.markdown_text_conflict,
  messages_tab_disabled: {
    options: { messagesTab: false },
    async by(bench) {
      const { channel } = await bench.client.conversations.open({ users: bench.alice.id });
      await bench.ask({ ...toAlice(bench), channel: channel?.id });
    },
  },
  msg_too_long: whispered.msg_too_long,
  no_text: whispered.no_text,
  not_in_channel: (bench) => bench.ask({ ...toAlice(bench), channel: random }),
  async restricted_action(bench) {
    bench.workspace.rules.forbid('posting');
    await bench.ask(toAlice(bench));
  },
  too_many_attachments: whispered.too_many_attachments,
  user_not_in_channel: ({ ask, workspace }) => ask({ ...message, user: workspace.person('guest').id }),
};
