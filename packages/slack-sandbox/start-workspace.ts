import { MovableClock } from './clock.ts';
import { AdminPolicies } from './slack/admin-policies.ts';
import { CallLog } from './slack/api/call-log.ts';
import { Faults } from './slack/api/faults.ts';
import { RateLimiter } from './slack/api/rates.ts';
import { listen, serve } from './slack/api/server.ts';
import { ChangeNotifier } from './slack/change-notifier.ts';
import { createWorkspace } from './slack/create-workspace.ts';
import { Dispatcher } from './slack/deliver/dispatcher.ts';
import { SocketHub } from './slack/deliver/socket.ts';
import { Tickets } from './slack/deliver/tickets.ts';
import { Timestamps } from './slack/ids.ts';
import { seedTeam } from './slack/seed.ts';
import {
  incidentBotEvents,
  incidentBotScopes,
  type Settings,
  seededBotName,
  seededIdentity,
  userNameOf,
} from './slack/settings.ts';
import type { WorkspaceState } from './slack/workspace-state.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

/** Starts a workspace on 127.0.0.1. Rejects when the port is taken. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const listening = await listen(options.port ?? 0);
  const settings = settingsOf(options);
  const clock = options.clock ?? new MovableClock();
  const pulse = new ChangeNotifier();
  const faults = new Faults();
  let envelopes = 0;
  const hub = new SocketHub({
    appId: settings.appId,
    clock,
    timeout: settings.ackTimeout,
    envelopeId: () => `envelope-${++envelopes}`,
    changed: () => pulse.notify(),
    most: settings.keep,
    fault: (of) => faults.take(of, {}),
  });
  const state: WorkspaceState = {
    settings,
    baseUrl: listening.baseUrl,
    clock,
    timestamps: new Timestamps(clock),
    pulse,
    app: new Dispatcher({ clock, pulse, settings, hub, most: settings.keep }, options.requestUrl ?? null),
    tickets: new Tickets(),
    rates: new RateLimiter(clock, options.rateLimits ?? true),
    faults,
    rules: new AdminPolicies(),
    calls: new CallLog(settings.keep),
    team: seedTeam(settings, Math.floor(clock.now() / 1000)),
  };
  serve(listening.server, state, hub);
  const shortcuts = new Map(Object.entries(options.shortcuts ?? {}));
  return createWorkspace(state, hub, shortcuts, listening);
}

function settingsOf(options: WorkspaceOptions): Settings {
  const { botName = seededBotName, shouldEscape = true } = options;
  return {
    ...seededIdentity,
    botName: userNameOf(botName),
    botRealName: botName,
    signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    scopes: new Set(options.scopes ?? incidentBotScopes),
    events: new Set(options.events ?? incidentBotEvents),
    shouldEscape: (command) =>
      typeof shouldEscape === 'boolean' ? shouldEscape : shouldEscape.includes(command),
    messagesTab: options.messagesTab ?? true,
    messagesReadOnly: options.messagesReadOnly ?? false,
    homeTab: options.homeTab ?? true,
    ackTimeout: options.ackTimeout ?? 3_000,
    quietFor: options.quietFor ?? 80,
    appBusy: options.appBusy ?? (() => false),
    keep: options.keep ?? Number.POSITIVE_INFINITY,
    people: options.people ?? [],
  };
}
