import { offersOf } from '../packages/slack-sandbox/server/offers.ts';
import type { CommandMenu, Outside, SeenRecord } from '../packages/slack-sandbox/server/screen.ts';
import { type JsonObject, jsonObject } from '../packages/slack-sandbox/slack/json.ts';
import { drillList } from '../src/domain/drill/scripts.ts';
import { type IncidentId, incidentName } from '../src/domain/incident/ids.ts';
import { commandName } from '../src/slack/ids.ts';
import { subcommands } from '../src/slack/text/subcommands.ts';
import { effectWords } from '../src/slack/views/notices/notices.ts';
import type { IncidentRow } from '../src/store/found.ts';
import { openSqlite } from '../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../src/store/store.ts';
import { manifest } from './app.ts';
import { startHarness } from './harness.ts';
import { intercomService } from './intercom-service.ts';
import type { DemoSetup } from './setup.ts';

/** How many incidents, and how many events of each, are shown: the latest. */
const mostIncidents = 20;
const mostEvents = 300;

/** What a newcomer types first. */
const tryThis = `${commandName} open P1 Conversations not loading`;

const drillMenu: CommandMenu = {
  title: 'Drills',
  about:
    "A drill simulates an outage without telling you the cause. Handle it like a real one. The app posts a review in the drill's channel.",
  entries: drillList().map(({ name, about }) => ({
    name,
    about,
    command: commandName,
    text: `drill ${name}`,
  })),
};

/**
 * The harness with our bot, in the form in which the sandbox knows an app. The clock starts at `startAt` (ms UTC), or
 * now; `apiPort` is the Web API's port, or a free one. The records are read alongside the bot, as in the terminal.
 */
export async function ourBot(
  keep: number,
  { startAt, apiPort = 0 }: { readonly startAt?: number | undefined; readonly apiPort?: number } = {},
): Promise<DemoSetup> {
  const { messagesReadOnly } = manifest;
  const logLevel = process.env.LOG_LEVEL ?? 'silent';
  const stage = await startHarness({
    keep,
    logLevel,
    workspace: { messagesReadOnly, port: apiPort },
    env: { POSTMORTEM_CANVAS: 'true' },
    ...(startAt !== undefined && { startAt }),
  });
  const { workspace, intercom, clock } = stage;
  const store = openSqlite(stage.env.DATABASE_URL ?? '', { exclusive: false });
  const forms = Object.entries(subcommands).map(([name, { takes, does }]) => ({
    text: `${name} ${takes}`.trim(),
    about: does,
  }));
  return {
    workspace,
    intercom,
    services: [intercomService(intercom)],
    app: {
      ...offersOf(manifest, forms),
      commandMenus: [drillMenu],
      tryFirst: tryThis,
      get running() {
        return stage.running;
      },
      control: { stop: () => stage.haltBot(), start: () => stage.resumeBot() },
      nextDue: () => nextDue(store, clock.now()),
      async records() {
        const rows = await store.list({ open: false, limit: mostIncidents });
        return Promise.all(rows.map((row) => recordOf(store, row, clock.now())));
      },
    },
    hints: [
      `Try: ${tryThis}`,
      'Then use the panel to break Intercom, move time forward, or stop the bot. Open a second window to act as someone else.',
      'Nothing leaves this machine, and nothing is kept when you stop.',
    ],
    async stop() {
      await store.close();
      await stage.stop();
    },
  };
}

/* What is due now is already in progress; the next is the first that has to wait. */
async function nextDue(store: Store, now: number): Promise<Outside['nextDue']> {
  const waiting = (await store.pending()).filter(({ dueAt }) => dueAt > now);
  const first = waiting.toSorted((a, b) => a.dueAt - b.dueAt)[0];
  return first === undefined ? null : { at: first.dueAt, what: whatIsDue(first.key) };
}

/** A key such as `wake:1`, in words. */
function whatIsDue(key: string): string {
  const [type = '', id = ''] = key.split(':');
  const incident = `INC-${id}`;
  switch (type) {
    case 'wake':
      return `${incident}: the promised update is due`;
    case 'check_response':
      return `${incident}: commander response due`;
    case 'check_comms_lead':
      return `${incident}: a comms lead wanted`;
    case 'check_again':
      return `${incident}: the next check of Intercom`;
    case 'tell_story':
      return `${incident}: the drill goes on`;
    default:
      return `${incident}: ${effectWords(type)}`;
  }
}

async function recordOf(store: Store, row: IncidentRow, now: number): Promise<SeenRecord> {
  const events = await store.events(row.id);
  return {
    name: incidentName(row.id),
    title: row.title,
    status: row.status,
    events: events.slice(-mostEvents).map(({ seq, at, by, event }) => ({
      seq,
      at,
      type: event.type,
      body: asJson({ ...event, by }),
    })),
    owed: await owedOf(store, row.id, now),
  };
}

async function owedOf(store: Store, id: IncidentId, now: number): Promise<SeenRecord['owed']> {
  const pending = await store.pending(id);
  const dead = await store.dead(id);
  return [
    ...pending.map(({ key, dueAt }) => ({ key, dueAt, state: dueAt > now ? 'waits' : 'due', why: '' })),
    ...dead.map(({ effect, deadAt, why, todo }) => ({
      key: effect,
      dueAt: deadAt,
      state: 'given up',
      why: `${why} ${todo}`,
    })),
  ];
}

const asJson = (value: unknown): JsonObject => jsonObject.parse(JSON.parse(JSON.stringify(value)));
