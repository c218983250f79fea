import { canSee, type User } from '../../slack/model.ts';
import { builtIns } from '../../slack/people/built-in.ts';
import { unreadOf } from '../../slack/people/unread.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { AppUnderTest } from '../app.ts';
import type { ChannelEntry, Shell, ShownPerson } from '../screen.ts';
import { botName } from './channel.ts';

/** Everything around the open channel, as this person sees it. */
export function showShell(state: WorkspaceState, app: AppUnderTest, user: User): Shell {
  return {
    now: state.clock.now(),
    ahead: state.clock.ahead,
    me: user.id,
    botUserId: state.settings.botUserId,
    people: [...state.team.users.values()].map(showPerson),
    groups: state.team.groups.map(({ id, handle }) => ({ id, handle })),
    channels: entries(state, user),
    commands: [...app.commands, ...builtIns.map((command) => ({ ...command, forms: [] }))],
    shortcuts: app.shortcuts,
    hasHome: state.settings.homeTab,
    tryFirst: app.tryFirst,
  };
}

function showPerson({ id, name, realName, tz, role }: User): ShownPerson {
  return { id, name, realName, zone: tz, role: role === 'owner' ? 'member' : role };
}

function entries(state: WorkspaceState, user: User): ChannelEntry[] {
  return [...state.team.channels.values()]
    .filter((channel) => canSee(channel, user))
    .map((channel) => ({
      id: channel.id,
      name: channel.kind === 'im' ? botName(state) : channel.name,
      kind: channel.kind,
      archived: channel.archived,
      member: channel.members.has(user.id),
      ...unreadOf(state, user, channel),
    }));
}
