import { onTestFinished } from 'vitest';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { StatusState } from '../../../packages/intercom-sandbox/state.ts';
import type { Region } from '../../../src/domain/triage/observation.ts';
import { readStatusPage } from '../../../src/intercom/status-page/status-page.ts';
import { asking } from './ask.ts';
import { now, serveJson } from './server.ts';

/** What is read of a simulated Intercom's page in this state. */
export async function read(status: StatusState, region: Region = 'us') {
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ status });
  return readStatusPage(asking(1_000), intercom.statusUrl, region);
}

/** What is read of a page that gives these documents, by path. */
export function readDocuments(documents: Readonly<Record<string, unknown>>) {
  return serveJson(documents).then((url) => readStatusPage(asking(1_000), url, 'us'));
}
