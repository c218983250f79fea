// A Bolt app as anybody would write one: it knows the sandbox by the addresses in its environment only.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.command('/hello', async ({ ack, command }) => {
  await ack(`Hello ${command.user_name}, Intercom is at ${process.env.INTERCOM_API_URL}`);
});

await app.start();
console.log('tiny app is ready');
