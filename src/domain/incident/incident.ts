import { type DrillRun, drillWord } from '../drill/run.ts';
import type { PlainText } from '../text/text.ts';
import type { Flapping } from '../watch/flapping.ts';
import type { AppendOnlyMap } from './append-only-map.ts';
import type { Changes } from './changes.ts';
import type { Check, Stretch } from './check.ts';
import type { DiagnosisEntry } from './diagnoses.ts';
import type { Cancellation } from './ending/cancellation.ts';
import type { ChannelCanvas } from './ending/canvas.ts';
import type { Copies, Publication } from './ending/documents.ts';
import type { CloseReview } from './ending/review.ts';
import type { Entries } from './entry.ts';
import type { SourceMessage } from './events/events.ts';
import {
  type CanvasId,
  type ChannelId,
  type IncidentId,
  incidentName,
  type MessageTs,
  type Millis,
  type UserId,
} from './ids.ts';
import type { ActionItem } from './items/action-item.ts';
import type { Link } from './link.ts';
import type { Notice } from './notice.ts';
import type { LostCommander } from './people/account-problem.ts';
import type { Actor } from './people/actor.ts';
import type { Guarded } from './people/audience.ts';
import type { OncallCalls } from './people/oncall.ts';
import type { RoleHolder, RoleName } from './people/roles.ts';
import type { CommsNudge, Reminder } from './promises/reminder.ts';
import type { ResponseTarget } from './promises/response-target.ts';
import type { Severity } from './severity.ts';
import { isFinal, type Status } from './status.ts';
import type { Milestones } from './times/milestones.ts';

/** A message that the bot has posted. */
export type PostedMessage = { readonly channel: ChannelId; readonly ts: MessageTs };

/** A line of the headline, and whether a person wrote it; triage fills in only what no person has. */
export type HeadlineFinding = { readonly text: string; readonly from: 'person' | 'triage' };

/** One of Intercom's request_ids, with where and when (UTC ms) it was first seen. */
export type KeptRequestId = {
  readonly requestId: string;
  readonly source: 'triage' | 'explain' | 'message';
  readonly where: string | null;
  readonly at: Millis;
};

/** An event that ended or reopened an incident; `undid`: the cancellation that a reopening ended. */
export type StatusTurn = {
  readonly seq: number;
  readonly by: Actor;
  readonly undid?: Cancellation | null;
  readonly to: 'resolved' | 'closed' | 'cancelled' | 'duplicated' | 'reopened';
};

/** Who noticed an incident first. */
export const noticers = ['person', 'watch'] as const;
export type Noticer = (typeof noticers)[number];

/** The current state of an incident: the fold of its events. */
export type Incident = {
  readonly id: IncidentId;
  /** The number of events so far. */
  readonly seq: number;
  /** The time of the latest event. */
  readonly recordedAt: Millis;
  readonly title: PlainText;
  readonly severity: Severity;
  readonly status: Status;
  readonly impact: PlainText | null;
  readonly cause: HeadlineFinding | null;
  readonly action: HeadlineFinding | null;
  /** When it was last resolved, closed, cancelled, or reopened: the seq of that, and who did it; null if never. */
  readonly turned: StatusTurn | null;
  readonly changes: Changes;
  readonly commander: UserId | null;
  /** Who has the other roles; leaves out those that nobody has. */
  readonly roles: ReadonlyMap<RoleName, RoleHolder>;
  /** The user groups that were called for it. */
  readonly oncall: OncallCalls;
  /** When people last got a brief, UTC ms. */
  readonly caughtUp: ReadonlyMap<UserId, Millis>;
  /** When people are nudged that there is no comms lead, which happens once. Null while it isn't urgent. */
  readonly commsNudge: CommsNudge | null;
  /** The message that it was declared from; null for none. */
  readonly source: SourceMessage | null;
  /** The last commander, if they aren't eligible (any more) and nobody has taken command since. */
  readonly lostCommander: LostCommander | null;
  /** When it began, as far as is known: as people said, otherwise the first alert, otherwise the declaration. */
  readonly startedAt: Millis;
  /** When people said that it began, UTC ms; null if nobody did. It can't have begun after its declaration. */
  readonly saidStart: Millis | null;
  readonly openedAt: Millis;
  readonly openedBy: Actor;
  /** Whether a person noticed it, or it was declared from monitoring's suggestion. */
  readonly noticedBy: Noticer;
  /** When there was first a commander, and the seq of the event that says so. */
  readonly acknowledgedAt: Millis | null;
  readonly acknowledgedBy: number | null;
  readonly milestones: Milestones;
  readonly resolvedAt: Millis | null;
  /** The degraded periods that are over, UTC ms, by the seq of the resolution; and since when it's degraded now. */
  readonly degraded: AppendOnlyMap<number, { readonly from: Millis; readonly to: Millis }>;
  readonly degradedSince: Millis | null;
  readonly closedAt: Millis | null;
  /** How it ended as not an incident; null while it counts. */
  readonly cancellation: Cancellation | null;
  /** For each incident, the latest event by which it became, or stopped being, a duplicate of it. */
  readonly pointers: ReadonlyMap<IncidentId, number>;
  /** Those of them that became private since, so that nothing here names them any more. */
  readonly privateOriginals: ReadonlySet<IncidentId>;
  /** When the next update is due; null once resolved. */
  readonly nextUpdateAt: Millis | null;
  /** When people are reminded (again); null if they no longer are. */
  readonly remindAt: Millis | null;
  readonly respondBy: Millis;
  /** The response target that it comes from; null if the record doesn't say. */
  readonly respondTarget: ResponseTarget | null;
  /** When people were alerted that there was no commander. */
  readonly calledOutAt: Millis | null;
  readonly channel: { readonly id: ChannelId; readonly name: string } | null;
  /**
   * Null where everybody may know of it (see `mayKnowOf`); else who was brought into its channel at first: whoever declared
   * it so or made it so, and those with a role by then.
   */
  readonly privateTo: readonly UserId[] | null;
  /**
   * The channel that it was in before, until the event `seq`; `adopted`: that was one of people's own; `canvas`: the bot's
   * there. Null: none.
   */
  readonly left: {
    readonly channel: ChannelId;
    readonly adopted: boolean;
    readonly seq: number;
    readonly canvas: CanvasId | null;
  } | null;
  /** It lives in an adopted channel, whose name, topic, and members are its own. */
  readonly adopted: boolean;
  readonly headline: PostedMessage | null;
  readonly announcement: PostedMessage | null;
  readonly reminder: Reminder | null;
  /** The latest notices posted in the channel, which must stay true, oldest first. */
  readonly notices: ReadonlyMap<number, Notice>;
  /** The latest diagnoses that have or get a message of their own, by the seq of their events, oldest first. */
  readonly diagnoses: ReadonlyMap<number, DiagnosisEntry>;
  /** The latest runs of the checks, oldest first; the record has them all. */
  readonly checks: readonly Check[];
  /** Their latest verdicts, oldest first, each for a number of consecutive runs. */
  readonly stretches: readonly Stretch[];
  /** The incident ended, or was reopened, since their last run. */
  readonly wasOver: boolean;
  /** How the checks go back and forth, with the seq of the event that said so; null while they don't. */
  readonly flapping: (Flapping & { readonly seq: number }) | null;
  /** The message that shows what the checks say now. */
  readonly checksCard: PostedMessage | null;
  /** When the checks are due again; null while they don't repeat. */
  readonly nextCheckAt: Millis | null;
  /** How many consecutive runs have been healthy, and since when; null while they aren't. */
  readonly healthy: { readonly since: Millis; readonly runs: number } | null;
  /** A run has named a problem: from then on, healthy runs mean recovery. */
  readonly sawProblem: boolean;
  /** The seq of the recovery recorded since a run last named a problem; null for none. */
  readonly recovery: number | null;
  /** The channel's messages that were marked, and those added to the timeline, with the event's seq. */
  readonly marked: AppendOnlyMap<MessageTs, number>;
  readonly captured: AppendOnlyMap<MessageTs, number>;
  /** Those marked by the shortcut, a mark that nobody can remove. */
  readonly keptByShortcut: AppendOnlyMap<MessageTs, number>;
  /** By request_id, in the order they were first seen. */
  readonly requestIds: AppendOnlyMap<string, KeptRequestId>;
  /** The next sighting of each, in case the first is hidden or deleted. */
  readonly seenAgain: AppendOnlyMap<string, KeptRequestId>;
  /** People's links, by URL, in the order they were added. */
  readonly links: AppendOnlyMap<string, Link>;
  /** The action items by their ids, in the order in which they were added. */
  readonly items: ReadonlyMap<number, ActionItem>;
  /** The entries of its timeline. */
  readonly entries: Entries;
  /** What fixed it, and the seq of the entry that says so. */
  readonly fix: PlainText | null;
  readonly fixFrom: number | null;
  /** The IDs of the postmortems' files, with the event's seq. */
  readonly postmortems: AppendOnlyMap<string, number>;
  /** Who got one as a copy of their own. */
  readonly copies: Copies;
  /** The seq of the last event that deleted a message that may be in posted files; null if never. */
  readonly lastDeletion: number | null;
  /** Everyone in the record, with the seq of the event that first named them. */
  readonly people: AppendOnlyMap<UserId, number>;
  /** Everyone whom the bot may have written to directly about it, with the seq of the event that first gave a reason to. */
  readonly writtenTo: AppendOnlyMap<UserId, number>;
  /** For a drill: how many drill events have been posted. */
  readonly drill: (DrillRun & { readonly partsTold: number }) | null;
  /** What was posted of its postmortem. */
  readonly publication: Publication;
  /** The canvas of its channel, if that shows the postmortem or can't; null for none yet. */
  readonly canvas: ChannelCanvas | null;
  /** The seq of the last close. */
  readonly closeSeq: number | null;
  /** What was written at the last close. */
  readonly review: CloseReview | null;
};

/** `INC-7`, or `DRILL INC-7`: for text that is read where the channel's name doesn't say that it's a drill. */
export const markedName = ({ id, drill }: { id: IncidentId; drill: unknown }): string =>
  `${drill ? `${drillWord} ` : ''}${incidentName(id)}`;

/**
 * Whether what a notice says is true now. An offer to resolve rests, and comes back, while the checks can't tell or
 * go back and forth.
 */
export const noticeHolds = ({ healthy, flapping }: Incident, { kind, end }: Notice): boolean =>
  end === null && (kind !== 'offer' || (healthy !== null && flapping === null));

/** Whether its channel is no longer its own: an adopted one is free again once the incident is finished. */
export const isFree = ({ adopted, status }: Pick<Incident, 'adopted' | 'status'>): boolean =>
  adopted && isFinal(status);

/** What decides who may know of an incident. */
export const guardOf = ({ privateTo, channel }: Pick<Incident, 'privateTo' | 'channel'>): Guarded => ({
  privateTo,
  channel: channel?.id ?? null,
});

/** The channel that a message was marked in; null if it wasn't marked. */
export function markedIn(
  { channel, left, marked }: Pick<Incident, 'channel' | 'left' | 'marked'>,
  ts: MessageTs,
): ChannelId | null {
  const seq = marked.get(ts);
  if (seq === undefined) return null;
  return left !== null && seq <= left.seq ? left.channel : (channel?.id ?? null);
}

/**
 * Whether the changes of a message on the timeline are followed. Those of a marked one aren't once the incident has left
 * the channel it was marked in; the one that it was declared from stays where it is.
 */
export const isFollowed = (incident: Pick<Incident, 'left' | 'marked' | 'source'>, ts: MessageTs): boolean =>
  incident.source?.ts === ts || (incident.marked.get(ts) ?? 0) > (incident.left?.seq ?? 0);

/** Who is responsible for an incident: the commander, and the person who declared it. */
export const responsiblePeople = ({ commander, openedBy }: Incident): readonly UserId[] => [
  ...new Set([...(commander ? [commander] : []), ...(openedBy.kind === 'person' ? [openedBy.user] : [])]),
];
