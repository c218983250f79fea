import type { WebClient } from '@slack/web-api';
import { dead, done } from '../../app/outcome.ts';
import type { Handler } from '../../app/worker.ts';
import { type ChannelId, incidentName } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident.ts';
import { postmortem, postmortemFile } from '../../domain/postmortem.ts';
import { findMessage } from '../calls.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { learnNames, rememberedNames } from '../people.ts';
import { type EffectOf, inChannel, type Setting, withSlack } from './setting.ts';

/** Posts the postmortem as a file, once: a second try first looks whether the first one arrived. */
export const publishPostmortem = (setting: Setting): Handler<EffectOf<'publish_postmortem'>> =>
  withSlack(setting, ({ claim, effect, incident }) =>
    inChannel(incident, async (channel) => {
      const { client, store } = setting;
      const recorded = { type: 'record_postmortem', of: effect.of } as const;
      const filename = postmortemFile(incident);
      if (claim.attempts > 1) {
        const there = await findMessage(client, claim, { channel }, ({ files }) =>
          Boolean(files?.some(({ name }) => name === filename)),
        );
        if (there) return done(recorded);
      }
      const events = await store.events(incident.id);
      await learnNames(client, store, [...incident.people.keys()]);
      const markdown = postmortem(events, await rememberedNames(store, events));
      if (markdown === null) return dead('the record is empty', 'Run `npx intercom-incident doctor`.');
      await uploadPostmortem(client, channel, incident, markdown);
      return done(recorded);
    }),
  );

/** Uploads a postmortem to a channel with a short message. */
export async function uploadPostmortem(
  client: WebClient,
  channel: ChannelId,
  incident: Incident,
  markdown: string,
): Promise<void> {
  await client.filesUploadV2({
    channel_id: channel,
    filename: postmortemFile(incident),
    title: `Postmortem of ${incidentName(incident.id)}`,
    content: markdown,
    initial_comment: mrkdwn`Postmortem of ${incidentName(incident.id)}: ${incident.title}`.value,
  });
}
