// A Bolt app as anybody would write one: it knows the sandbox by its environment only.
import bolt from '@slack/bolt';

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, INTERCOM_API_URL, PORT } =
  process.env;

const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  ...(SLACK_APP_TOKEN
    ? { socketMode: true, appToken: SLACK_APP_TOKEN }
    : { signingSecret: SLACK_SIGNING_SECRET }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
});

app.command('/hello', async ({ ack, command }) => {
  await ack(`Hello ${command.user_name}, Intercom is at ${INTERCOM_API_URL}`);
});

await app.start({ port: Number(PORT ?? 0), host: '127.0.0.1' });
console.log(`tiny app is ready ${SLACK_APP_TOKEN ? 'on a socket' : 'on HTTP'}`);
