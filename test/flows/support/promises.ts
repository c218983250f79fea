import { expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { outbox } from './record.ts';
import { command, type Scene, startAt } from './scene.ts';
import { minute } from './time.ts';

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
