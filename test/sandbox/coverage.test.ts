import { expect, test } from 'vitest';
import { methods } from '../../packages/slack-sandbox/slack/api/methods.ts';
import { slackMethods, whyMissing } from '../../tools/docs/coverage-page.ts';

test("Every method that the sandbox serves is one that Slack's own client calls, or a newer one", () => {
  const known = new Set(slackMethods());
  expect([...methods.keys()].filter((name) => !known.has(name))).toEqual([]);
});

test('No method that the sandbox serves is listed as missing on purpose', () => {
  expect(whyMissing('canvases.create')).toBe('documents are a separate product');
  expect([...methods.keys()].filter((name) => whyMissing(name) !== null)).toEqual([]);
});
