import { expect, test } from 'vitest';
import { checkMessage, checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import { button, input, mrkdwn, option, plain } from './samples.ts';

test('Block Kit validation accepts a complete incident message', () => {
  const blocks = [
    { type: 'header', block_id: 'title', text: { ...plain('🚨 [P1] Intercom Integration'), emoji: true } },
    {
      type: 'section',
      block_id: 'facts',
      fields: [
        mrkdwn('*Status*\nInvestigating'),
        mrkdwn('*Commander*\n<@U024BE7LH>'),
        plain('Next update: 14:30'),
      ],
    },
    {
      type: 'section',
      text: { ...mrkdwn('*Impact* Conversations do not load &lt;5xx&gt;'), verbatim: true },
      expand: true,
      accessory: {
        type: 'overflow',
        action_id: 'more',
        options: [option('timeline'), option('docs', { url: 'https://example.com/docs' })],
      },
    },
    { type: 'divider' },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Cause: ', style: { bold: true } },
            { type: 'text', text: 'Intercom answers 503 since ' },
            { type: 'date', timestamp: 1_772_000_000, format: '{time}', fallback: '06:13 UTC' },
          ],
        },
        {
          type: 'rich_text_preformatted',
          elements: [{ type: 'text', text: '{"request_id":"000a"}' }],
          border: 0,
        },
      ],
    },
    {
      type: 'table',
      column_settings: [{ is_wrapped: true }, null, { align: 'right' }],
      rows: [
        ['Probe', 'Answer', 'ms'].map((text) => ({ type: 'raw_text', text })),
        [
          { type: 'raw_text', text: 'GET /me' },
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '503' }] }],
          },
          { type: 'raw_number', value: 112, text: '112' },
        ],
      ],
    },
    {
      type: 'image',
      image_url: 'https://example.com/graph.png',
      alt_text: 'Errors a minute',
      title: plain('Errors'),
    },
    {
      type: 'actions',
      block_id: 'buttons',
      elements: [
        button({ action_id: 'post_update', style: 'primary', value: '7' }),
        button({
          action_id: 'close',
          style: 'danger',
          accessibility_label: 'Close the incident',
          confirm: {
            title: plain('Close?'),
            text: mrkdwn('*Sure?*'),
            confirm: plain('Yes'),
            deny: plain('No'),
            style: 'danger',
          },
        }),
        button({ action_id: 'status_page', url: 'https://www.finstatus.com' }),
        {
          type: 'users_select',
          action_id: 'commander',
          placeholder: plain('Commander'),
          initial_user: 'U024BE7LH',
        },
      ],
    },
    {
      type: 'context',
      elements: [
        { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'Intercom' },
        mrkdwn('<!date^1772000000^{date_short_pretty} at {time}|06:13 UTC>'),
      ],
    },
    { type: 'markdown', text: '## Timeline\n- 06:13 first alert' },
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'feedback',
          positive_button: { text: plain('Good'), value: 'good' },
          negative_button: { text: plain('Bad'), value: 'bad', accessibility_label: 'Bad diagnosis' },
        },
        {
          type: 'icon_button',
          action_id: 'delete',
          icon: 'trash',
          text: plain('Delete'),
          visible_to_user_ids: ['U1'],
        },
      ],
    },
    { type: 'file', source: 'remote', external_id: 'postmortem-7' },
  ];
  expect(checkMessage({ text: '[P1] INCIDENT: Intercom Integration', blocks })).toBeNull();
});

test('Block Kit validation accepts a complete modal', () => {
  const severities = ['P1', 'P2', 'P3', 'P4'].map((value) =>
    option(value, { description: plain(`About ${value}`) }),
  );
  const view = {
    type: 'modal',
    callback_id: 'declare',
    private_metadata: JSON.stringify({ channel: 'C1' }),
    title: plain('Declare an incident'),
    submit: plain('Declare'),
    close: plain('Cancel'),
    clear_on_close: true,
    notify_on_close: true,
    blocks: [
      { type: 'section', block_id: 'open', text: mrkdwn('*Open incidents* <#C1>') },
      input(
        {
          type: 'plain_text_input',
          action_id: 'title',
          placeholder: plain('What is broken?'),
          min_length: 3,
          max_length: 80,
          focus_on_load: true,
          dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
        },
        { block_id: 'title', dispatch_action: true, hint: plain('A few words') },
      ),
      input({
        type: 'static_select',
        action_id: 'severity',
        options: severities,
        initial_option: severities[1],
      }),
      input({ type: 'plain_text_input', action_id: 'impact', multiline: true }, { optional: true }),
      input({ type: 'users_select', action_id: 'commander', initial_user: 'U1' }, { optional: true }),
      input({ type: 'datetimepicker', action_id: 'next_update', initial_date_time: 1_772_000_000 }),
      input({ type: 'radio_buttons', action_id: 'where', options: [option('here'), option('there')] }),
      input({
        type: 'checkboxes',
        action_id: 'tell',
        options: [{ text: mrkdwn('*Tell all*'), value: 'all' }],
      }),
      input({ type: 'number_input', action_id: 'affected', is_decimal_allowed: false, min_value: '0' }),
      input({ type: 'url_text_input', action_id: 'link', initial_value: 'https://example.com' }),
      input({ type: 'file_input', action_id: 'files', filetypes: ['png'], max_files: 3 }),
    ],
  };
  expect(checkView(view)).toBeNull();
});

test('Block Kit validation accepts a complete Home tab', () => {
  const view = {
    type: 'home',
    callback_id: 'home',
    blocks: [
      { type: 'header', text: plain('Incidents') },
      { type: 'actions', elements: [button({ action_id: 'declare', style: 'primary' })] },
      input({ type: 'rich_text_input', action_id: 'note' }, { dispatch_action: true }),
      {
        type: 'video',
        video_url: 'https://example.com/embed',
        title_url: 'https://example.com/watch',
        thumbnail_url: 'https://example.com/t.png',
        alt_text: 'How to declare',
        title: plain('How to declare'),
        description: plain('One minute'),
        author_name: 'Ops',
        provider_name: 'Example',
        provider_icon_url: 'https://example.com/i.png',
      },
    ],
  };
  expect(checkView(view)).toBeNull();
});
