import { beforeEach, expect, test } from 'vitest';
import { boltLog } from '../../../src/slack/transport/bolt-log.ts';
import { DurableApp } from '../../../src/slack/transport/durable-app.ts';
import { ConnectionGone } from '../../../src/slack/transport/slack-socket.ts';
import { expectCalm, listeningLog, parsed } from '../../app/support/listening-log.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { command, event, form, Hand } from '../../libraries/support/hand-bolt.ts';

const { log, lines } = listeningLog();
beforeEach(() => {
  lines.length = 0;
});

test('When a form was sent is known from its arrival, not from when Slack has said who sent it', async () => {
  let now = minute(1);
  const app = new DurableApp(
    { receiver: new Hand(), authorize: async () => ({ botToken: 'xoxb-test' }), logger: boltLog(log) },
    { log, isRelevant: () => true, lost: async () => {}, sentAt: () => now },
  );
  app.use(async ({ next }) => {
    now = minute(2);
    await next();
  });
  const times: unknown[] = [];
  app.view(/^/, async ({ ack, context }) => {
    times.push(context.sentAt);
    await ack();
  });
  await app.processEvent({ body: form, ack: async () => {} });
  expect(times).toEqual([minute(1)]);
});

/** Takes a payload whose connection ends while a listener works. Returns how that was counted: as never acknowledged. */
async function takeCutOff(body: Record<string, unknown>, work: (ack: () => Promise<void>) => Promise<void>) {
  const app = new DurableApp(
    {
      receiver: new Hand(),
      authorize: async () => ({ botToken: 'xoxb-test' }),
      logger: boltLog(log),
    },
    { log, isRelevant: () => true, lost: async () => {}, sentAt: () => minute(1) },
  );
  const counted: unknown[] = [];
  app.onHandled = (_, seconds) => void counted.push(seconds);
  app.command(/^/, async ({ ack }) => work(() => ack('Done.')));
  app.event(/^/, async () => work(async () => {}));
  const ack = async () => {
    throw new ConnectionGone(new Error('closed'));
  };
  await app.processEvent({ body, ack });
  return counted;
}

test('A reply whose connection has ended stops no work, and is logged as a lost connection', async () => {
  const steps: string[] = [];
  const counted = await takeCutOff(command, async (ack) => {
    steps.push('saved');
    await ack();
    steps.push('confirmed');
  });
  expect(steps).toEqual(['saved', 'confirmed']);
  expect(counted).toEqual([null]);
  expect(parsed(lines)).toMatchObject([{ msg: "Slack didn't get a reply; its connection had ended." }]);
  expectCalm(lines);
});

test('An event whose connection ended is not logged as unsaved', async () => {
  expect(await takeCutOff(event, async () => {})).toEqual([null]);
  expect(parsed(lines)).toMatchObject([{ msg: "Slack didn't get a reply; its connection had ended." }]);
});
