import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { Log } from '../../app/log.ts';
import type { ResponsePolicy } from '../../domain/decide/response-policy.ts';
import { type ChannelId, type IncidentId, incidentName, type UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { MemberKind } from '../../domain/incident/people/account-problem.ts';
import type { Actor } from '../../domain/incident/people/actor.ts';
import type { RoleName } from '../../domain/incident/people/roles.ts';
import { noSuchIncident, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Impact } from '../../domain/records/impact.ts';
import type { IntercomFacts } from '../../domain/records/support-packet.ts';
import type { Diagnosis } from '../../domain/triage/diagnosis.ts';
import type { Found, Store } from '../../store/store.ts';
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
  /** Why somebody may not act at all, or null; `team` as the payload names it. */
  readonly admit: (user: UserId, team: string | null) => Promise<Refusal | null>;
  /** What somebody is to the workspace; null when Slack does not say in time. */
  readonly memberKind: (user: UserId) => Promise<MemberKind | null>;
  /** It was not known in time whether somebody can have a role: it is looked at soon. */
  readonly recheckRoles: () => void;
  /** Slack has told, in this event, that somebody's account has changed. */
  readonly profileChanged: (event: unknown) => Promise<void>;
  readonly responders: Responders;
  /** The bot's own user id. */
  readonly self: () => UserId;
  /** The roles that an incident has, the commander's first. */
  readonly roles: readonly RoleName[];
  /** Where incidents are announced; null: nowhere. */
  readonly announceChannel: ChannelId | null;
  /** The address of the Slack workspace, for links. */
  readonly workspaceUrl: () => string;
  /** The address of an incident's call; null where none is set. */
  readonly callLink: (id: IncidentId) => string | null;
  /** What the checks look at. */
  readonly monitored: MonitoredTargets;
  /** What Intercom's support asks first. */
  readonly intercom: () => IntercomFacts;
  /** How many conversations an incident's time saw (UTC ms); null when that is not known soon enough for a form. */
  readonly impact: (windows: readonly { from: number; to: number }[]) => Promise<Impact | null>;
  /** From 0 up to 1: which drill comes by chance. */
  readonly random: () => number;
  /** What the checks say now, for one person; nothing is recorded. Null when they could not be run. */
  readonly triage: () => Promise<Diagnosis | null>;
};

/** Who asks for something, where, and under which payload. */
export type Requester = {
  readonly user: UserId;
  readonly channel: ChannelId | null;
  readonly inboxId: string;
  /** What a form was submitted with. */
  readonly content?: string;
};

/**
 * What a person gets back. `replace`: in the place of the answer that was pressed; `modal`: acknowledged at once, also while
 * its view is on its way, which may come to a refusal; `later`: `first` at once, the rest when it is there.
 */
export type Reply =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'say'; readonly message: Message }
  | { readonly kind: 'replace'; readonly message: Message }
  | { readonly kind: 'modal'; readonly view: ModalView | Promise<ModalView | Refusal> }
  | { readonly kind: 'insteadOfForm'; readonly title: string; readonly message: Promise<Message> }
  | { readonly kind: 'later'; readonly first: Message; readonly rest: () => Promise<Message> };

/** A person as an actor. */
export const person = (user: UserId): Actor => ({ kind: 'person', user });

/** Now, in the zone of the settings. */
export const displayTime = ({ clock, policy }: ListenerContext): DisplayTime => ({
  now: clock.now(),
  timeZone: policy.timeZone,
});

/** The incident that a channel belongs to, or a sentence that says where to go. */
export async function incidentOfChannel(
  context: ListenerContext,
  channel: ChannelId | null,
): Promise<Incident | Refusal> {
  const id = channel && (await context.store.incidentOf(channel));
  if (!id) return noIncidentHere(context);
  return foundIncident(await context.store.incident(id), id);
}

/** What to do where there is no incident: `list` is named only where it has something to show. */
export async function noIncidentHere({ store }: ListenerContext): Promise<Refusal> {
  const [any] = await store.list({ open: false, limit: 1 });
  const there = any ? `Find yours with \`${commandName} list\`, or declare` : 'Declare';
  return refuse(`This isn't an incident channel. ${there} an incident with \`${commandName} open\`.`);
}

/** For something that names an incident other than that of the channel it was used in. */
export const notOfThisChannel = (what: 'button' | 'step'): Refusal =>
  refuse(`That ${what} belongs to another incident. Nothing was changed.`);

/** What was found under a number, or a sentence that says why not. */
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

/** For an incident that this version cannot read. */
export const readOnly = (id: IncidentId, seq: number): Refusal =>
  refuse(`${unreadableWords(id, seq)} Nothing was changed. Tell your bot admin.`);

/** Why what was heard is not on record yet. */
export const keptForLater = (id: IncidentId, seq: number): string =>
  `${unreadableWords(id, seq)} Tell your bot admin. What you posted or marked was saved, and is added once the record can be read.`;

const unreadableWords = (id: IncidentId, seq: number): string =>
  `${incidentName(id)} is read-only: this version of the bot can't read entry ${seq}.`;
