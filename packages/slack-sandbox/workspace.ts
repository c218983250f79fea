import type { MovableClock } from './clock.ts';
import type { AdminPolicies } from './slack/admin-policies.ts';
import type { RecordedCall } from './slack/api/call-log.ts';
import type { Faults } from './slack/api/faults.ts';
import type { Delivery } from './slack/deliver/dispatcher.ts';
import type { Addresses } from './slack/deliver/request-urls.ts';
import type { DisconnectReason } from './slack/deliver/socket.ts';
import type { Answer, PayloadKind } from './slack/deliver/transport.ts';
import type { JsonObject } from './slack/json.ts';
import type { Person } from './slack/people/person.ts';
import type { ChannelSnapshot, MessageRef } from './slack/people/snapshots.ts';
import type { Truthy } from './slack/wait.ts';
import type { WorkspaceState } from './slack/workspace-state.ts';

/** What an installation of the app grants and subscribes it to, by the names in a manifest. */
export type Installation = { readonly scopes: readonly string[]; readonly events: readonly string[] };

/** How a workspace starts; everything has a default. */
export type WorkspaceOptions = {
  readonly clock?: MovableClock;
  /** The port to listen on, on 127.0.0.1; 0 takes a free one. */
  readonly port?: number;
  /** The bot scopes granted; by default, all that an incident bot asks for. */
  readonly scopes?: Installation['scopes'];
  /** The subscribed events; by default, all that an incident bot subscribes to. */
  readonly events?: Installation['events'];
  /** The bot's name as people read it; `Incident Bot` by default. */
  readonly botName?: string;
  /** The app's request URL (HTTP mode), or one for each kind; without it, the app connects by Socket Mode. */
  readonly requestUrl?: Addresses;
  readonly signingSecret?: string;
  readonly rateLimits?: boolean;
  /** `should_escape` for all slash commands (true), or the commands that have it. */
  readonly shouldEscape?: boolean | readonly string[];
  /** Whether the app has a Messages tab, and a Home tab; true by default. */
  readonly messagesTab?: boolean;
  readonly homeTab?: boolean;
  /** Whether only the app can write in its Messages tab; false by default. */
  readonly messagesReadOnly?: boolean;
  /** The app's shortcuts: name as people see it → callback id. */
  readonly shortcuts?: Readonly<Record<string, string>>;
  /** How long Slack waits for an acknowledgement, in ms of real time; 3000 by default. */
  readonly ackTimeout?: number;
  /** How long nothing has to happen until `idle` resolves, in ms of real time; 80 by default, as for an app elsewhere. */
  readonly quietFor?: number;
  /** Whether the app is at work without a request, if it can say so: then `idle` waits for that too. */
  readonly appBusy?: () => boolean;
  /**
   * How many requests, deliveries, ephemerals, and choices in messages are remembered, and how many events wait for a
   * connection: the latest of each; all by default. A workspace that stays open for hours needs a limit.
   */
  readonly keep?: number;
  /** Members besides the seeded ones, by name (lower-case letters and digits). */
  readonly people?: readonly string[];
};

/** A running workspace: the addresses and tokens the app needs, and what people do and see there. */
export type Workspace = {
  /** The Web API's address, ending in a slash, for `slackApiUrl`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly teamId: string;
  readonly clock: MovableClock;
  /** Every request of the app so far, oldest first. */
  readonly calls: readonly RecordedCall[];
  /** Everything that was sent or will be sent to the app, oldest first. */
  readonly deliveries: readonly Delivery[];
  readonly faults: Faults;
  readonly rateLimits: { readonly enabled: boolean; enable(enabled: boolean): void };
  /** What the workspace's administrators have decided about the app. */
  readonly rules: AdminPolicies;
  /** How many Socket Mode connections the app has. */
  readonly connections: number;
  /** All channels and direct messages. */
  readonly channels: readonly ChannelSnapshot[];
  /** A channel by name or ID. Throws a sentence if there is none. */
  channel(name: string): ChannelSnapshot;
  /** A channel by name or id, or null. */
  findChannel(name: string): ChannelSnapshot | null;
  /** A person by name or ID. Throws a sentence if there is none. */
  person(name: string): Person;
  /** Creates a user group of these people, by name, or replaces its members; returns its ID. */
  userGroup(handle: string, people: readonly string[]): string;
  /** Names the app's shortcuts, in addition to those given at the start. */
  shortcuts(names: Readonly<Record<string, string>>): void;
  /** Reinstalls the app with other scopes or events: its tokens stay, and it stays in its channels. */
  install(app: Installation): void;
  /** Sends to this request URL, or these, from now on; null goes back to Socket Mode. */
  deliverTo(addresses: Addresses | null): void;
  /** Sends an event again, as Slack does when an acknowledgement got lost. */
  redeliver(eventId: string, retry?: number): Promise<Answer>;
  /** Sends the app something nobody did: any payload, once, as Slack would send it. Not recorded in `deliveries`. */
  send(kind: PayloadKind, payload: JsonObject): Promise<Answer>;
  /** Ends every Socket Mode connection: announced with a reason, or cut without one. */
  dropConnections(reason?: DisconnectReason): void;
  /** Freezes every Socket Mode connection without either end noticing. */
  freezeConnections(): void;
  /** Refuses new connections, while existing ones continue, until the returned function is called. */
  refuseConnections(): () => Promise<void>;
  /** The value of `read` as soon as it's there; read again after every change. Rejects after 30 s. */
  until<T>(read: () => T, what: string): Promise<Truthy<T>>;
  /** Resolves when no request has been open and nothing in transit to the app for a short moment (`quietFor`). */
  idle(): Promise<void>;
  /** A channel in plain text, in UTC; `as` reads it as a person: in their zone and with their ephemerals. */
  transcript(channel: string, as?: string): string;
  /** What one message or ephemeral shows, in plain text. */
  read(message: MessageRef): string;
  /** Resets to the seeded workspace; connections, the clock, and the addresses stay. */
  reset(): void;
  stop(): Promise<void>;
  /** Everything behind it, for code that shows a whole workspace; tests see what people see. */
  readonly state: WorkspaceState;
};
