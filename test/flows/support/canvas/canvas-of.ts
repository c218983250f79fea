import { z } from 'zod';
import type { HarnessOptions } from '../../../../demo/harness.ts';
import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { close, review } from '../close.ts';
import type { Scene } from '../scene.ts';
import { minute, pass } from '../time.ts';

/** With a canvas for the postmortem. */
export const withCanvas = { POSTMORTEM_CANVAS: 'true' };

/** A scene with the channel of a closed incident, which therefore has a canvas. */
export async function closedWithCanvas(
  scene: (options: HarnessOptions) => Promise<Scene>,
  options: HarnessOptions = {},
): Promise<{ set: Scene; channel: ChannelSnapshot }> {
  const set = await scene({ ...options, env: withCanvas });
  const channel = await set.declare();
  await close(set, channel, review);
  return { set, channel };
}

/** Makes Slack create the next canvas without answering, and hide it until the returned function is called. */
export function canvasUnseen({ workspace }: Scene): () => void {
  workspace.faults.add({ method: 'conversations.canvases.create', answer: 'reset_after' });
  return workspace.faults.add({
    method: 'canvases.sections.lookup',
    times: 99,
    answer: { status: 503 },
  });
}

/** The blocks of a channel's canvas. */
export const canvasBlocks = ({ canvas }: ChannelSnapshot): string[] => canvas?.markdown.split('\n\n') ?? [];

/** What stands under a heading of it. */
export function canvasSection(channel: ChannelSnapshot, heading: string): string[] {
  const blocks = canvasBlocks(channel);
  const at = blocks.indexOf(heading);
  if (at === -1) return [];
  const rest = blocks.slice(at + 1);
  const end = rest.findIndex((block) => block.startsWith('#'));
  return rest.slice(0, end === -1 ? rest.length : end);
}

const changes = z.array(
  z.object({ operation: z.string(), document_content: z.object({ markdown: z.string() }).optional() }),
);

/** The edits of canvases so far that Slack took, with what each wrote. */
export const canvasEdits = ({ workspace }: Scene): { operation: string; markdown: string }[] =>
  workspace.calls.flatMap(({ method, args, answer }) => {
    if (method !== 'canvases.edit' || answer?.ok !== true) return [];
    return changes
      .parse(JSON.parse(z.object({ changes: z.string() }).parse(args).changes))
      .map(({ operation, document_content }) => ({ operation, markdown: document_content?.markdown ?? '' }));
  });

/** How many canvases Slack was asked for. */
export const canvasesAsked = ({ workspace }: Scene): number =>
  workspace.calls.filter(({ method }) => method === 'conversations.canvases.create').length;

/** Corrects a closed incident's postmortem in its form; the canvas follows within a minute. */
export async function submitCorrection(
  set: Scene,
  channel: ChannelSnapshot,
  fields: Record<string, string>,
): Promise<void> {
  const file = channel.posts.find(({ text }) => text.startsWith('Postmortem of INC-'));
  if (!file) throw new Error('There is no postmortem to correct.');
  await set.opens(set.alice, () => set.alice.click(file, 'Edit postmortem'));
  await set.alice.submit(fields);
}

/** The same, waiting until the canvas has followed. */
export async function correct(...correction: Parameters<typeof submitCorrection>): Promise<void> {
  await submitCorrection(...correction);
  await pass(correction[0], minute);
}
