import { WebClient } from '@slack/web-api';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPane, send } from '../../demo/browser/actions.ts';
import { saying } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

/** A folder for pictures of each window, to be looked at; none are taken without it. */
const { PICTURES: folder } = process.env;

const word = 'conversation_part_failed_'.repeat(12);
const command = `curl -sS --max-time 10 -H 'Authorization: Bearer $INTERCOM_ACCESS_TOKEN' https://api.intercom.io/conversations/search?${'q=1&'.repeat(40)}`;
const text = (words: string, style?: { code: true }) => ({
  type: 'text',
  text: words,
  ...(style && { style }),
});
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const cell = (words: string) => ({ type: 'raw_text', text: words });

/** Everything that can be long: words, commands, lists, quotes, links, fields, tables. */
const blocks = [
  {
    type: 'section',
    text: { type: 'mrkdwn', text: `*${word}*\n\`${word}\`\n\`\`\`${command}\`\`\`\n> ${word}` },
  },
  { type: 'section', fields: [word, `\`${word}\``].map((words) => ({ type: 'mrkdwn', text: words })) },
  { type: 'context', elements: [{ type: 'mrkdwn', text: `<https://status.intercom.com/${word}>` }] },
  {
    type: 'rich_text',
    elements: [
      section(text(word), text(command, { code: true })),
      { type: 'rich_text_preformatted', elements: [text(`${command}\n${word}`)] },
      { type: 'rich_text_quote', elements: [text(word)] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [section(text(word)), section(text(command, { code: true })), section(text('Look at it'))],
      },
      { type: 'rich_text_list', style: 'ordered', indent: 2, elements: [section(text(word))] },
    ],
  },
  {
    type: 'markdown',
    text: `- ${word}\n- \`${command}\`\n\n| a | b |\n|---|---|\n| ${word} | \`${word}\` |`,
  },
  {
    type: 'table',
    rows: [
      [cell('Endpoint'), cell('Answer')],
      [cell(word), cell('503')],
    ],
  },
];

inBrowser('A thread beside two other panes', (sandbox) => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [420, 'light'],
    [420, 'dark'],
  ] as const)('shows every long line whole at %i px, %s', async (width, colorScheme) => {
    const page = await sandbox().open('alice', { viewport: { width, height: 900 }, colorScheme });
    const root = `Long lines ${width} ${colorScheme}`;
    await send(page, root);
    await saying(page, root).waitFor();
    const { workspace } = sandbox();
    const { id, messages } = workspace.channel('general');
    const thread = messages.find((message) => message.text === root)?.ts ?? '';
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    await client.conversations.join({ channel: id });
    await client.chat.postMessage({
      channel: id,
      thread_ts: thread,
      text: 'Long lines',
      blocks: blocks as never,
    });
    if (width > 900) await openPane(page, 'Inspector');
    await saying(page, root).getByText('1 reply').click();
    await page.locator('.thread').getByText('Look at it').waitFor();
    if (folder) await page.screenshot({ path: `${folder}/thread-${width}-${colorScheme}.png` });
    expect(await cutOff(page)).toEqual([]);
  });
});

/** What is wider than its place in the pane of the thread. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.thread, .thread *')]
      .filter((one) => {
        const inline = getComputedStyle(one).display.startsWith('inline');
        const pane = one.closest('.thread')?.getBoundingClientRect();
        const { right, width } = one.getBoundingClientRect();
        const beyond = width > 0 && pane !== undefined && right > pane.right + 1;
        const wider = !inline && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
        return (beyond || wider) && !one.matches('.sr-only, .sr-only *, svg, svg *');
      })
      .map(
        (one) =>
          `${one.tagName} ${one.className} ${one.scrollWidth}/${one.clientWidth}: ${one.textContent?.slice(0, 40)}`,
      ),
  );
