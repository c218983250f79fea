import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Background } from './app/background.ts';
import type { Clock } from './app/clock.ts';
import { Commander } from './app/commander.ts';
import { causeOf, type Log, lockTold } from './app/log.ts';
import { done } from './app/outcome.ts';
import { Watcher } from './app/watcher.ts';
import { Worker } from './app/worker.ts';
import type { Config } from './config.ts';
import { courseOf } from './domain/course.ts';
import { drillDiagnosis } from './domain/drill/diagnosis.ts';
import type { Recorded } from './domain/events.ts';
import { type Incident, markedName } from './domain/incident.ts';
import { clip } from './domain/text.ts';
import { pastCheck } from './domain/triage/past-check.ts';
import { createHealthServer } from './health-server.ts';
import { apiVersion } from './intercom/api.ts';
import { estimateImpact, impactCache } from './intercom/impact.ts';
import { runTriage } from './intercom/triage.ts';
import { prometheus } from './metrics/prometheus.ts';
import { showProposal } from './slack/effects/proposal.ts';
import { slackEffects } from './slack/effects/table.ts';
import { registerListeners } from './slack/listeners/register.ts';
import { Switchboard } from './slack/listeners/switchboard.ts';
import { Membership } from './slack/membership.ts';
import { Responders } from './slack/responders.ts';
import { connectSlack } from './slack/slack.ts';
import { soon } from './slack/soon.ts';
import { openSqlite } from './store/sqlite/sqlite-store.ts';

/** A running bot. */
export type Bot = {
  /** The port of `/healthz`, `/readyz` and, in HTTP mode, `/slack/events`. */
  readonly port: number;
  /** Takes nothing new, finishes what runs within 10 s, leaves the rest owed, and closes everything. */
  stop(): Promise<void>;
};

/** How many earlier checks of an incident a diagnosis takes into account. */
const checksLookedAt = 10;
/** How long a stop waits for what runs, ms. */
const stopWithinMs = 10_000;
/** How long the identities of payloads are kept, ms: Slack redelivers for minutes, not days. */
const inboxKeptMs = 3 * 86_400_000;

/**
 * Puts all parts together and starts them: the store first, then the health endpoints, then Slack, then the
 * outbox. Throws StoreUnavailable, or what Slack answers when it refuses a token; then nothing is left running.
 */
export async function startBot(config: Config, { clock, log }: { clock: Clock; log: Log }): Promise<Bot> {
  const store = openSqlite(config.databaseUrl, { onLocked: lockTold(log) });
  const background = new Background(log);
  const { metrics, expose } = prometheus({
    figures: () => store.figures(clock.now()),
    writable: () => store.checkWritable(),
    connected: () => slack.ready(),
    now: () => clock.now(),
  });
  const commander = new Commander({ store, clock, pace: config.pace, metrics });
  const triage = async (incident?: Incident) => {
    const began = performance.now();
    const history = incident?.checks.slice(-checksLookedAt).map(pastCheck);
    if (incident?.drill) return drillDiagnosis(incident.drill, clock.now(), history);
    const diagnosis = await runTriage(config.intercom, () => clock.now(), history);
    metrics.diagnosed(diagnosis.owner, (performance.now() - began) / 1000);
    return diagnosis;
  };
  const slack = connectSlack(config.slack, clock, log, metrics);
  slack.app.onHandled = metrics.payloadHandled;
  const impacts = impactCache(() => clock.now());
  const workspaceUrl = () => slack.identity().workspaceUrl;
  const setting = {
    client: slack.outboxClient,
    store,
    clock,
    timeZone: config.pace.timeZone,
    announceChannel: config.announceChannel,
    picture,
    workspaceUrl,
    statusPage: config.intercom.statusUrl,
    self: () => slack.identity().userId,
  };
  const watcher =
    config.watchEveryMs && config.announceChannel
      ? new Watcher(config.watchEveryMs, {
          store,
          clock,
          log,
          triage,
          show: showProposal(setting, config.announceChannel),
        })
      : null;
  const worker = new Worker({
    store,
    commander,
    clock,
    log,
    metrics,
    effects: {
      ...slackEffects(setting),
      run_triage: async ({ incident }) =>
        done({ type: 'record_diagnosis', diagnosis: await triage(incident), asked: true }),
      check_again: async ({ incident }) =>
        done({ type: 'record_diagnosis', diagnosis: await triage(incident), asked: false }),
    },
  });
  const membership = new Membership({
    client: slack.client,
    home: () => slack.identity(),
    now: () => clock.now(),
    log,
  });
  const responders = new Responders({
    groups: config.slack.responders,
    client: slack.client,
    now: () => clock.now(),
    log,
  });
  commander.onOwed = () => worker.nudge();
  registerListeners(new Switchboard(slack.app), {
    store,
    commander,
    clock,
    pace: config.pace,
    log,
    background,
    client: slack.client,
    admit: (user, team) => membership.refusal(user, team),
    responders,
    workspaceUrl,
    proposalAnswered: () => watcher?.nudge(),
    checked: {
      intercom: new URL(config.intercom.apiUrl).host,
      asked: config.intercom.token !== null,
      statusPage: config.intercom.statusUrl,
      health: config.intercom.healthUrl && new URL(config.intercom.healthUrl).host,
      watchEveryMs: config.watchEveryMs,
    },
    intercom: () => ({
      region: config.intercom.region,
      host: new URL(config.intercom.apiUrl).host,
      apiVersion,
    }),
    impact: (window) =>
      soon(
        formWaitsMs,
        estimateImpact(config.intercom, window, impacts, () => clock.now()),
      ),
    random: Math.random,
    triage: () => triage(),
  });

  let stopping = false;
  const server = createHealthServer({
    healthy: () => store.checkWritable(),
    ready: () => !stopping && slack.ready(),
    stopping: () => stopping,
    metrics: expose,
    slack: slack.listen,
  });
  let cancelCleaning = () => {};
  const clean = () => {
    store
      .forgetInbox(clock.now() - inboxKeptMs)
      .catch((error) => log.warn(causeOf(error), 'Old payload ids stay.'));
    cancelCleaning = clock.schedule(clock.now() + 3_600_000, clean);
  };
  const stopAll = async () => {
    stopping = true;
    cancelCleaning();
    await slack
      .stop()
      .catch((error: unknown) => log.warn(causeOf(error), 'The connection to Slack did not close.'));
    await soon(
      stopWithinMs,
      Promise.all([slack.app.settled(), background.settled(), worker.stop(), watcher?.stop()]),
    );
    server.close();
    server.closeAllConnections();
    await store.close();
  };
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= stopAll();
    return stopped;
  };
  try {
    server.listen(config.slack.port);
    await once(server, 'listening');
    await slack.start();
    await worker.start();
    watcher?.start();
  } catch (error) {
    await stop();
    throw error;
  }
  clean();
  background.run('look for unreadable records', async () => {
    for (const { incident, seq, why } of await store.unreadable('open'))
      log.error(
        { incident, seq, why },
        'An event cannot be read by this version; its incident is read-only.',
      );
  });
  return { port: portOf(server.address()), stop };
}

/** The libraries behind the picture are loaded when the first one is drawn: the start does not wait for them. */
async function picture(incident: Incident, events: readonly Recorded[]): Promise<Buffer | null> {
  const course = courseOf(events);
  if (course.points.length < 2) return null;
  const { drawCourse } = await import('./picture/draw.ts');
  return drawCourse(`${markedName(incident)}: ${clip(incident.title, 80)}`, course);
}

/** How long a form waits for its estimate, ms: Slack gives three seconds to open it. */
const formWaitsMs = 1_200;

const portOf = (address: string | AddressInfo | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;
