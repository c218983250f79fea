import type { DrillRun } from '../drill/run.ts';
import type { PlainText } from '../text/text.ts';
import type { CancelReason } from './ending/cancellation.ts';
import type { EditedReview, WrittenReview } from './ending/review.ts';
import type { Mark } from './events/entry-events.ts';
import type { EventOf, HeadlineLine, SourceMessage, UpdateField } from './events/events.ts';
import type { ChannelId, EpisodeId, IncidentId, MessageTs, Millis, UserId } from './ids.ts';
import type { Incident } from './incident.ts';
import type { ItemLine, WrittenOn } from './items/read-item.ts';
import type { FactCommand } from './learned/fact-commands.ts';
import type { ObservedCommand, SeenRequestId } from './learned/observed-commands.ts';
import type { Actor } from './people/actor.ts';
import type { Visibility } from './people/audience.ts';
import type { HeldRole, RoleName } from './people/roles.ts';
import type { Severity } from './severity.ts';
import type { Status, WorkingStatus } from './status.ts';
import type { TimeName } from './times/times.ts';

/** What can be corrected in a timeline entry. */
export type EntryField = 'text' | 'when';

/** What can be corrected in an action item. */
export type ItemField = 'what' | 'owner' | 'due';

/** Commands on action items, each named by its number; allowed in any status. */
export type ItemCommand =
  /** `link`: of the message that it is made from. */
  | ({ type: 'add_item'; line: ItemLine; link: string | null } & WrittenOn)
  | ({ type: 'edit_item'; item: number; line: ItemLine; untouched?: readonly ItemField[] } & WrittenOn)
  | { type: 'complete_item' | 'reopen_item'; item: number }
  | { type: 'drop_item'; item: number; why: PlainText | null };

/** Commands of people on an incident. */
export type PersonCommand =
  | {
      type: 'open';
      title: PlainText;
      severity: Severity;
      impact: PlainText | null;
      commander: UserId | null;
      firstAlert: { at: Millis; text: PlainText } | null;
      /** When it really began; null or absent if nobody said. */
      startedAt?: Millis | null;
      /** The channel that it's to live in, with the marked messages there that become entries. */
      adopts?: { channel: ChannelId; name: string; marks: readonly { ts: MessageTs; via: Mark }[] };
      /** The message that it's declared from, as a timeline entry. */
      from?: SourceMessage & { author: UserId | null; text: PlainText; link: string };
      /** The episode whose suggestion it's declared from. */
      proposal?: EpisodeId;
      /** The request_ids from the suggestion's check. */
      seen?: readonly SeenRequestId[];
      /** What the suggestion filled in and nobody changed: it keeps following the checks. */
      untouched?: readonly ('title' | 'severity')[];
      /** Absent where everybody may know of it. */
      visibility?: Visibility;
      /** For a drill: which one. */
      drill?: DrillRun;
    }
  | {
      type: 'post_update';
      status: WorkingStatus;
      impact: PlainText | null;
      cause: PlainText | null;
      action: PlainText | null;
      /** null: as soon as the severity requires. */
      nextUpdateAt: Millis | null;
      /** What the form was opened with and nobody changed: it doesn't count. */
      untouched?: readonly UpdateField[];
    }
  /** An update of one line: everything else stays as it is. */
  | { type: 'change_line'; line: HeadlineLine; text: PlainText }
  | { type: 'change_title'; title: PlainText }
  /** When it really began, UTC ms. */
  | { type: 'correct_start'; startedAt: Millis }
  /** The times that figures count from, UTC ms: those that somebody changes. */
  | { type: 'correct_times'; to: Readonly<Partial<Record<TimeName, Millis>>> }
  | { type: 'add_link'; url: string; title: PlainText | null }
  | { type: 'add_note'; text: PlainText; when: Millis | null }
  /** `untouched`, here and below: initial values that were submitted unchanged. */
  | { type: 'change_severity'; to: Severity; why: PlainText | null; untouched?: boolean }
  /** `user` null, here and below: nobody has the role from now on. */
  | { type: 'assign_commander'; user: UserId | null }
  /** Any roles. `untouched`: those that the form of all roles was opened with. */
  | { type: 'assign_roles'; to: readonly HeldRole[]; untouched: readonly RoleName[] }
  | { type: 'request_triage' }
  | { type: 'tick_step'; of: number; step: string; done: boolean }
  | { type: 'snooze'; of: number; forMs: number }
  /** `of`: the number of the entry; `untouched`: what the form was opened with and nobody changed. */
  | {
      type: 'edit_entry';
      of: number;
      text: PlainText | null;
      when: Millis | null;
      untouched?: readonly EntryField[];
    }
  | { type: 'hide_entry'; of: number; why: PlainText | null }
  | { type: 'restore_entry'; of: number }
  | ItemCommand
  | ObservedCommand
  /** Asks for the current state; unasked: by joining the channel. */
  | { type: 'catch_up'; asked: boolean }
  /** Asks for the postmortem as a file in a direct message. */
  | { type: 'ask_copy' }
  | { type: 'resolve'; fix: PlainText | null; untouched?: boolean }
  | ({ type: 'close' } & WrittenReview)
  | ({ type: 'edit_postmortem' } & EditedReview)
  | { type: 'cancel'; reason: CancelReason; why: PlainText | null }
  | { type: 'mark_duplicate'; original: IncidentId }
  /**
   * `how`: into a new private channel, or in its own, which people have made private. `exposed`: it's private already, and
   * people have made its channel public.
   */
  | ({ type: 'make_private'; exposed?: boolean } & Pick<EventOf<'made_private'>, 'how'>)
  | { type: 'reopen'; why: PlainText | null };

/** Commands of the clock: a deadline has come. */
export type ClockCommand = { type: 'remind' | 'check_response' | 'check_comms_lead'; due: Millis };

/** Whether a command comes from the clock instead of from someone. */
export const isClocks = (command: Command): command is ClockCommand =>
  command.type === 'remind' || command.type === 'check_response' || command.type === 'check_comms_lead';

/** Everything that `decide` accepts. */
export type Command = PersonCommand | ClockCommand | FactCommand;

/** Commands that correct a timeline entry; allowed in any status. */
export type EntryCommand = Extract<PersonCommand, { type: 'edit_entry' | 'hide_entry' | 'restore_entry' }>;

/** Whether a command is one of those. */
export const isEntryCommand = (command: Command): command is EntryCommand =>
  command.type === 'edit_entry' || command.type === 'hide_entry' || command.type === 'restore_entry';

/** Whether a command is about an action item. */
export const isItemCommand = (command: Command): command is ItemCommand =>
  command.type === 'add_item' ||
  command.type === 'edit_item' ||
  command.type === 'complete_item' ||
  command.type === 'reopen_item' ||
  command.type === 'drop_item';

/** Whether a command was only observed, so that nobody is waiting for its result. */
export const isObservedCommand = (command: Command): command is ObservedCommand =>
  command.type === 'mark_message' ||
  command.type === 'look_at_messages' ||
  command.type === 'message_deleted' ||
  command.type === 'channel_made_private' ||
  command.type === 'record_request_ids';

/**
 * A form as it was last accepted, for one that is submitted again with different values: what its command said (null:
 * the version that accepted it didn't store that), and the incident's last event at that time (null: the same).
 */
export type Earlier = {
  readonly submitted: Readonly<Record<string, unknown>> | null;
  readonly seq: number | null;
};

/** An incident of which another may be a duplicate, as far as that matters. */
export type Original = {
  readonly id: IncidentId;
  readonly status: Status;
  readonly drill: DrillRun | null;
  readonly privateTo: Incident['privateTo'];
};

/** The incident that a channel belongs to. */
export type Occupant = { readonly id: IncidentId; readonly status: Status };

/**
 * A command with who gave it and when (UTC ms). `earlier`: the form that it comes from was accepted before with
 * different values, so its action may have been done already. `responds`: false if the person isn't a responder and
 * responders are set; null if Slack hasn't said. The commander can do the same. `responders`: some of them, to ask.
 */
export type IssuedCommand = {
  command: Command;
  by: Actor;
  at: Millis;
  earlier?: Earlier | null;
  responds?: boolean | null;
  responders?: readonly UserId[];
  /** The incident that the channel to be adopted belongs to, or last belonged to. */
  occupant?: Occupant | null;
  /** For a duplicate: the named incident and its own originals, see `originals`. */
  originals?: readonly Original[];
};

/** An issued command of one type. */
export type IssuedAs<Type extends Command['type']> = Omit<IssuedCommand, 'command'> & {
  command: Extract<Command, { type: Type }>;
};
