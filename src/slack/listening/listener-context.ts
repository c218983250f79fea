import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { Log } from '../../app/log.ts';
import type { ResponsePolicy } from '../../domain/decide/response-policy.ts';
import type { FigureWeek } from '../../domain/figures/weeks.ts';
import {
  type ChannelId,
  type IncidentId,
  incidentName,
  type Millis,
  type UserId,
} from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { MemberKind } from '../../domain/incident/people/account-problem.ts';
import type { Actor } from '../../domain/incident/people/actor.ts';
import type { RoleName } from '../../domain/incident/people/roles.ts';
import { noSuchIncident, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Impact } from '../../domain/records/impact.ts';
import type { IntercomFacts } from '../../domain/records/support-packet.ts';
import type { Day } from '../../domain/text/days.ts';
import type { Diagnosis } from '../../domain/triage/diagnosis.ts';
import type { Found } from '../../store/found.ts';
import type { Store } from '../../store/store.ts';
import type { Responders } from '../access/responders.ts';
import { commandName } from '../ids.ts';
import type { MonitoredTargets } from '../views/app-home.ts';
import type { Message } from '../views/blocks.ts';
import type { DisplayTime } from '../views/headline.ts';

/** What every conversation works with. */
export type ListenerContext = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly policy: ResponsePolicy;
  readonly log: Log;
  readonly background: Background;
  readonly client: WebClient;
  /** Returns why someone can't use the bot at all, or null; `team` as the payload names it. */
  readonly admit: (user: UserId, team: string | null) => Promise<Refusal | null>;
  /** Returns what someone is to the workspace; null if Slack doesn't answer in time. */
  readonly memberKind: (user: UserId) => Promise<MemberKind | null>;
  /** The day that it is for someone: in their own time zone, as Slack last said, otherwise in that of the settings. */
  readonly today: (user: UserId) => Day;
  /** Whether someone can have a role wasn't known in time: it's checked again soon. */
  readonly recheckRoles: () => void;
  /** Slack reported, in this event, that someone's account has changed. */
  readonly profileChanged: (event: unknown) => Promise<void>;
  readonly responders: Responders;
  /** The bot's own user ID. */
  readonly self: () => UserId;
  /** The roles of every incident, commander first. */
  readonly roles: readonly RoleName[];
  /** Returns the private channels that someone shares with the bot; null if Slack doesn't say in time. */
  /** Draws weeks as a PNG. */
  readonly weeksPicture: (title: string, weeks: readonly FigureWeek[]) => Promise<Buffer>;
  readonly privateChannels: (user: UserId) => Promise<ReadonlySet<ChannelId> | null>;
  /** Returns the scopes that Slack says the app has now; empty if Slack doesn't name them. */
  readonly grantedScopes: () => Promise<readonly string[]>;
  /** How long a form waits for what it offers, ms of real time: Slack allows three seconds to open it. */
  readonly formWaitMs: number;
  /** Where incidents are announced; null for nowhere. */
  readonly announceChannel: ChannelId | null;
  /** The URL of the Slack workspace, for links. */
  readonly workspaceUrl: () => string;
  /** Returns the URL of an incident's call; null if none is set. */
  readonly callLink: (id: IncidentId) => string | null;
  /** What the checks examine. */
  readonly monitored: MonitoredTargets;
  /** What Intercom's support asks for first. */
  readonly intercom: () => IntercomFacts;
  /**
   * Returns how many conversations there were during an incident (UTC ms); null if that isn't known soon enough for a
   * form.
   */
  readonly impact: (windows: readonly { from: number; to: number }[]) => Promise<Impact | null>;
  /** From 0 to below 1: chooses a random drill. */
  readonly random: () => number;
  /** Runs the checks for one person; nothing is recorded. Null if they couldn't be run. */
  readonly triage: () => Promise<Diagnosis | null>;
};

/** Who asks for something, where, and with which payload. */
export type Requester = {
  readonly user: UserId;
  readonly channel: ChannelId | null;
  readonly inboxId: string;
  /** What a form was submitted with. */
  readonly content?: string;
  /** The earliest time it can have been submitted, UTC ms. */
  readonly sentAt?: Millis;
};

/**
 * What a person gets back. `replace`: replaces the answer that was clicked in; `modal`: acknowledged right away, even
 * while its view is being loaded, which may end in a refusal; `insteadOfForm`: replaces the form that was clicked in;
 * `later`: what the bot is `doing` right away, the rest when it's ready. What takes time is a function, called where its
 * result is awaited: if a promise failed before anyone awaits it, that would only be logged, and the person read nothing.
 */
export type Reply =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'say'; readonly message: Message }
  | { readonly kind: 'replace'; readonly message: Message }
  | { readonly kind: 'modal'; readonly view: ModalView | (() => Promise<ModalView | Refusal>) }
  | { readonly kind: 'insteadOfForm'; readonly title: string; readonly message: () => Promise<Message> }
  | { readonly kind: 'later'; readonly doing: string; readonly rest: () => Promise<Message> };

/** Returns a person as an actor. */
export const person = (user: UserId): Actor => ({ kind: 'person', user });

/** The current time, in the configured time zone. */
export const displayTime = ({ clock, policy }: ListenerContext): DisplayTime => ({
  now: clock.now(),
  timeZone: policy.timeZone,
});

/**
 * Returns the incident that a channel belongs to, or a sentence that says where to go. `orNamed`: it can be asked for by its
 * name, too.
 */
export async function incidentOfChannel(
  context: ListenerContext,
  channel: ChannelId | null,
  orNamed = false,
): Promise<Incident | Refusal> {
  const id = channel && (await context.store.incidentOf(channel));
  if (!id) return noIncidentHere(context, orNamed);
  return foundIncident(await context.store.incident(id), id);
}

/** What to do if there is no incident: mentions `list` only if it has something to show. */
export async function noIncidentHere({ store }: ListenerContext, orNamed = false): Promise<Refusal> {
  const [any] = await store.list({ open: false, limit: 1 });
  if (any && orNamed)
    return refuse(
      `This isn't an incident channel. Add an incident's name, such as INC-1, or see them all with \`${commandName} list\`.`,
    );
  const there = any ? `Find yours with \`${commandName} list\`, or declare` : 'Declare';
  return refuse(`This isn't an incident channel. ${there} an incident with \`${commandName} open\`.`);
}

/** For a request that names another incident than its channel's. */
export const notOfThisChannel = (what: 'button' | 'step'): Refusal =>
  refuse(`That ${what} belongs to another incident. Nothing was changed.`);

/** Returns the incident with a number, or a sentence that says why not. */
export function foundIncident(found: Found, id: IncidentId): Incident | Refusal {
  switch (found.kind) {
    case 'found':
      return found.incident;
    case 'missing':
      return noSuchIncident(incidentName(id));
    case 'unreadable':
      return readOnly(id, found.seq);
  }
}

/** For an incident that this version can't read. */
export const readOnly = (id: IncidentId, seq: number): Refusal =>
  refuse(`${unreadableWords(id, seq)} Nothing was changed. Tell your bot admin.`);

/** Why a mark or request_id isn't on record yet. */
export const keptForLater = (id: IncidentId, seq: number): string =>
  `${unreadableWords(id, seq)} Tell your bot admin. What you posted or marked was saved, and is added once that's fixed.`;

const unreadableWords = (id: IncidentId, seq: number): string =>
  `${incidentName(id)} is read-only: this version of the bot can't read entry ${seq}.`;
