import { expect } from 'vitest';
import type { Entry } from '../../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { Scene } from '../scene.ts';

/** Of a workspace whose acknowledgements get lost soon. */
export const lossy = { workspace: { ackTimeout: 400 } };

/** Alice sends the open form; Slack never hears the answer, so the form stays open. */
export async function sendInVain(set: Scene, filled: Readonly<Record<string, Entry>> = {}): Promise<void> {
  set.workspace.faults.add({ method: 'ack', answer: 'reset_before' });
  expect(await set.alice.submit(filled)).toEqual({ error: 'operation_timeout' });
  await set.settled();
  expect(set.alice.modal).not.toBeNull();
}
