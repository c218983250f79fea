import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appEnvironment } from '../../../packages/slack-sandbox/redirect/environment.ts';
import { describeWith } from '../../support/describe-with.ts';

const lack =
  spawnSync('python3', ['--version']).status === 0
    ? null
    : 'Python 3, for the redirection of Python apps: install python3.';

/** The shape of slack_sdk/web/base_client.py (slack_sdk 3.43.0): the address is a default argument. */
const likeSlackSdk = `
class BaseClient:
    BASE_URL = "https://slack.com/api/"
    def __init__(self, token=None, base_url=BASE_URL, timeout=30):
        self.base_url = base_url
`;

const workspace = { apiUrl: 'http://127.0.0.1:4999/api/', botToken: '', appToken: '', signingSecret: '' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'python-'));
  mkdirSync(join(folder, 'slack_sdk', 'web'), { recursive: true });
  mkdirSync(join(folder, 'another'));
  writeFileSync(join(folder, 'slack_sdk', '__init__.py'), '');
  writeFileSync(join(folder, 'slack_sdk', 'web', '__init__.py'), 'from .base_client import BaseClient');
  writeFileSync(join(folder, 'slack_sdk', 'web', 'base_client.py'), likeSlackSdk);
  writeFileSync(join(folder, 'another', 'sitecustomize.py'), 'print("the other one")');
});
afterAll(() => rmSync(folder, { recursive: true }));

function printed(program: string, ...paths: string[]): string {
  const env = appEnvironment(workspace, { PYTHONPATH: [folder, ...paths].join(delimiter) });
  const { stdout, stderr } = spawnSync('python3', ['-c', program], { env: { ...process.env, ...env } });
  return `${stdout}${stderr}`.trim();
}

describeWith(lack, 'A Python app without an address of its own', () => {
  test("gets the sandbox's address as slack_sdk's default", () => {
    const program = 'from slack_sdk.web import BaseClient; print(BaseClient().base_url, BaseClient.BASE_URL)';
    expect(printed(program)).toBe('http://127.0.0.1:4999/api/ http://127.0.0.1:4999/api/');
  });

  test('keeps an address that it sets itself', () => {
    const program =
      'from slack_sdk.web import BaseClient; print(BaseClient(base_url="http://here/").base_url)';
    expect(printed(program)).toBe('http://here/');
  });

  test('cannot reach slack.com any other way, and is told why', () => {
    const program = `
import urllib.request
try:
    urllib.request.urlopen("https://slack.com/api/api.test")
except OSError as error:
    print(error)`;
    expect(printed(program)).toContain('The Slack sandbox lets nothing through to slack.com.');
  });

  test('still runs its own sitecustomize', () => {
    expect(printed('pass', join(folder, 'another'))).toBe('the other one');
  });
});
