import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../packages/slack-sandbox/start-sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const root = fileURLToPath(new URL('../../..', import.meta.url));
const running = (program: string, inputType = 'module') =>
  spawn(process.execPath, [`--input-type=${inputType}`, '-e', program], {
    cwd: root,
    env: { ...process.env, ...sandbox.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function printed(program: string, inputType?: string): Promise<string> {
  const child = running(program, inputType);
  let text = '';
  child.stdout.on('data', (data) => {
    text += String(data);
  });
  await once(child, 'close');
  return text.trim();
}

const address = `'https://slack.com/api/auth.test'`;
const headers = "{ headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }";

/** Each asks Slack who it is, at Slack's own address, and prints its team. */
const programs: Readonly<Record<string, string>> = {
  fetch: `console.log((await (await fetch(${address}, ${headers})).json()).team_id)`,
  https: `import { get } from 'node:https';
    get(${address}, ${headers}, async (answer) => {
      console.log(JSON.parse(Buffer.concat(await answer.toArray())).team_id);
    })`,
  undici: `import { request } from 'undici';
    console.log((await (await request(${address}, ${headers})).body.json()).team_id)`,
  'undici with HTTP/2 offered': `import { Agent, request } from 'undici';
    const dispatcher = new Agent({ allowH2: true });
    console.log((await (await request(${address}, { dispatcher, ...${headers} })).body.json()).team_id);
    await dispatcher.close()`,
  axios: `import axios from 'axios';
    console.log((await axios.post(${address}, null, ${headers})).data.team_id)`,
  got: `import got from 'got';
    console.log((await got.post(${address}, ${headers}).json()).team_id)`,
  'node-fetch': `import fetch from 'node-fetch';
    console.log((await (await fetch(${address}, ${headers})).json()).team_id)`,
  '@slack/web-api': `import { WebClient } from '@slack/web-api';
    console.log((await new WebClient(process.env.SLACK_BOT_TOKEN).auth.test()).team_id)`,
};

describe('A Node app without an address of its own', () => {
  test.each(Object.keys(programs))('reaches the sandbox with %s', async (name) => {
    expect(await printed(programs[name] ?? '')).toBe(sandbox.teamId);
    expect(sandbox.calls.map(({ method }) => method)).toEqual(['auth.test']);
  });

  test('reaches the sandbox from CommonJS', async () => {
    const program = `require('https').get(${address}, ${headers}, (answer) => console.log(answer.statusCode))`;
    expect(await printed(program, 'commonjs')).toBe('200');
  });

  test('uploads a file in three requests', async () => {
    const program = `import { WebClient } from '@slack/web-api';
      const client = new WebClient(process.env.SLACK_BOT_TOKEN);
      const file = { filename: 'log.txt', content: 'all is well' };
      console.log((await client.filesUploadV2({ channel_id: 'C0INCIDENTS', ...file })).ok)`;
    expect(await printed(program)).toBe('true');
    expect(sandbox.channel('incidents').files).toMatchObject([{ name: 'log.txt', content: 'all is well' }]);
  });

  test('connects over Socket Mode and answers a command', async () => {
    const child = running(`import bolt from '@slack/bolt';
      const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken } = process.env;
      const app = new bolt.App({ token, appToken, socketMode: true });
      app.command('/hello', ({ ack, command }) => ack('Hello ' + command.user_name));
      await app.start()`);
    try {
      await sandbox.until(() => sandbox.connections === 1, 'the connection');
      expect(await sandbox.person('alice').command('/hello')).toMatchObject({ text: 'Hello alice' });
    } finally {
      child.kill();
      await once(child, 'close');
    }
  });

  test('still reaches other hosts', async () => {
    const program = `import tls from 'node:tls';
      tls.connect(9, '127.0.0.1').on('error', ({ code }) => console.log(code))`;
    expect(await printed(program)).toBe('ECONNREFUSED');
  });
});
