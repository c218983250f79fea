import type { Workspace } from '../workspace.ts';

/** How long an app can make no calls before a warning is printed, ms of real time. */
const patience = 10_000;

/**
 * Warns whoever started an app if it has called nothing within 10 s (or `within` ms): it may be calling the real
 * slack.com. Returns a function that ends the watch, for an app that has ended.
 */
export function warnWhenSilent(
  workspace: Pick<Workspace, 'apiUrl' | 'calls'>,
  print: (line: string) => void,
  within = patience,
): () => void {
  const before = workspace.calls.at(-1);
  const timer = setTimeout(() => {
    if (workspace.calls.at(-1) !== before) return;
    print(
      `The app has called nothing within ${within / 1_000} s. Node and slack_sdk are redirected automatically; anything else has to call SLACK_API_URL, ${workspace.apiUrl}.`,
    );
  }, within);
  timer.unref();
  return () => clearTimeout(timer);
}
