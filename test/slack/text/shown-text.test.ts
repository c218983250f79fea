import { describe, expect, test } from 'vitest';
import { incomingText } from '../../../src/slack/text/decode-text.ts';
import { mentionedIn, shownSchema, shownText, withNames } from '../../../src/slack/text/shown-text.ts';
import { overhear } from '../../support/overhear.ts';

const shown = (message: object): string => overhear(shownText(shownSchema.parse(message)));
const richText = (...elements: object[]) => [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
];
const section = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];

describe('A message shows', () => {
  test.each<[string, object, string]>([
    ['text', { text: 'Look' }, 'Look'],
    ['text and files', { text: 'Look', files: [{ name: 'a.log' }] }, 'Look [file: a.log]'],
    ['files alone', { files: [{ name: null }] }, '[file: without a name]'],
    ['no file that was deleted', { text: 'Look', files: [{ id: 'F1', mode: 'tombstone' }] }, 'Look'],
    ['nothing to read', {}, '[no text]'],
    [
      'a person’s words once, though Slack makes blocks of them',
      {
        text: 'Look <@U1>',
        blocks: richText({ type: 'text', text: 'Look ' }, { type: 'user', user_id: 'U1' }),
      },
      'Look <@U1>',
    ],
    [
      'an app’s blocks, for which its text only stands in',
      { text: 'Alert', bot_id: 'B1', blocks: section('*Queue* is 4,000 long') },
      '*Queue* is 4,000 long',
    ],
    [
      'whom and what rich text of an app mentions',
      {
        bot_id: 'B1',
        blocks: richText(
          { type: 'user', user_id: 'U1' },
          { type: 'text', text: ' asks ' },
          { type: 'usergroup', usergroup_id: 'S1' },
          { type: 'text', text: ' in ' },
          { type: 'channel', channel_id: 'C1' },
          { type: 'emoji', name: 'eyes' },
        ),
      },
      '<@U1> asks <!subteam^S1> in <#C1>:eyes:',
    ],
    [
      'attachments, whose fallback stands in where there is nothing else',
      {
        text: 'Two alerts',
        bot_id: 'B1',
        attachments: [{ title: 'DB', text: 'slow', fallback: 'DB is slow' }, { fallback: 'Cache is cold' }],
      },
      'Two alerts DB\nslow Cache is cold',
    ],
  ])('is %s', (_, message, text) => {
    expect(shown(message)).toBe(text);
  });
});

describe('The mentions in a message', () => {
  const text = 'Ask <@U1> and <@U2|bo> of <!subteam^S1> in <#C1|> or <#C2>, <!here>';

  test('are read once each', () => {
    expect(mentionedIn(`${text} <@U1>`)).toEqual({
      users: ['U1', 'U2'],
      channels: ['C1', 'C2'],
      groups: ['S1'],
    });
  });

  test('become names, and without a name no ID is shown', () => {
    const names = new Map([
      ['U1', 'Ada & Co'],
      ['S1', 'oncall'],
      ['C1', 'payments'],
    ]);
    expect(incomingText(withNames(text, names))).toBe(
      'Ask @Ada   Co and @bo of @oncall in #payments or #a-private-channel, @here',
    );
    expect(incomingText(withNames('<@U9> <!subteam^S9>', new Map()))).toBe('@somebody @a-user-group');
  });
});
