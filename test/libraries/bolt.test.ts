import { App, ErrorCode, ReceiverMultipleAckError } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { boltLog } from '../../src/slack/transport/bolt-log.ts';
import { bolt, command, event, form, Hand, kinds, press, shortcut } from './support/hand-bolt.ts';
import { installed } from './support/installed.ts';

describe(`What the bot relies on in ${installed('@slack/bolt')}: processEvent (DurableApp)`, () => {
  test('is given to the receiver with the app when the app is made, and nothing is sent for that', () => {
    const calls: unknown[] = [];
    const fetch = async (address: unknown): Promise<never> => {
      calls.push(address);
      throw new Error('Nobody is to be called.');
    };
    const receiver = new Hand();
    const app = new App({
      receiver,
      authorize: async () => ({ botToken: 'xoxb-test' }),
      clientOptions: { fetch },
      logger: boltLog(createLog('silent')),
    });
    expect(receiver.app).toBe(app);
    expect(calls).toEqual([]);
  });

  test('acknowledges an event before its listeners, and nothing else on its own', async () => {
    const { app, steps, take } = bolt();
    app.use(async ({ next }) => {
      steps.push('middleware');
      await next();
    });
    app.event(/^/, async () => void steps.push('listener'));
    app.command(/^/, async () => void steps.push('listener'));
    await take(event);
    expect(steps.splice(0)).toEqual(['ack', 'middleware', 'listener']);
    await take(command);
    expect(steps).toEqual(['middleware', 'listener']);
  });

  test('ends only when its listeners have, with what the error handler throws', async () => {
    const { app, steps, take } = bolt();
    app.command(/^/, async () => {
      await new Promise(setImmediate);
      steps.push('done');
      throw new Error('The disk is full.');
    });
    await expect(take(command)).rejects.toThrow('The disk is full.');
    expect(steps).toEqual(['done']);
  });

  test.each(Object.entries(kinds))(
    'throws AuthorizationError for the %s, unacknowledged, when nobody knows who the bot is',
    async (_, body) => {
      const { steps, take } = bolt({
        authorize: async () => {
          throw new Error('Slack has not said yet who the bot is.');
        },
      });
      await expect(take(body)).rejects.toMatchObject({ code: ErrorCode.AuthorizationError });
      expect(steps).toEqual([]);
    },
  );

  test('ignores a payload without a listener', async () => {
    const { steps, take } = bolt();
    for (const body of [command, press, form, shortcut]) await take(body);
    expect(steps).toEqual([]);
  });

  test.each([
    ['an event that is null', { ...event, event: null }],
    ['a shortcut in a channel that is null', { ...shortcut, channel: null }],
    ['a press that names another kind too', { ...press, event: null }],
  ])('fails in its own code on %s, which is why payloads are checked first', async (_, body) => {
    const { app, take } = bolt();
    app.event(/^/, async () => {});
    app.action({ action_id: /^/ }, async () => {});
    app.shortcut({ callback_id: /^/ }, async () => {});
    await expect(take(body)).rejects.toBeInstanceOf(TypeError);
  });

  test('reports a second acknowledgement with an error of its own', () => {
    expect(new ReceiverMultipleAckError()).toMatchObject({ code: ErrorCode.ReceiverMultipleAckError });
  });
});
