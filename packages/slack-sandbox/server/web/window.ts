import { type Channel, canSee, type User } from '../../slack/model.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { ServerContext } from '../perform/simulation.ts';
import { newsBegin, showChannel, showThread } from '../screen/channel.ts';
import { showInspector } from '../screen/inspector.ts';
import { showOutside } from '../screen/outside.ts';
import { showShell } from '../screen/shell.ts';
import { showHome, showModal } from '../screen/view.ts';
import type { Look } from './live.ts';

/** What a browser window has open, by ID; `inspect` if its inspector is open. */
export type Opened = {
  readonly as: string;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly inspect: boolean;
};

/** Reads the query of `GET /live`; an empty `as` is the first person in the workspace. */
export function openedBy(query: URLSearchParams): Opened {
  return {
    as: query.get('as') ?? '',
    channel: query.get('channel'),
    thread: query.get('thread'),
    inspect: query.get('inspect') === '1',
  };
}

/** How this window looks at the workspace; null if nobody has the ID in `as`. */
export function looksAt(context: ServerContext, opened: Opened): Look | null {
  const { app } = context;
  const { state } = context.workspace;
  const me = (): User | null => {
    const user = opened.as === '' ? firstPerson(state) : state.team.users.get(opened.as);
    return user === undefined || user.role === 'bot' ? null : user;
  };
  const open = (user: User): Channel | null => {
    const channel = state.team.channels.get(opened.channel ?? '');
    return channel !== undefined && canSee(channel, user) ? channel : null;
  };
  const first = me();
  if (first === null) return null;
  const channelAtFirst = open(first);
  const newSince = channelAtFirst === null ? null : newsBegin(state, channelAtFirst, first);
  return async () => {
    const user = me();
    if (user === null) return {};
    const channel = open(user);
    return {
      shell: showShell(state, app, user),
      channel: channel === null ? null : showChannel(state, channel, user, newSince),
      thread:
        channel === null || opened.thread === null ? null : showThread(state, channel, user, opened.thread),
      modal: showModal(state, user.id),
      home: showHome(state, user.id),
      outside: await showOutside(context),
      ...(opened.inspect ? { inspector: await showInspector(state, app) } : {}),
    };
  };
}

function firstPerson(state: WorkspaceState): User | undefined {
  return [...state.team.users.values()].find(({ role }) => role !== 'bot');
}
