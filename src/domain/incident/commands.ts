import type { DrillRun } from '../drill/run.ts';
import type { PlainText } from '../text/text.ts';
import type { Diagnosis } from '../triage/diagnosis.ts';
import type { CancelReason } from './ending/cancellation.ts';
import type { WrittenReview } from './ending/review.ts';
import type { Mark } from './events/entry-events.ts';
import type { EventOf, HeadlineLine, SourceMessage, UpdateField } from './events/events.ts';
import type { ChannelId, EpisodeId, IncidentId, MessageTs, Millis, UserId } from './ids.ts';
import type { ObservedCommand, SeenRequestId } from './observed-commands.ts';
import type { NonMember } from './people/account-problem.ts';
import type { Actor } from './people/actor.ts';
import type { Visibility } from './people/audience.ts';
import type { HeldRole, LostRole, RoleName } from './people/roles.ts';
import type { Setback, SetbackEnd } from './setback.ts';
import type { Severity } from './severity.ts';
import type { Status, WorkingStatus } from './status.ts';

/** What can be put right of an entry of the timeline. */
export type EntryField = 'text' | 'when';

/** What people want of an incident. */
export type PersonCommand =
  | {
      type: 'open';
      title: PlainText;
      severity: Severity;
      impact: PlainText | null;
      commander: UserId | null;
      firstAlert: { at: Millis; text: PlainText } | null;
      /** When it really began; null or absent where nobody said. */
      startedAt?: Millis | null;
      /** The channel that it is to live in, with the marked messages there that are to be entries. */
      adopts?: { channel: ChannelId; name: string; marks: readonly { ts: MessageTs; via: Mark }[] };
      /** The message that it is declared from, as it is to stand on the timeline. */
      from?: SourceMessage & { author: UserId | null; text: PlainText; link: string };
      /** The episode whose proposal it is declared from. */
      proposal?: EpisodeId;
      /** The request_ids that the proposal's check brought. */
      seen?: readonly SeenRequestId[];
      /** What the proposal filled in and nobody changed: it goes on following the checks. */
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
      /** null: as soon as the severity asks for. */
      nextUpdateAt: Millis | null;
      /** What the form was opened with and nobody changed: it says nothing. */
      untouched?: readonly UpdateField[];
    }
  /** An update of one line alone: everything else stays as it stands. */
  | { type: 'change_line'; line: HeadlineLine; text: PlainText }
  | { type: 'change_title'; title: PlainText }
  /** When it really began, UTC ms. */
  | { type: 'correct_start'; startedAt: Millis }
  | { type: 'add_link'; url: string; title: PlainText | null }
  | { type: 'add_note'; text: PlainText; when: Millis | null }
  /** `untouched`: what the form was opened with was sent as it was, here and below. */
  | { type: 'change_severity'; to: Severity; why: PlainText | null; untouched?: boolean }
  /** `user` null, here and below: nobody has the role from now on. */
  | { type: 'assign_commander'; user: UserId | null }
  /** Any roles. `untouched`: those that stand in the form of all as it was opened. */
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
  | ObservedCommand
  /** Wants to know how things stand; unasked: by joining the channel. */
  | { type: 'catch_up'; asked: boolean }
  /** Wants the postmortem as a file in a direct message. */
  | { type: 'ask_copy' }
  | { type: 'resolve'; fix: PlainText | null; untouched?: boolean }
  | ({ type: 'close' } & WrittenReview)
  | { type: 'cancel'; reason: CancelReason; why: PlainText | null }
  | { type: 'mark_duplicate'; original: IncidentId }
  | { type: 'reopen'; why: PlainText | null };

/** What the clock wants: a time that was promised has come. */
export type ClockCommand = { type: 'remind' | 'check_response' | 'check_comms_lead'; due: Millis };

/** Tells what the clock wants from what somebody does. */
export const isClocks = (command: Command): command is ClockCommand =>
  command.type === 'remind' || command.type === 'check_response' || command.type === 'check_comms_lead';

/** What finished effects learned; a fact is recorded whatever the incident's status. */
export type FactCommand =
  /** `private`: it was made as one that only its members see. */
  | { type: 'record_channel'; channel: ChannelId; name: string; private?: true }
  | { type: 'record_headline'; channel: ChannelId; ts: MessageTs }
  | { type: 'record_announcement'; channel: ChannelId; ts: MessageTs }
  /** `asked`: somebody waits for the result; otherwise the checks repeat by themselves. */
  | { type: 'record_diagnosis'; diagnosis: Diagnosis; asked: boolean }
  | { type: 'record_diagnosis_post'; of: number; ts: MessageTs }
  | { type: 'record_change_left_out'; of: number }
  | { type: 'record_details_post'; of: number; ts: MessageTs }
  | { type: 'record_checks_post'; channel: ChannelId; ts: MessageTs }
  | { type: 'record_reminder_post'; of: number; ts: MessageTs }
  /** `channel`: where that is not the incident's. */
  | { type: 'record_notice_post'; of: number; ts: MessageTs; channel?: ChannelId }
  | {
      type: 'record_message';
      ts: MessageTs;
      author: UserId | null;
      text: PlainText;
      link: string | null;
      /** When it was last edited, UTC ms; absent where it never was. */
      editedAt?: Millis;
      /** It is pinned, or has the reaction: Slack can tell of a mark long after it was taken away. */
      marked: boolean;
    }
  /** How a marked message stands in Slack now; `marked`: as above. */
  | { type: 'record_message_state'; ts: MessageTs; text: PlainText; editedAt: Millis | null; marked: boolean }
  | { type: 'record_message_gone'; ts: MessageTs }
  | ({ type: 'record_role_lost' } & LostRole)
  | ({ type: 'record_oncall' } & Omit<EventOf<'oncall_called'>, 'type'>)
  | { type: 'record_commander_lost'; user: UserId; why: NonMember }
  | { type: 'record_postmortem'; of: number; file: string | null; asOf?: number }
  | ({ type: 'record_copy' } & Omit<EventOf<'copy_sent'>, 'type'>)
  | ({ type: 'record_duplicate_changed' } & Omit<EventOf<'duplicate_changed'>, 'type'>)
  | { type: 'record_story'; part: number }
  | ({ type: 'report_setback' } & Setback)
  | { type: 'record_setback_over'; key: string; how: SetbackEnd };

/** Everything that `decide` can be asked. */
export type Command = PersonCommand | ClockCommand | FactCommand;

/** What puts an entry of the timeline right; allowed whatever the status. */
export type EntryCommand = Extract<PersonCommand, { type: 'edit_entry' | 'hide_entry' | 'restore_entry' }>;

/** Tells those commands from all others. */
export const isEntryCommand = (command: Command): command is EntryCommand =>
  command.type === 'edit_entry' || command.type === 'hide_entry' || command.type === 'restore_entry';

/** Tells what is only observed from what somebody waits for. */
export const isObservedCommand = (command: Command): command is ObservedCommand =>
  command.type === 'mark_message' ||
  command.type === 'look_at_messages' ||
  command.type === 'message_deleted' ||
  command.type === 'record_request_ids';

/**
 * A form as it was last taken, for one that comes again with other words: what its command said (null: it was taken by
 * a version that did not keep that), and the incident's last event by then (null: the same).
 */
export type Earlier = {
  readonly said: Readonly<Record<string, unknown>> | null;
  readonly seq: number | null;
};

/** An incident of which another may be a duplicate, as far as that matters. */
export type Original = {
  readonly id: IncidentId;
  readonly status: Status;
  readonly drill: DrillRun | null;
};

/** The incident that a channel belongs to. */
export type Occupant = { readonly id: IncidentId; readonly status: Status };

/**
 * A command with who gave it and when (UTC ms). `earlier`: the form that it comes from has been taken before, with other
 * words, so what it does may be done already. `responds` is false of somebody who is no responder, where responders
 * are named, and null where Slack has not told: whoever has command may do the same. `responders`: some of them, whom
 * to ask.
 */
export type IssuedCommand = {
  command: Command;
  by: Actor;
  at: Millis;
  earlier?: Earlier | null;
  responds?: boolean | null;
  responders?: readonly UserId[];
  /** The incident that the channel to be adopted belongs to, or belonged to last. */
  occupant?: Occupant | null;
  /** For a duplicate: the incident named, and what that is a duplicate of itself, see `originals`. */
  originals?: readonly Original[];
};
