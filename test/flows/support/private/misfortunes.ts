import type { FaultAnswer } from '../../../../packages/slack-sandbox/slack/api/faults.ts';
import { asks } from './curiosity.ts';
import type { Act } from './tale.ts';

const minute = 60_000;

export const waits: Act = async (tale) => {
  const wait = tale.random.pick([5, 10, 31, 61]);
  await tale.does(`${wait} minutes pass`, async () => tale.set.clock.advance(wait * minute));
};

export const restarts: Act = (tale) => tale.does('the bot starts again', () => tale.restart());

/** Slack refuses or loses a few calls of one kind. */
export const fails: Act = async (tale) => {
  const { random } = tale;
  const method = random.pick([
    'chat.postMessage',
    'chat.update',
    'users.conversations',
    'views.open',
    'conversations.invite',
    'users.info',
    'conversations.info',
    'chat.postEphemeral',
    'views.publish',
    'files.completeUploadExternal',
    'conversations.canvases.create',
    'canvases.edit',
    'bookmarks.add',
  ]);
  const answer = random.pick<FaultAnswer>([
    { error: 'internal_error' },
    { error: 'restricted_action' },
    { error: 'channel_not_found' },
    { status: 503 },
    'reset_after',
  ]);
  await tale.does(`Slack fails at ${method}`, async () => {
    tale.set.workspace.faults.add({ method, times: random.between(1, 3), answer });
  });
};

export const breaks: Act = async (tale) => {
  const api = tale.random.pick<'healthy' | 'unavailable'>(['healthy', 'unavailable']);
  await tale.does(`Intercom is ${api}`, () => tale.set.intercom.set({ api }));
};

/** The bot is taken out of the channel, or the channel is archived; some time later that's undone. */
export const locksOut: Act = async (tale) => {
  const channel = tale.secret.channel();
  const who = tale.member();
  const bot = 'incident_bot';
  if (!channel || !who) return;
  const archives = tale.random.chance(0.5);
  await tale.does(`${who.name} ${archives ? 'archives the channel' : 'takes the bot out'}`, async () =>
    archives ? who.archive(channel.id) : who.remove(channel.id, bot),
  );
  await waits(tale);
  await asks(tale);
  await tale.does(`${who.name} undoes that`, async () => {
    if (channel.archived) who.unarchive(channel.id);
    if (!channel.members.includes(bot)) who.invite(channel.id, bot);
  });
};
