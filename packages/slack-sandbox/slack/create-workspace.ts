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
import type { WorkspaceState } from './workspace-state.ts';

/** The workspace's public interface over its parts. */
export function createWorkspace(
  state: WorkspaceState,
  hub: SocketHub,
  shortcuts: Map<string, string>,
  listening: Pick<Listening, 'refuse' | 'stop'>,
): Workspace {
  const findChannel = (name: string): ChannelSnapshot | null => {
    const channel = state.team.channel(name);
    return channel === null ? null : snapshotChannel(state, channel);
  };
  return {
    apiUrl: `${state.baseUrl}/api/`,
    botToken: state.settings.botToken,
    appToken: state.settings.appToken,
    signingSecret: state.settings.signingSecret,
    botUserId: state.settings.botUserId,
    teamId: state.settings.teamId,
    clock: state.clock,
    faults: state.faults,
    state,
    rateLimits: {
      get enabled() {
        return state.rates.enabled;
      },
      enable: (enabled) => state.rates.enable(enabled),
    },
    rules: state.rules,
    get calls() {
      return state.calls.all;
    },
    get deliveries() {
      return state.app.deliveries;
    },
    get connections() {
      return hub.size;
    },
    get channels() {
      return [...state.team.channels.values()].map((channel) => snapshotChannel(state, channel));
    },
    findChannel,
    channel: (name) => snapshotChannel(state, knownChannel(state, name)),
    userGroup: (handle, people) => state.team.setGroup(handle, people),
    person(name) {
      const user = state.team.user(name);
      if (user === null || user.role === 'bot') throw new Refused(`There is no person "${name}".`);
      return new Person(state, user.id, shortcuts);
    },
    shortcuts(names) {
      for (const [name, callbackId] of Object.entries(names)) shortcuts.set(name, callbackId);
    },
    install({ scopes, events }) {
      state.settings.scopes = new Set(scopes);
      state.settings.events = new Set(events);
    },
    deliverTo: (addresses) => state.app.deliverTo(addresses),
    redeliver: (eventId, retry) => state.app.redeliver(eventId, retry),
    send: (kind, payload) => state.app.send(kind, payload),
    dropConnections: (reason) => hub.drop(reason ?? null),
    freezeConnections: () => hub.freeze(),
    refuseConnections: () => listening.refuse(),
    until: (read, what) => waitFor(state, read, what),
    idle: () => waitForQuiet(state),
    transcript: (name, as) => {
      const reader = as === undefined ? null : (state.team.user(as)?.id ?? null);
      return transcribe(state, knownChannel(state, name), reader);
    },
    read: (ref) => readMessage(state, messageOrEphemeralAt(state, ref), null),
    reset() {
      state.app.reset();
      state.calls.reset();
      state.faults.clear();
      state.rules.clear();
      state.rates.reset();
      state.team = seedTeam(state.settings, Math.floor(state.clock.now() / 1000));
      state.pulse.notify();
    },
    async stop() {
      state.app.reset();
      await hub.close();
      await listening.stop();
    },
  };
}

function knownChannel(state: WorkspaceState, name: string): Channel {
  const channel = state.team.channel(name);
  if (channel === null) throw new Refused(`There is no channel "${name}".`);
  return channel;
}
