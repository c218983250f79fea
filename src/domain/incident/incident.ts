import { type DrillRun, drillWord } from '../drill/run.ts';
import type { PlainText } from '../text/text.ts';
import type { Flapping } from '../watch/flapping.ts';
import type { AppendOnlyMap } from './append-only-map.ts';
import type { Changes } from './changes.ts';
import type { Check, Stretch } from './check.ts';
import type { DiagnosisEntry } from './diagnoses.ts';
import type { Cancellation } from './ending/cancellation.ts';
import type { Copies } from './ending/documents.ts';
import type { CloseReview } from './ending/review.ts';
import type { Entries } from './entry.ts';
import type { SourceMessage } from './events/events.ts';
import {
  type ChannelId,
  type IncidentId,
  incidentName,
  type MessageTs,
  type Millis,
  type UserId,
} from './ids.ts';
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

/** A message the bot has posted. */
export type PostedMessage = { readonly channel: ChannelId; readonly ts: MessageTs };

/** A line of the headline, and whether a person wrote it; triage fills only what no person has. */
export type HeadlineFinding = { readonly text: string; readonly from: 'person' | 'triage' };

/** A request_id of Intercom's, with where and when (UTC ms) it was first seen. */
export type KeptRequestId = {
  readonly requestId: string;
  readonly source: 'triage' | 'explain' | 'message';
  readonly where: string | null;
  readonly at: Millis;
};

/** An event that made an incident over, or open again; `undid`: the cancellation that a reopening ended. */
export type StatusTurn = {
  readonly seq: number;
  readonly by: Actor;
  readonly undid?: Cancellation | null;
  readonly to: 'resolved' | 'closed' | 'cancelled' | 'duplicated' | 'reopened';
};

/** Who notices an incident first. */
export const noticers = ['person', 'watch'] as const;
export type Noticer = (typeof noticers)[number];

/** What an incident is now: the fold of its events. */
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
  /** When it was last resolved, closed, cancelled or reopened: the seq of that, and whose it was; null: never. */
  readonly turned: StatusTurn | null;
  readonly changes: Changes;
  readonly commander: UserId | null;
  /** Who has the other roles; what nobody has is not in it. */
  readonly roles: ReadonlyMap<RoleName, RoleHolder>;
  /** The user groups that were on call for it. */
  readonly oncall: OncallCalls;
  /** When people were last told how things stand, UTC ms. */
  readonly caughtUp: ReadonlyMap<UserId, Millis>;
  /** Whether people are nudged that nobody has the comms lead: once. Null while it is not urgent. */
  readonly commsNudge: CommsNudge | null;
  /** The message that it was declared from; null: from none. */
  readonly source: SourceMessage | null;
  /** Who had command last, when they cannot have it (any more) and nobody has taken it since. */
  readonly lostCommander: LostCommander | null;
  /** When it began as far as is known: as people said, else the first alert, else the opening. */
  readonly startedAt: Millis;
  readonly openedAt: Millis;
  readonly openedBy: Actor;
  /** Whether a person noticed it, or it was declared from what the watch proposed. */
  readonly noticedBy: Noticer;
  /** When somebody first had command, and the seq of the event that says so. */
  readonly acknowledgedAt: Millis | null;
  readonly acknowledgedBy: number | null;
  readonly resolvedAt: Millis | null;
  /** The times of degraded service that are over, UTC ms, by the seq of the resolution; and since when it lasts now. */
  readonly degraded: AppendOnlyMap<number, { readonly from: Millis; readonly to: Millis }>;
  readonly degradedSince: Millis | null;
  readonly closedAt: Millis | null;
  /** How it ended as one that was none; null while it counts. */
  readonly cancellation: Cancellation | null;
  /** The latest event by which it became a duplicate of each incident, or none of it any more. */
  readonly pointers: ReadonlyMap<IncidentId, number>;
  /** When the next update is promised; null once resolved. */
  readonly nextUpdateAt: Millis | null;
  /** When people are reminded of it (again); null: not any more. */
  readonly remindAt: Millis | null;
  readonly respondBy: Millis;
  /** The response target that it comes from; null where the record does not say. */
  readonly respondTarget: ResponseTarget | null;
  /** When it was called out that nobody had taken command. */
  readonly calledOutAt: Millis | null;
  readonly channel: { readonly id: ChannelId; readonly name: string } | null;
  /**
   * Null where everybody may know of it (see `mayKnowOf`); else who was brought into its channel at first: whoever declared
   * it so or made it so, and those with a role by then.
   */
  readonly privateTo: readonly UserId[] | null;
  /** It lives in a channel of people's: its name, its topic and who is in it are theirs. */
  readonly adopted: boolean;
  readonly headline: PostedMessage | null;
  readonly announcement: PostedMessage | null;
  readonly reminder: Reminder | null;
  /** What people were told of in the channel that has to be so while it stands there, oldest first; the latest. */
  readonly notices: ReadonlyMap<number, Notice>;
  /** The latest ones that have a message of their own, or get one, by the seq of their events, oldest first. */
  readonly diagnoses: ReadonlyMap<number, DiagnosisEntry>;
  /** The latest runs of the checks, oldest first; the record has them all. */
  readonly checks: readonly Check[];
  /** The verdicts that they came to, oldest first, each for some runs in a row; the latest of them. */
  readonly stretches: readonly Stretch[];
  /** The incident ended, or was reopened, since their last run. */
  readonly wasOver: boolean;
  /** How the checks go back and forth, with the seq of the event that said so; null while they do not. */
  readonly flapping: (Flapping & { readonly seq: number }) | null;
  /** The message that shows what the checks say now. */
  readonly checksCard: PostedMessage | null;
  /** When the checks are due again; null while they do not repeat. */
  readonly nextCheckAt: Millis | null;
  /** How many runs in a row have been healthy, and since when; null while they are not. */
  readonly healthy: { readonly since: Millis; readonly runs: number } | null;
  /** A run has named a problem: from then on healthy runs mean recovery. */
  readonly sawProblem: boolean;
  /** The seq of the recovery that was recorded since a run last named a problem; null: none. */
  readonly recovery: number | null;
  /** The messages of the channel that were marked, and those that were taken into the timeline, with the event's seq. */
  readonly marked: AppendOnlyMap<MessageTs, number>;
  readonly captured: AppendOnlyMap<MessageTs, number>;
  /** Those that were marked by the shortcut, a mark that nobody can take away. */
  readonly keptByShortcut: AppendOnlyMap<MessageTs, number>;
  /** By request_id, in the order they were first seen. */
  readonly requestIds: AppendOnlyMap<string, KeptRequestId>;
  /** What people linked, by its address, in the order it was added. */
  readonly links: AppendOnlyMap<string, Link>;
  /** The entries of its timeline. */
  readonly entries: Entries;
  /** What fixed it, and the seq of the entry that tells it. */
  readonly fix: PlainText | null;
  readonly fixFrom: number | null;
  /** The ids of the files that postmortems were posted as, with the event's seq. */
  readonly postmortems: AppendOnlyMap<string, number>;
  /** Who got one as a copy of their own. */
  readonly copies: Copies;
  /** The seq of the event by which a message was last deleted that may stand in posted files; null: never. */
  readonly lastDeletion: number | null;
  /** Everybody in the record, with the seq of the event that first named them. */
  readonly people: AppendOnlyMap<UserId, number>;
  /** Set for a drill, with how many parts of its story have been told. */
  readonly drill: (DrillRun & { readonly told: number }) | null;
  /** The seqs of the last close and of its last correction, under which its postmortem is owed. */
  readonly closeSeq: number | null;
  readonly correctionSeq: number | null;
  /** What was written at the last close. */
  readonly review: CloseReview | null;
};

/** `INC-7`, or `DRILL INC-7`: for what is read where the channel's name does not say that it is a drill. */
export const markedName = ({ id, drill }: { id: IncidentId; drill: unknown }): string =>
  `${drill ? `${drillWord} ` : ''}${incidentName(id)}`;

/**
 * Whether what a notice says is so now. An offer to resolve rests, and comes back, while the checks cannot tell or go
 * back and forth.
 */
export const noticeHolds = ({ healthy, flapping }: Incident, { kind, end }: Notice): boolean =>
  end === null && (kind !== 'offer' || (healthy !== null && flapping === null));

/** Whether its channel is not its own any more: one of people's is theirs again once it is done with. */
export const isFree = ({ adopted, status }: Pick<Incident, 'adopted' | 'status'>): boolean =>
  adopted && isFinal(status);

/** What decides who may know of an incident. */
export const guardOf = ({ privateTo, channel }: Pick<Incident, 'privateTo' | 'channel'>): Guarded => ({
  privateTo,
  channel: channel?.id ?? null,
});

/** Who answers for an incident: the commander, and the person who declared it. */
export const responsiblePeople = ({ commander, openedBy }: Incident): readonly UserId[] => [
  ...new Set([...(commander ? [commander] : []), ...(openedBy.kind === 'person' ? [openedBy.user] : [])]),
];
