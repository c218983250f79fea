import type { Channel, Role, User } from './model.ts';
import type { Settings } from './settings.ts';
import { Team } from './team.ts';

const people: readonly [id: string, name: string, realName: string, tz: string, role: Role][] = [
  ['U00000ALICE', 'alice', 'Alice Archer', 'Europe/London', 'owner'],
  ['U000000BOB1', 'bob', 'Bob Baker', 'America/New_York', 'member'],
  ['U00000CAROL', 'carol', 'Carol Chen', 'Asia/Tokyo', 'member'],
  ['U000000DAVE', 'dave', 'Dave Duarte', 'UTC', 'member'],
  ['U00000GUEST', 'guest', 'Gale Guest', 'Europe/Berlin', 'guest'],
  ['U0STRANGER1', 'stranger', 'Sam Stranger', 'America/Los_Angeles', 'stranger'],
];

/** A workspace as each run starts: people, the bot, #general, #incidents, #random, and the group `@oncall`. */
export function seedTeam(settings: Settings, nowSeconds: number): Team {
  const team = new Team();
  for (const [id, name, realName, tz, role] of people) {
    const teamId = role === 'stranger' ? 'T0ELSEWHERE' : settings.teamId;
    const email = role === 'stranger' ? null : `${name}@sandbox.test`;
    team.users.set(id, { id, teamId, name, realName, email, tz, role, deleted: false });
  }
  team.users.set(settings.botUserId, botUser(settings));
  for (const name of settings.people) team.users.set(`U0${name.toUpperCase()}`, member(settings, name));
  const everyone = ['alice', 'bob', 'carol', 'dave', ...settings.people];
  seedChannel(team, 'C00GENERAL1', 'general', [...everyone, 'guest'], nowSeconds);
  seedChannel(team, 'C0INCIDENTS', 'incidents', [...everyone, settings.botName], nowSeconds);
  seedChannel(team, 'C000RANDOM1', 'random', everyone, nowSeconds);
  team.groups.push({
    id: 'S000ONCALL1',
    handle: 'oncall',
    name: 'On call',
    users: ['U000000BOB1', 'U00000CAROL'],
  });
  return team;
}

function member(settings: Settings, name: string): User {
  const id = `U0${name.toUpperCase()}`;
  const email = `${name}@sandbox.test`;
  return {
    id,
    teamId: settings.teamId,
    name,
    realName: name,
    email,
    tz: 'UTC',
    role: 'member',
    deleted: false,
  };
}

function botUser(settings: Settings): User {
  return {
    id: settings.botUserId,
    teamId: settings.teamId,
    name: settings.botName,
    realName: settings.botRealName,
    email: null,
    tz: 'America/Los_Angeles',
    role: 'bot',
    deleted: false,
  };
}

function seedChannel(team: Team, id: string, name: string, members: readonly string[], now: number): void {
  const ids = members.map((member) => team.user(member)?.id).filter((found) => found !== undefined);
  const channel: Channel = {
    id,
    kind: 'public',
    name,
    previousNames: [],
    creator: 'U00000ALICE',
    created: now,
    general: name === 'general',
    shared: false,
    archived: false,
    topic: { value: '', creator: '', lastSet: 0 },
    purpose: { value: '', creator: '', lastSet: 0 },
    members: new Set(ids),
    messages: [],
    pins: [],
    bookmarks: [],
    canvas: null,
  };
  team.channels.set(id, channel);
}
