import { z } from 'zod';
import type { CanvasId } from '../ids.ts';

/**
 * Why a channel has no canvas of the bot's: the workspace's plan has none, they are turned off, Slack refuses this one,
 * people have made one of their own, or they have deleted the bot's.
 */
export const noCanvasSchema = z.enum(['plan', 'off', 'refused', 'theirs', 'deleted']);
export type NoCanvas = z.infer<typeof noCanvasSchema>;

/**
 * The canvas of the channel that an incident is in now. `asOf`: the last event that it's certain to show. Null on the
 * incident: none yet.
 */
export type ChannelCanvas =
  | { readonly kind: 'kept'; readonly id: CanvasId; readonly asOf: number }
  | { readonly kind: 'left_out'; readonly why: NoCanvas };

/** The canvas's ID; null if there is none of the bot's. */
export const canvasIdOf = (canvas: ChannelCanvas | null): CanvasId | null =>
  canvas?.kind === 'kept' ? canvas.id : null;

/** Why there is none in words, for people in the channel. */
export const noCanvasWords: Readonly<Record<NoCanvas, string>> = {
  plan: "The postmortem gets no canvas: this workspace's plan doesn't include them. Its file stays up to date.",
  off: 'The postmortem gets no canvas: this workspace has turned them off. Its file stays up to date.',
  refused: "The postmortem gets no canvas: Slack doesn't let the bot keep one. Its file stays up to date.",
  theirs: 'This channel already has a canvas, so the bot leaves it alone. The postmortem is in its file.',
  deleted:
    "Someone deleted the postmortem's canvas, so the bot won't make another. Its file stays up to date.",
};
