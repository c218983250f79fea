import { median, perSecond, type Row } from './figures.ts';
import { channelOf } from './seed.ts';
import { type Payload, Sender } from './sender.ts';
import type { Subject } from './subject.ts';

const message =
  (channel: string) =>
  (n: number): Payload => ({
    kind: 'event',
    body: {
      type: 'event_callback',
      team_id: 'T0BENCH',
      api_app_id: 'A0BENCH',
      event_id: `Ev${channel}${n}`,
      event_time: 1_700_000_000,
      authorizations: [{ team_id: 'T0BENCH', user_id: 'U0BOT', is_bot: true }],
      event: {
        type: 'message',
        channel,
        channel_type: 'channel',
        user: 'U0CAROL',
        text: `The queue is at ${n}, and the customer writes again: nothing arrives since ten past two.`,
        ts: `${1_700_000_000 + n}.000100`,
        event_ts: `${1_700_000_000 + n}.000100`,
      },
    },
  });

/** Sends `count` events, `atOnce` in flight at any moment; returns how many per second were acknowledged. */
async function rate(
  sender: Sender,
  payload: (n: number) => Payload,
  from: number,
  count: number,
): Promise<number> {
  const began = performance.now();
  let next = from;
  const line = async () => {
    while (next < from + count) {
      next += 1;
      await sender.send(payload(next));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  return count / ((performance.now() - began) / 1000);
}

const atOnce = 8;

/** Message events per second, in a channel without an incident and in an incident's own; `incident` is an open one. */
export async function measureMessages(
  subjects: { readonly bot: Subject; readonly bare: Subject },
  incident: number,
  { rounds, count }: { rounds: number; count: number },
): Promise<Row[]> {
  const senders = {
    bot: new Sender(subjects.bot.port, atOnce),
    bare: new Sender(subjects.bare.port, atOnce),
  };
  const rows: Row[] = [];
  let from = 0;
  for (const [where, channel, atLeast] of [
    ['outside incident channels', 'C0GENERAL', 0.95],
    ['inside an incident channel', channelOf(incident - 2), 0.7],
  ] as const) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [
        await rate(senders.bot, message(channel), from, count),
        await rate(senders.bare, message(channel), from, count),
      ];
      from += count;
      if (round === 0) continue;
      ours.push(one);
      theirs.push(other);
    }
    rows.push({
      what: `message events a second, ${where}`,
      ours: perSecond(median(ours)),
      against: `bare Bolt, empty listener: ${perSecond(median(theirs))}`,
      ratio: median(ours) / median(theirs),
      target: { atLeast },
    });
  }
  await Promise.all(Object.values(senders).map((sender) => sender.stop()));
  return rows;
}
