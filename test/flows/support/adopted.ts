import { command, type Scene } from './scene.ts';

/** Alice types `adopt` in a channel and fills in the form. */
export async function adopted(set: Scene, channel: string, fields = {}): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: channel }));
  await set.alice.submit({ Title: 'Chats hang', Severity: 'P1', ...fields });
  await set.settled();
}

/** Alice closes the incident of a channel, with the form as it is. */
export async function closeAdopted(set: Scene, channel: string): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel }));
  await set.alice.submit({});
  await set.settled();
}
