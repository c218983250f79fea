import type { KnownBlock, ModalView } from '@slack/types';
import type { ChannelId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { TimelineEntry } from '../../../domain/records/timeline.ts';
import { clip, type PlainText } from '../../../domain/text/text.ts';
import { viewIds } from '../../ids.ts';
import { mrkdwn } from '../../text/mrkdwn.ts';
import { context, input } from '../blocks.ts';
import { memoryOf, modal, textInput, timeInput } from './modal.ts';

/** Corrects an entry: its words, if it has any, and when it happened; `typed` came with the command. */
export function editEntryModal(
  incident: Incident,
  channel: ChannelId | null,
  { number, at, text, words }: TimelineEntry,
  hasWords: boolean,
  typed: PlainText | null = null,
): ModalView {
  const fills = hasWords && typed ? 'text' : null;
  const memory = { ...memoryOf(incident, channel, fills), entry: number };
  const wording: KnownBlock[] = hasWords
    ? [input('text', 'Text', textInput(typed || (words ?? null), { multiline: true }), { optional: true })]
    : [
        context(
          mrkdwn`The bot wrote: ${clip(text, 400)}. You can change the time or hide the entry, but not its text.`,
        ),
      ];
  return modal(viewIds.editEntry, `Edit entry #${number}`, 'Save', memory, [
    ...wording,
    input('when', 'When', timeInput(at), {
      hint: 'When it happened. The earlier version stays on record.',
    }),
  ]);
}
