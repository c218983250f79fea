import { onTestFinished } from 'vitest';
import type { Change } from '../../packages/intercom-sandbox/start.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { VirtualTime } from './virtual-time.ts';

/** A simulated Intercom in the given state whose clock is a virtual one, for one test. */
export async function intercomIn(api: NonNullable<Change['api']>) {
  const time = new VirtualTime();
  const intercom = await startIntercom({ now: time.now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ api });
  const url = `${intercom.apiUrl}/me`;
  const headers = { authorization: `Bearer ${intercom.token}` };
  return { intercom, time, url, headers };
}
