import { expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { outbox } from './record.ts';
import { command, type Scene, startAt } from './scene.ts';
import { minute, pass } from './time.ts';

/** When the next reminder is due, in whole minutes after the start; null when none is armed. */
export function armedAt(set: Scene): number | null {
  const wake = outbox(set).filter(({ key }) => key.startsWith('wake:'));
  expect(wake.length).toBeLessThan(2);
  return wake[0] ? Math.floor((wake[0].due - startAt) / minute) : null;
}

/** Posts an update with what is filled in. */
export async function update(
  set: Scene,
  channel: ChannelSnapshot,
  fields: Record<string, Date | string> = {},
): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'update', { in: channel.name }));
  await set.alice.submit(fields);
  await set.settled();
}

/** The channel of a P1 that Alice declares while Slack lets no channel be created, and has created this much later, ms. */
export async function createdLate(set: Scene, late: number): Promise<ChannelSnapshot> {
  const { workspace, alice } = set;
  workspace.faults.add({ method: 'conversations.create', times: 99, answer: { error: 'missing_scope' } });
  await set.opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
  await alice.submit();
  await set.settled();
  await pass(set, late);
  workspace.faults.clear();
  const setback = workspace.channels.find(({ kind }) => kind === 'im')?.posts[0];
  if (!setback) throw new Error('Alice was told nothing.');
  await alice.click(setback, 'Try again');
  await set.settled();
  return workspace.channel('inc-1-inbox-is-empty');
}
