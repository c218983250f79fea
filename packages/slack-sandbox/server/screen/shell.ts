import { canSee, type User } from '../../slack/model.ts';
import { builtIns } from '../../slack/people/built-in.ts';
import { unreadOf } from '../../slack/people/unread.ts';
import type { World } from '../../slack/world.ts';
import type { AppUnderTest } from '../app.ts';
import type { ChannelEntry, Shell, ShownPerson } from '../screen.ts';
import { botName } from './channel.ts';

/** Everything around the open channel, as this person sees it. */
export function showShell(world: World, app: AppUnderTest, user: User): Shell {
  return {
    now: world.clock.now(),
    ahead: world.clock.ahead,
    me: user.id,
    botUserId: world.settings.botUserId,
    people: [...world.team.users.values()].map(showPerson),
    groups: world.team.groups.map(({ id, handle }) => ({ id, handle })),
    channels: entries(world, user),
    commands: [...app.commands, ...builtIns.map((command) => ({ ...command, forms: [] }))],
    shortcuts: app.shortcuts,
    hasHome: world.settings.homeTab,
    tryFirst: app.tryFirst,
  };
}

function showPerson({ id, name, realName, tz, role }: User): ShownPerson {
  return { id, name, realName, zone: tz, role: role === 'owner' ? 'member' : role };
}

function entries(world: World, user: User): ChannelEntry[] {
  return [...world.team.channels.values()]
    .filter((channel) => canSee(channel, user))
    .map((channel) => ({
      id: channel.id,
      name: channel.kind === 'im' ? botName(world) : channel.name,
      kind: channel.kind,
      archived: channel.archived,
      member: channel.members.has(user.id),
      ...unreadOf(world, user, channel),
    }));
}
