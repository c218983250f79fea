import type { Workspace } from '../workspace.ts';
import type { Listening } from './api/server.ts';
import type { SocketHub } from './deliver/socket.ts';
import { Refused } from './errors.ts';
import type { Channel } from './model.ts';
import { messageOrEphemeralAt } from './people/find-channel.ts';
import { Person } from './people/person.ts';
import { type ChannelSnapshot, snapshotChannel } from './people/snapshots.ts';
import { seedTeam } from './seed.ts';
import { readMessage, transcribe } from './transcript/transcript.ts';
import { waitFor, waitForQuiet } from './wait.ts';
import type { World } from './world.ts';

/** The workspace's public interface over its parts. */
export function createWorkspace(
  world: World,
  hub: SocketHub,
  shortcuts: Map<string, string>,
  listening: Pick<Listening, 'refuse' | 'stop'>,
): Workspace {
  const findChannel = (name: string): ChannelSnapshot | null => {
    const channel = world.team.channel(name);
    return channel === null ? null : snapshotChannel(world, channel);
  };
  return {
    apiUrl: `${world.baseUrl}/api/`,
    botToken: world.settings.botToken,
    appToken: world.settings.appToken,
    signingSecret: world.settings.signingSecret,
    botUserId: world.settings.botUserId,
    teamId: world.settings.teamId,
    clock: world.clock,
    faults: world.faults,
    world,
    rateLimits: {
      get enabled() {
        return world.rates.enabled;
      },
      enable: (enabled) => world.rates.enable(enabled),
    },
    rules: world.rules,
    get calls() {
      return world.calls.all;
    },
    get deliveries() {
      return world.app.deliveries;
    },
    get connections() {
      return hub.size;
    },
    get channels() {
      return [...world.team.channels.values()].map((channel) => snapshotChannel(world, channel));
    },
    findChannel,
    channel: (name) => snapshotChannel(world, knownChannel(world, name)),
    userGroup: (handle, people) => world.team.setGroup(handle, people),
    person(name) {
      const user = world.team.user(name);
      if (user === null || user.role === 'bot') throw new Refused(`There is no person "${name}".`);
      return new Person(world, user.id, shortcuts);
    },
    shortcuts(names) {
      for (const [name, callbackId] of Object.entries(names)) shortcuts.set(name, callbackId);
    },
    install({ scopes, events }) {
      world.settings.scopes = new Set(scopes);
      world.settings.events = new Set(events);
    },
    deliverTo: (addresses) => world.app.deliverTo(addresses),
    redeliver: (eventId, retry) => world.app.redeliver(eventId, retry),
    send: (kind, payload) => world.app.send(kind, payload),
    dropConnections: (reason) => hub.drop(reason ?? null),
    freezeConnections: () => hub.freeze(),
    refuseConnections: () => listening.refuse(),
    until: (read, what) => waitFor(world, read, what),
    idle: () => waitForQuiet(world),
    transcript: (name, as) => {
      const reader = as === undefined ? null : (world.team.user(as)?.id ?? null);
      return transcribe(world, knownChannel(world, name), reader);
    },
    read: (ref) => readMessage(world, messageOrEphemeralAt(world, ref), null),
    reset() {
      world.app.reset();
      world.calls.reset();
      world.faults.clear();
      world.rules.clear();
      world.rates.reset();
      world.team = seedTeam(world.settings, Math.floor(world.clock.now() / 1000));
      world.pulse.notify();
    },
    async stop() {
      world.app.reset();
      await hub.close();
      await listening.stop();
    },
  };
}

function knownChannel(world: World, name: string): Channel {
  const channel = world.team.channel(name);
  if (channel === null) throw new Refused(`There is no channel "${name}".`);
  return channel;
}
