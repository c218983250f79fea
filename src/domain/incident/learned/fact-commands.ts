import type { PlainText } from '../../text/text.ts';
import type { Diagnosis } from '../../triage/diagnosis.ts';
import type { EventOf } from '../events/events.ts';
import type { ChannelId, IncidentId, MessageTs, Millis, UserId } from '../ids.ts';
import type { NonMember } from '../people/account-problem.ts';
import type { LostRole } from '../people/roles.ts';
import type { Setback, SetbackEnd } from '../setback.ts';

/** A message, file, or canvas of the incident is in its channel; `in`: the channel that it had then. */
export type PostFact = { readonly in?: ChannelId } & (
  | { type: 'record_headline'; channel: ChannelId; ts: MessageTs }
  | { type: 'record_checks_post'; channel: ChannelId; ts: MessageTs }
  | { type: 'record_diagnosis_post'; of: number; ts: MessageTs }
  | { type: 'record_details_post'; of: number; ts: MessageTs }
  | { type: 'record_reminder_post'; of: number; ts: MessageTs }
  | ({ type: 'record_canvas' } & Omit<EventOf<'canvas_synced'>, 'type'>)
  | ({ type: 'record_no_canvas' } & Omit<EventOf<'canvas_left_out'>, 'type'>)
  /** `channel`: if it isn't the incident's. */
  | { type: 'record_notice_post'; of: number; ts: MessageTs; channel?: ChannelId }
  | ({ type: 'record_postmortem' } & Omit<EventOf<'postmortem_posted'>, 'type'>)
  | { type: 'record_story'; part: number }
);

const postFacts: Readonly<Record<PostFact['type'], true>> = {
  record_headline: true,
  record_checks_post: true,
  record_diagnosis_post: true,
  record_details_post: true,
  record_reminder_post: true,
  record_canvas: true,
  record_no_canvas: true,
  record_notice_post: true,
  record_postmortem: true,
  record_story: true,
};

/** Whether a command is about what is in the channel. */
export const isPostFact = (command: { readonly type: string }): command is PostFact =>
  Object.hasOwn(postFacts, command.type);

/** What finished effects learned; a fact is recorded in any status of the incident. */
export type FactCommand =
  | PostFact
  /** `private`: it was made as one that only its members see. */
  | { type: 'record_channel'; channel: ChannelId; name: string; private?: true }
  | { type: 'record_announcement'; channel: ChannelId; ts: MessageTs }
  /** `asked`: someone is waiting for the result; otherwise the checks repeat on their own. */
  | { type: 'record_diagnosis'; diagnosis: Diagnosis; asked: boolean }
  | { type: 'record_change_left_out'; of: number }
  | {
      type: 'record_message';
      ts: MessageTs;
      author: UserId | null;
      text: PlainText;
      link: string | null;
      /** When it was last edited, UTC ms; absent if never. */
      editedAt?: Millis;
      /** Whether it's still pinned or has the reaction: Slack can report a mark long after it was removed. */
      marked: boolean;
    }
  /** The current state of a marked message in Slack; `marked`: as above. */
  | { type: 'record_message_state'; ts: MessageTs; text: PlainText; editedAt: Millis | null; marked: boolean }
  | { type: 'record_message_gone'; ts: MessageTs }
  | ({ type: 'record_role_lost' } & LostRole)
  | ({ type: 'record_oncall' } & Omit<EventOf<'oncall_called'>, 'type'>)
  | { type: 'record_commander_lost'; user: UserId; why: NonMember }
  | ({ type: 'record_copy' } & Omit<EventOf<'copy_sent'>, 'type'>)
  | ({ type: 'record_duplicate_changed' } & Omit<EventOf<'duplicate_changed'>, 'type'>)
  | { type: 'record_original_private'; original: IncidentId }
  | ({ type: 'report_setback' } & Setback)
  | { type: 'record_setback_over'; key: string; how: SetbackEnd };
