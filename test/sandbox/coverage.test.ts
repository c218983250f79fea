import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { coverage, slackMethods } from '../../packages/slack-sandbox/coverage.ts';
import { methods } from '../../packages/slack-sandbox/slack/api/methods.ts';
import { listedErrors } from './conformance/listed-errors.ts';

const page = fileURLToPath(new URL('../../packages/slack-sandbox/coverage.md', import.meta.url));

test('the page of coverage says what the code serves', async () => {
  const errors = Object.fromEntries(
    Object.entries(listedErrors).map(([method, { provoked }]) => [method, provoked]),
  );
  await expect(coverage(errors)).toMatchFileSnapshot(page);
});

test("every method that is served is one that Slack's own client calls", () => {
  const known = new Set(slackMethods());
  expect([...methods.keys()].filter((name) => !known.has(name))).toEqual([]);
});
